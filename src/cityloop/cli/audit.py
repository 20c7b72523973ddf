"""`cityloop audit verify`: prove that the record of actions is whole, and that certificates stand as it says."""

from __future__ import annotations

import sys


def add(subparsers) -> None:
    """Describe the verb."""
    verb = subparsers.add_parser("audit", help="prove that the record of actions is whole")
    verbs = verb.add_subparsers(dest="audit_verb", metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="walk the whole chain; finds a changed, removed or reordered entry")
    verify.set_defaults(run=run)


def run(args) -> int:
    """Walk the chain; exit status 1 where it does not hold."""
    from cityloop.cli.site import prepare

    prepare()
    from cityloop.audit.queries import head, verify

    fault = verify()
    if fault:
        sys.stderr.write(f"The record does not hold at entry {fault.sequence}: it {fault.what}.\n")
        return 1
    last = head()
    sys.stdout.write(f"The record holds: {last.sequence} entries, head {last.hash}\n")
    from cityloop.certification.standing import differing

    for number, stored, folded in (wrong := differing()):
        sys.stderr.write(f"Certificate {number} is stored as {stored}; its events make it {folded}.\n")
    return 1 if wrong else 0
