"""What a scheme's or call's text should be told beyond what stops it from compiling, as a careful colleague reads it.

A rule is a function of the edition and the findings. Editions whose rules do not add up are read too, as long as each
part has its shape; a text that still lacks one of its languages counts as written in the other.
"""

from __future__ import annotations

from typing import Any

from ..compiler import shaped
from ..faults import Fault, Findings, Position
from . import calls, procedure, reach, rules, wording

CHECKS = {"scheme": (*reach.CHECKS, *rules.CHECKS, *procedure.CHECKS), "call": calls.CHECKS}


def lint(content: Any, position: Position | None = None) -> tuple[Fault, ...]:
    """Everything worth saying about the plain data of an edition, warnings and faults, in the order of the file.

    What `examine` says is not repeated. Frameworks are read for missing languages only.

    >>> title, source = {"ko": "예시", "en": ""}, [{"cite": "none"}]
    >>> for fault in lint({"kind": "framework", "id": "demo", "edition": "1", "title": title, "source": source}):
    ...     print(fault.text)
    title.en: The English is missing. Write it, so that both languages say the same.
    """
    findings = Findings(content, position)
    wording.both_languages_are_there(content, findings)
    edition, _ = shaped(wording.filled(content))
    if edition is not None:
        for check in CHECKS.get(edition.kind, ()):
            check(edition, findings)
    return tuple(sorted(findings.faults, key=lambda fault: (fault.line, fault.column)))
