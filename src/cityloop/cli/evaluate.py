"""`cityloop evaluate`: marks under an edition, to an outcome for every case."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cityloop.engine.text import Text

from .editions import a_date, load
from .errors import Impossible, language
from .files import add_report, save


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("evaluate", help="judge cases by their marks under an edition of a scheme or call")
    parser.add_argument("edition", metavar="EDITION.yaml", help="a rulebook file, or id/edition; with --on also an id")
    parser.add_argument("marks", type=Path, metavar="MARKS", help="case,assessor,criterion,mark")
    parser.add_argument("--measurements", type=Path, metavar="M", help="case,criterion,value")
    parser.add_argument("--on", type=a_date, metavar="DATE", help="judge by what is in force on this day")
    parser.add_argument("--profile", metavar="P", help="the profile of the cases: what is not for it does not apply")
    parser.add_argument("--track", metavar="T", help="the track of a call")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="OUTCOMES", help="case,status,points,grade,failed,missing"
    )
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Read, judge, write the outcomes and the report."""
    from cityloop.engine.evaluation import evaluate_many

    from .marks import read_marks, read_measurements, require_known_criteria, require_marks_on_scale

    started = time.perf_counter()
    edition = load(args.edition, args.on, args.profile)
    require_branch(edition, args.profile, args.track)
    marks = read_marks(args.marks)
    require_known_criteria(marks.table, edition)
    require_marks_on_scale(marks, edition)
    outcomes = evaluate_many(
        edition,
        *marks.columns,
        marks.mark,
        **marks.given,
        measurements=read_measurements(args.measurements),
        profile=args.profile,
        track=args.track,
    )
    report = _report(outcomes, args, time.perf_counter() - started)
    save({args.out: _table(outcomes), args.report: report})
    sys.stdout.write(_summary(report, args.out).pick(language()) + "\n")
    return 0


def require_branch(edition: Any, profile: str | None, track: str | None) -> None:
    """Refuse what cannot be judged at all: no criteria, a profile the edition lacks, a track not named."""
    if not edition.criteria:
        _impossible(Text("'{e}'에는 평가지표가 없습니다.", "'{e}' has no criteria."), edition, ())
    if profile is not None and edition.profile(profile) is None:
        told = Text("'{e}'에 분야 '{x}'이(가) 없습니다.", "'{e}' has no profile '{x}'.").format(
            e=edition.reference, x=profile
        )
        _impossible(told, edition, [one.id for one in edition.profiles])
    if edition.tracks and edition.track(track) is None:
        told = Text("--track으로 '{e}'의 부문을 지정하십시오.", "Name a track of '{e}' with --track.")
        _impossible(told.format(e=edition.reference), edition, [one.id for one in edition.tracks])


def _impossible(told: Text, edition: Any, choices: Sequence[str]) -> None:
    listed = Text(" 가능한 값: {c}.", " There are: {c}.").format(c=", ".join(choices)) if choices else Text("", "")
    told = told.format(e=edition.reference)
    raise Impossible(Text(told.ko + listed.ko, told.en + listed.en))


def _table(outcomes: Any) -> dict[str, Sequence[Any]]:
    cases = range(len(outcomes.cases))
    return {
        "case": outcomes.cases,
        "status": outcomes.status,
        "points": outcomes.points.round(10),
        "grade": outcomes.grade,
        "failed": ["|".join(outcomes.failed(i)) for i in cases],
        "missing": ["|".join(outcomes.missing(i)) for i in cases],
    }


def _report(outcomes: Any, args: Namespace, seconds: float) -> dict[str, Any]:
    from cityloop.engine.edition import state_on
    from cityloop.engine.evaluation.outcome import STATUSES
    from cityloop.engine.evaluation.outcomes import reasons

    edition = outcomes.edition
    status = outcomes.status.tolist()
    return {
        "edition": edition.reference,
        "digest": edition.digest,
        "on": args.on and args.on.isoformat(),
        "state": args.on and state_on(edition, args.on, args.profile),
        "profile": args.profile,
        "track": args.track,
        "cut": edition.passing.points,
        "of": edition.passing.of,
        "cases": len(status),
        "statuses": {name: status.count(name) for name in STATUSES},
        "reasons": {
            case: [{"code": r.code, "ko": r.text.ko, "en": r.text.en} for r in reasons(outcomes, i)]
            for i, case in enumerate(outcomes.cases)
        },
        "seconds": round(seconds, 4),
    }


def _summary(report: dict[str, Any], out: Path) -> Text:
    said = Text(
        "{n}건: 합격 {p}, 불합격 {f}, 미완료 {i} ({e}) → {o}",
        "{n} cases: {p} pass, {f} fail, {i} incomplete ({e}) → {o}",
    )
    counts = report["statuses"]
    told = said.format(
        n=report["cases"], p=counts["pass"], f=counts["fail"], i=counts["incomplete"], e=report["edition"], o=out
    )
    if report["state"] in ("draft", "retired"):
        note = Text(
            "주의: {d} 현재 이 판은 시행 중이 아닙니다({s}).", "Note: on {d} this edition is not in force ({s})."
        )
        note = note.format(d=report["on"], s=report["state"])
        return Text(f"{told.ko}\n{note.ko}", f"{told.en}\n{note.en}")
    return told
