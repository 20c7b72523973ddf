"""What a criterion should bring with it: an evidence rule, anchors that differ, a source; and documents asked once."""

from __future__ import annotations

from itertools import pairwise

from ...text import Text
from ..edition import Edition
from ..faults import Findings

DERIVED = {
    "evidence": Text("지표별로 첨부한 증빙", "the evidence attached to each criterion"),
    "cross_reference": Text("지표별로 첨부한 증빙에서 만드는 대조표", "the table made from that evidence"),
}
"""Documents that come of what is handed in criterion by criterion."""


def marked_criteria_have_an_evidence_rule(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        if criterion.kind != "formula" and not criterion.evidence:
            findings.add(
                ("criteria", i, "evidence"),
                Text("증빙 규칙이 없는 지표임.", "The criterion has no evidence rule."),
                Text("무엇으로 확인하는지 적으십시오.", "Say what it is checked by."),
                warning=True,
            )


def anchors_say_different_things(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        for language in ("ko", "en"):
            seen: dict[str, float] = {}
            for j, level in enumerate(criterion.levels):
                said = " ".join(level.means[language].split()).casefold()
                if said in seen:
                    findings.add(
                        ("criteria", i, "levels", j, "means"),
                        Text("{a}점과 {b}점의 뜻이 같음.", "The marks {a:g} and {b:g} mean the same.").format(
                            a=seen[said], b=level.mark
                        ),
                        Text("두 수준을 구별하여 적으십시오.", "Say what tells the two levels apart."),
                    )
                    break
                seen[said] = level.mark


def anchors_leave_no_gap(edition: Edition, findings: Findings) -> None:
    """Between two anchors further apart than the others an assessor has nothing to hold on to."""
    for i, criterion in enumerate(edition.criteria):
        marks = [level.mark for level in criterion.levels]
        steps = [high - low for low, high in pairwise(marks)]
        if marks and marks[0] > 0:
            findings.add(
                ("criteria", i, "levels", 0, "mark"),
                Text("가장 낮은 수준도 {m}점을 얻음.", "Even the lowest level earns {m:g} of {h:g}.").format(
                    m=marks[0], h=marks[-1]
                ),
                Text("0점의 뜻을 적으십시오.", "Say what the mark 0 means."),
                warning=True,
            )
        if steps and max(steps) > min(steps) > 0:
            findings.add(
                ("criteria", i, "levels"),
                Text("뜻이 적히지 않은 점수가 사이에 있음.", "A mark between the anchors has no meaning."),
                Text("빠진 수준을 적으십시오.", "Write the anchor that is missing."),
                warning=True,
            )


def every_rule_has_a_source(edition: Edition, findings: Findings) -> None:
    for i, criterion in enumerate(edition.criteria):
        if not criterion.source:
            findings.add(
                ("criteria", i, "source"),
                Text("출처가 없는 지표임.", "The criterion has no source."),
                Text("법령·표준·설계 근거를 적으십시오.", "Cite the law, standard or reason that it comes from."),
                warning=True,
            )


def documents_ask_for_what_criteria_do_not(edition: Edition, findings: Findings) -> None:
    """A required document that repeats what criteria ask for makes applicants hand the same in twice."""
    asked = {text: c for c in edition.criteria for e in c.evidence for text in (e.id, e.what.ko, e.what.en)}
    for i, document in enumerate(edition.documents):
        if not document.required:
            continue
        twin = next((asked[t] for t in (document.id, document.title.ko, document.title.en) if t in asked), None)
        double = twin.title if twin else DERIVED.get(document.id)
        if double:
            findings.add(
                ("documents", i, "required"),
                Text("이미 요구한 것을 다시 요구함: {d}.", "It asks again for what is asked already: {d}.").format(
                    d=double
                ),
                Text("required: false로 하거나 지우십시오.", "Make it required: false, or remove it."),
                warning=True,
            )


CHECKS = (
    marked_criteria_have_an_evidence_rule,
    anchors_say_different_things,
    anchors_leave_no_gap,
    every_rule_has_a_source,
    documents_ask_for_what_criteria_do_not,
)
