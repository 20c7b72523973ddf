"""The record is read into a report on every criterion, and the rules are examined when their day has come."""

import hashlib

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.engine.behaviour import behaviour
from cityloop.feedback.models import CriterionReport, Reexamination
from cityloop.feedback.queries import record_of
from cityloop.feedback.rules import may_draft


@action("feedback.report_criteria")
def report_criteria(*, actor, at, edition):
    """Compute how every criterion of an edition behaved over all marks handed in so far."""
    if actor and not may_draft(actor, edition, timezone.localdate(at)):
        raise not_yours()
    record = record_of(edition)
    found = behaviour(compiled(edition), record.cases, record.assessors, record.criteria, record.marks)
    content = {"criteria": [_plain(one) for one in found]}
    report = CriterionReport.objects.create(
        edition=edition,
        cases=len(set(record.cases)),
        marks=len(record.marks),
        content=content,
        digest=_digest(content),
        computed_at=at,
    )
    return done(report, edition=edition.digest, cases=report.cases, marks=report.marks)


@action("feedback.record_reexamination")
def record_reexamination(*, actor, at, edition, due, finding):
    """Say that the rules were examined for the term that ends on `due`, and what was found (Art. 18)."""
    if not may_draft(actor, edition, timezone.localdate(at)):
        raise not_yours()
    nothing = _("Nothing was recorded.")
    require(bool(finding.strip()), nothing, _("There is no finding."), _("Write what was found, and what follows."))
    rule = compiled(edition).reexamination
    require(
        rule is not None and rule.falls_on(due),
        nothing,
        _("The edition asks for no examination by that day."),
        _("Open the page of the edition; it says which day is next."),
    )
    require(
        not Reexamination.objects.filter(scheme=edition.scheme, due=due).exists(),
        nothing,
        _("The examination of that term is recorded already."),
        _("Read the finding; the next one is due a term later."),
    )
    row = Reexamination.objects.create(
        scheme=edition.scheme, due=due, edition=edition, finding=finding.strip(), by=actor, at=at
    )
    return done(row, scheme=edition.scheme, due=due.isoformat())


def _plain(one) -> dict:
    names = ("criterion", "cases", "marks", "share", "spread", "agreement", "discrimination", "low", "high")
    return {
        **{name: getattr(one, name) for name in names},
        "notes": [{"ko": note.ko, "en": note.en} for note in one.notes],
    }


def _digest(content) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
