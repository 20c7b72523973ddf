"""`cityloop messages`: collect the texts of the interface into the Korean catalogues, check and compile them."""

from __future__ import annotations

import argparse
import os


def add(subparsers) -> None:
    parser = subparsers.add_parser(
        "messages",
        help="collect the interface's texts into the Korean catalogues and compile them",
        description="Collect the texts of code and templates into <room>/locale/ko/LC_MESSAGES/django.po and compile.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="change nothing; list every text without Korean and fail")
    what.add_argument("--compile", action="store_true", help="only make the .mo files that Django reads")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from cityloop.messages import PACKAGE, collect, compile_all, problems

    if args.compile:
        print(f"{len(compile_all())} catalogues compiled.")
        return 0
    if not args.check:
        for path in collect(PACKAGE, rooms()):
            print(f"{path.relative_to(PACKAGE.parent)} written.")
        compile_all()
    found = problems(PACKAGE, rooms())
    for line in found:
        print(line)
    print(f"{len(found)} texts want Korean." if found else "Every text has its Korean.")
    return 1 if found and args.check else 0


def rooms() -> list[str]:
    """The folders of the package that are Django apps, each with a catalogue of its own."""
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityloop.settings")
    return [name.split(".")[1] for name in settings.INSTALLED_APPS if name.startswith("cityloop.")]
