"""The record is read into a report on every criterion, and the rules are examined when their day has come."""

import hashlib

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.feedback.models import CriterionReport, Reexamination
from cityloop.feedback.queries.outcomes import outcomes_of
from cityloop.feedback.queries.record import record_of, supplements_of
from cityloop.feedback.report import reported
from cityloop.feedback.rules import may_draft


@action("feedback.report_criteria")
def report_criteria(*, actor, at, edition):
    """Compute how every criterion of an edition behaved over all cases closed so far: in each field, and in all."""
    if actor and not may_draft(actor, edition, timezone.localdate(at)):
        raise not_yours()
    rules, record, supplements = compiled(edition), record_of(edition, at), supplements_of(edition, at)
    fields = sorted(set(record.profiles.values())) if rules.profiles else []
    for profile in fields:
        asked = supplements_of(edition, at, profile)
        _keep(edition, profile, reported(rules, mine := record.of_field(profile), asked, outcomes_of(mine)), mine, at)
    report = _keep(edition, "", reported(rules, record, supplements, outcomes_of(record)), record, at)
    return done(report, edition=edition.digest, cases=report.cases, marks=report.marks, fields=fields)


def _keep(edition, profile, content, record, at) -> CriterionReport:
    return CriterionReport.objects.create(
        edition=edition,
        profile=profile,
        cases=len(set(record.cases)),
        marks=len(record.marks),
        content=content,
        digest=_digest(content),
        computed_at=at,
    )


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


def _digest(content) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
