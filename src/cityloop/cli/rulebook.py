"""`cityloop rulebook check`: everything that is wrong with rulebook files, and what the linter advises.

Each is file:line:column: message. Advice that is only a warning never fails the check. `cityloop rulebook adopt`
publishes a file as an edition of the site.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from .errors import language
from .files import add_report, save


def add(subparsers: Any) -> None:
    """Describe the verb and its one action."""
    parser = subparsers.add_parser("rulebook", help="check rulebook files")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="say every fault with file, line and remedy")
    check.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files or folders; without, all that come along"
    )
    check.add_argument("--strict", action="store_true", help="let a warning fail the check, too")
    add_report(check)
    check.set_defaults(run=run)
    adopt = actions.add_parser("adopt", help="publish a file as an edition of this site, without an approval")
    adopt.add_argument("file", metavar="FILE", help="the file, or the name of an edition that comes along")
    adopt.set_defaults(run=run_adopt)


def run(args: Namespace) -> int:
    """Print every fault and warning; exit status 2 where something must be mended."""
    from cityloop import rulebook
    from cityloop.rulebook.worked import case_paths

    started = time.perf_counter()
    files = _files(args.files) if args.files else [*rulebook.paths(), *case_paths()]
    faults = [fault for file in files for fault in rulebook.check(file)]
    advice = [fault for file in (files if args.files else ()) for fault in rulebook.advice(file)]
    errors = [fault for fault in faults if not fault.warning or args.strict]
    errors += [fault for fault in advice if not fault.warning]
    seconds = round(time.perf_counter() - started, 4)
    listed = {"faults": [_plain(fault) for fault in faults], "advice": [_plain(fault) for fault in advice]}
    save({args.report: {"files": list(map(str, files)), **listed, "errors": len(errors), "seconds": seconds}})
    for fault in (*faults, *advice):
        sys.stdout.write(fault.text.pick(language()) + "\n")
    said = (
        f"{len(files)}개 파일, 오류 {len(errors)}건"
        if language() == "ko"
        else f"{len(files)} files, {len(errors)} errors"
    )
    sys.stdout.write(said + "\n")
    return 2 if errors else 0


def run_adopt(args: Namespace) -> int:
    """Publish one file, as whoever operates the site may; the record and the edition's page say so."""
    from .editions import load
    from .site import prepare

    edition = load(args.file)
    prepare()
    from django.utils import timezone
    from django.utils.translation import override

    from cityloop.assessment.actions import publish_edition
    from cityloop.audit.refusal import Refused
    from cityloop.engine.frozen import thaw

    with override(language()):
        try:
            row = publish_edition(actor=None, at=timezone.now(), content=thaw(edition.content))
        except Refused as refusal:
            sys.stderr.write(f"{refusal}\n")
            return 3
    sys.stdout.write(f"{edition.reference} sha256 {row.digest}\n")
    return 0


def _plain(fault: Any) -> dict[str, Any]:
    return {
        "file": fault.file, "line": fault.line, "column": fault.column, "path": fault.path, "warning": fault.warning,
        "ko": f"{fault.what.ko} {fault.remedy.ko}", "en": f"{fault.what.en} {fault.remedy.en}",
    }  # fmt: skip


def _files(named: list[Path]) -> list[Path]:
    return [file for path in named for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
