"""`cityloop replay`: a draft edition over a record of marks: whom it moves, and by which rule."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from cityloop.engine.text import Text

from .editions import load
from .errors import language
from .files import add_report, save


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("replay", help="judge a record under a draft edition and say whom it moves")
    parser.add_argument("old", metavar="OLD.yaml", help="the edition the record was judged under, or id/edition")
    parser.add_argument("new", metavar="NEW.yaml", help="the draft")
    parser.add_argument("marks", type=Path, metavar="MARKS", help="case,assessor,criterion,mark")
    parser.add_argument("--measurements", type=Path, metavar="M", help="case,criterion,value")
    parser.add_argument("--profile", metavar="P", help="the profile of the cases")
    parser.add_argument("--track", metavar="T", help="the track of a call")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="IMPACT",
        help="case,old_status,new_status,old_points,new_points,reason",
    )  # fmt: skip
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Read, replay, write the impact and the report."""
    from cityloop.engine.revision import replay

    from .evaluate import require_branch
    from .marks import read_marks, read_measurements, require_known_criteria

    started = time.perf_counter()
    old, new = load(args.old), load(args.new)
    require_branch(old, args.profile, args.track)
    require_branch(new, args.profile, args.track)
    marks = read_marks(args.marks)
    require_known_criteria(marks.table, old, new)
    impact = replay(
        old,
        new,
        *marks.columns,
        marks.mark,
        **marks.given,
        measurements=read_measurements(args.measurements),
        profile=args.profile,
        track=args.track,
    )
    report = _report(impact, time.perf_counter() - started)
    save({args.out: _table(impact), args.report: report})
    sys.stdout.write(_summary(report, args.out).pick(language()) + "\n")
    return 0


def _table(impact: Any) -> dict[str, Any]:
    return {
        "case": impact.cases,
        "old_status": impact.old.status,
        "new_status": impact.new.status,
        "old_points": impact.old.points.round(10),
        "new_points": impact.new.points.round(10),
        "reason": [impact.reason(case) for case in range(len(impact.cases))],
    }


def _report(impact: Any, seconds: float) -> dict[str, Any]:
    said = {}
    for case, name in enumerate(impact.cases):
        if impact.moved[case] or impact.near[case]:
            text = impact.reason_text(case)
            said[name] = {
                "moved": bool(impact.moved[case]),
                "ko": text.ko,
                "en": text.en,
                "distance": float(impact.distance[case]),
                "grades": [impact.old.grade[case], impact.new.grade[case]],
                "missing_evidence": impact.missing_evidence(case),
            }
    return {
        "old": impact.old.edition.reference,
        "new": impact.new.edition.reference,
        "digests": [impact.old.edition.digest, impact.new.edition.digest],
        "cases": len(impact.cases),
        "moved": int(impact.moved.sum()),
        "near": int(impact.near.sum()),
        "flows": {f"{before}>{after}": count for (before, after), count in sorted(impact.flows.items())},
        "level": impact.level,
        "comment_period": str(impact.comment),
        "changes": [
            {"path": c.path, "kind": c.kind, "level": c.level, "before": c.before, "after": c.after}
            for c in impact.changes
        ],
        "reasons": said,
        "seconds": round(seconds, 4),
    }


def _summary(report: dict[str, Any], out: Path) -> Text:
    from cityloop.engine.edition import Duration

    level = {
        "editorial": Text("자구 수정", "editorial"),
        "minor": Text("경미한 개정", "minor"),
        "major": Text("중대한 개정", "major"),
    }[report["level"]]
    return Text(
        "{n}건 중 {m}건의 결과가 바뀜. {l}, 의견수렴 {d}일 → {o}",
        "{m} of {n} cases come out differently. The change is {l}, open to comments for {d} days → {o}",
    ).format(n=report["cases"], m=report["moved"], l=level, d=Duration.parse(report["comment_period"]).days, o=out)
