"""The `cityloop` command: the engine's verbs on files.

A verb is a module of this package with `add(subparsers)`, which describes it, and `run(args)`, which does it and
returns the exit status. A new verb is a new module and its name in `VERBS`. Verbs import what is heavy inside `run`,
so that `cityloop --help` stays fast.

Exit status: 0 done, 2 a bad file or argument, 3 a task that has no answer. Nothing is half-written in any case.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from .errors import Refusal, language

VERBS: tuple[str, ...] = (
    "evaluate",
    "replay",
    "assign",
    "calibrate",
    "select",
    "rulebook",
    "demo",
    "serve",
    "audit",
    "due",
    "keys",
    "verify",
    "messages",
    "catalogue",
    "diagnose",
    "match",
    "effect",
    "roadmap",
)


def parser() -> argparse.ArgumentParser:
    """The whole command line, one subcommand for each of `VERBS`."""
    top = argparse.ArgumentParser(prog="cityloop", description="Certify, select, diagnose and revise, from files.")
    subparsers = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in VERBS:
        import_module(f"{__name__}.{name}").add(subparsers)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; a refusal is said in a few lines on standard error, in the reader's language."""
    args = parser().parse_args(argv)
    try:
        return args.run(args)
    except Refusal as refusal:
        sys.stderr.write(f"cityloop {args.verb}: {refusal.text.pick(language())}\n")
        return refusal.status
