"""Judge the criteria of one case: status, value, share and reasons for each, before any points are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import expressions
from ..edition import Criterion, Edition
from ..edition.checks.criteria import nest, uses
from ..text import Text
from .marks import Given, as_number, given
from .reasons import METHODS, Reason, because
from .shares import aggregated, is_met, method_for, share_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion judged: `share` is None where there is none to count (not applicable, missing, pending)."""

    status: str
    share: float | None = None
    value: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Case:
    """One case as it is judged: what was given, and what became of its evidence since."""

    edition: Edition
    marks: Mapping[str, Any]
    measurements: Mapping[str, Any]
    profile: str | None
    assessors: tuple[str, ...] | None
    voided: frozenset[str]
    pending: frozenset[str]

    @property
    def method(self) -> str:
        """How the edition puts marks together."""
        return self.edition.aggregate.assessors if self.edition.aggregate else "mean"

    @property
    def unmarked_applies(self) -> bool:
        """Whether a criterion that nobody marked still applies, and so is missing."""
        return not (self.edition.aggregate and self.edition.aggregate.unmarked == "not_applicable")

    def given_on(self, criterion: Criterion) -> Given:
        """The marks on a criterion, read."""
        return given(criterion, self.marks.get(criterion.id), self.assessors)


def judge_criteria(case: Case, criteria: Iterable[Criterion]) -> dict[str, Verdict]:
    """The verdict on every criterion, formulas last, since they read the others."""
    criteria = tuple(criteria)
    verdicts = {c.id: _judge(case, c) for c in criteria if c.kind != "formula"}
    formulas = {c.id: _judge(case, c, verdicts) for c in criteria if c.kind == "formula"}
    return {c.id: verdicts.get(c.id) or formulas[c.id] for c in criteria}


def _judge(case: Case, criterion: Criterion, others: Mapping[str, Verdict] | None = None) -> Verdict:
    if case.profile is not None and case.profile in criterion.not_for:
        return Verdict("not_applicable", reasons=(because("not_for_profile", profile=case.profile),))
    if criterion.id in case.pending:
        return Verdict("pending", reasons=(because("pending"),))
    if criterion.id in case.voided:
        return _as_gate(criterion, Verdict("voided", 0.0, reasons=(because("voided"),)))
    if others is not None:
        return _as_gate(criterion, _compute(criterion, others))
    judge: Callable[[Case, Criterion], Verdict] = _from_marks if criterion.marked else _from_measurement
    return _as_gate(criterion, judge(case, criterion))


def _as_gate(criterion: Criterion, verdict: Verdict) -> Verdict:
    if not criterion.mandatory or verdict.share is None:
        return verdict
    met = is_met(verdict.share)
    status = verdict.status if verdict.status == "voided" else "met" if met else "unmet"
    return Verdict(
        status, verdict.share, verdict.value, (*verdict.reasons, because("gate_met" if met else "gate_unmet"))
    )


def _from_marks(case: Case, criterion: Criterion) -> Verdict:
    found = case.given_on(criterion)
    return _without_value(case, criterion, found) or _counted_marks(case, criterion, found)


def _without_value(case: Case, criterion: Criterion, found: Given) -> Verdict | None:
    """The verdict where the marks give no value: something unusable, mostly NA, or nothing at all."""
    if found.unusable:
        reasons = (because("unusable_mark", assessor=name or "—", mark=str(mark)[:40]) for name, mark in found.unusable)
        return Verdict("missing", reasons=tuple(reasons))
    total = len(found.numbers) + found.not_applicable
    if found.not_applicable * 2 > total:
        return Verdict("not_applicable", reasons=(because("marked_not_applicable", n=found.not_applicable, of=total),))
    if found.numbers:
        return None
    if case.unmarked_applies:
        return Verdict("missing", reasons=(because("no_mark" if criterion.marked else "no_measurement"),))
    return Verdict("not_applicable", reasons=(because("unmarked_not_applicable"),))


def _counted_marks(case: Case, criterion: Criterion, found: Given) -> Verdict:
    method = method_for(criterion, case.method)
    value = float(aggregated(method, found.numbers))
    if found.agreed:
        reason = because("agreed", value=value, highest=criterion.highest)
    else:
        reason = because(
            "aggregated", method=METHODS[method], n=len(found.numbers), value=value, highest=criterion.highest
        )
    return Verdict("counted", share_of(criterion, value), value, (reason,))


def _from_measurement(case: Case, criterion: Criterion) -> Verdict:
    value = case.measurements.get(criterion.id)
    if isinstance(value, str) and value == "NA":
        return Verdict("not_applicable", reasons=(because("measured_not_applicable"),))
    if value is None:
        return _from_readings(case, criterion)
    number = as_number(value)
    if number is None:
        return Verdict("missing", reasons=(because("unusable_measurement", value=str(value)[:40]),))
    return _measured(criterion, number)


def _from_readings(case: Case, criterion: Criterion) -> Verdict:
    found = case.given_on(criterion)
    without = _without_value(case, criterion, found)
    if without:
        return without
    number = float(aggregated(method_for(criterion, case.method), found.numbers))
    return _measured(criterion, number, because("readings", n=len(found.numbers)))


def _measured(criterion: Criterion, value: float, *more: Reason) -> Verdict:
    share = share_of(criterion, value)
    unit = criterion.unit or Text("", "")
    reason = because("measured", value=value, unit=Text(f" {unit.ko}".rstrip(), f" {unit.en}".rstrip()), share=share)
    return Verdict("counted", share, value, (*more, reason))


def _compute(criterion: Criterion, others: Mapping[str, Verdict]) -> Verdict:
    read = [(kind, id, others.get(id) or Verdict("not_applicable")) for kind, id in uses(criterion)]
    for status, code in (
        ("pending", "pending"),
        ("missing", "depends_missing"),
        ("voided", "voided"),
        ("not_applicable", "depends_not_applicable"),
    ):
        on = next((id for kind, id, other in read if _blocks(kind, other, status)), None)
        if on is not None:
            reason = because(code, on=on) if code.startswith("depends") else because(code)
            return Verdict(status, 0.0 if status == "voided" else None, reasons=(reason,))
    return _computed(criterion, read)


def _blocks(kind: str, other: Verdict, status: str) -> bool:
    """Whether a criterion that a formula reads lends it its own status; a voided one still has a share, which is 0."""
    return other.status == status and (status, kind) != ("voided", "shares")


def _computed(criterion: Criterion, read: list[tuple[str, str, Verdict]]) -> Verdict:
    facts: dict[str, dict] = {"marks": {}, "measurements": {}, "shares": {}}
    for kind, id, other in read:
        nest(facts[kind], id, float(other.share if kind == "shares" else other.value))
    found = expressions.answer(criterion.formula or "", facts)
    value = None if isinstance(found.value, bool) else as_number(found.value)
    if value is None:
        said = found.error or found.missing or str(found.value)
        return Verdict("missing", reasons=(because("formula_failed", error=said),))
    share = share_of(criterion, value)
    return Verdict("counted", share, value, (because("computed", value=value, share=share),))
