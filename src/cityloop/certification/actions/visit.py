"""The site visit: planned, recorded, and what was found there; Notice 2021-223 Art. 10(1), 14(1).

A finding takes evidence away where it is confirmed. Nothing here adds marks or points.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.models import Evidence, EvidenceVoid
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification.attached import REPORTS, attached
from cityloop.certification.models import Finding, FindingAnswer, FindingRuling, Visit, VisitRecord

NOT_PLANNED = _("The visit was not planned.")
NOT_RECORDED = _("The visit was not recorded.")
NOT_RAISED = _("The finding was not recorded.")
NOT_ANSWERED = _("The answer was not recorded.")
NOT_RULED = _("Nothing was decided on the finding.")


@action("certification.plan_visit")
def plan_visit(*, actor, at, case, on, place, visitors, agenda):
    """Plan a visit and tell the applicant by it; a change of plan is another row."""
    case = locked(case)
    permit(case, "plan_visit", actor, at)
    _require_said(NOT_PLANNED, place, visitors, agenda)
    require(
        on >= timezone.localdate(at),
        NOT_PLANNED,
        _("The day of the visit has passed."),
        _("Choose today or a later day; a visit that took place is recorded under its plan."),
    )
    changed = case.visits.filter(record=None).exists()
    visit = Visit.objects.create(
        case=case, on=on, place=place.strip(), visitors=visitors.strip(), agenda=agenda.strip(), person=actor, at=at
    )
    said = {"day": visit.on, "place": visit.place, "visitors": visit.visitors, "agenda": visit.agenda}
    letters.to_applicant(case, "visit_changed" if changed else "visit_planned", at, key=str(visit.pk), **said)
    return done(case, visit=visit.pk, day=on.isoformat())


@action("certification.record_visit")
def record_visit(*, actor, at, case, visit, attendees, observations, name="", content=None):
    """Record what was seen on a visit, with the report as a file where there is one."""
    case = locked(case)
    permit(case, "record_visit", actor, at)
    _require_of(visit.case_id == case.pk, NOT_RECORDED)
    _require_said(NOT_RECORDED, attendees, observations)
    require(
        timezone.localdate(at) >= visit.on and not hasattr(visit, "record"),
        NOT_RECORDED,
        _("The visit has not taken place yet, or was recorded before."),
        _("Record it once, on its day or later."),
    )
    VisitRecord.objects.create(
        visit=visit,
        attendees=attendees.strip(),
        observations=observations.strip(),
        person=actor,
        at=at,
        **attached(NOT_RECORDED, name, content, REPORTS),
    )
    return done(case, visit=visit.pk)


@action("certification.raise_finding")
def raise_finding(*, actor, at, case, visit, evidence, found):
    """Hold on record that a piece of evidence was found not to hold on a visit; the applicant can answer in time."""
    case = locked(case)
    permit(case, "raise_finding", actor, at)
    _require_of(visit.case_id == case.pk and hasattr(visit, "record"), NOT_RAISED)
    _require_said(NOT_RAISED, found)
    piece = Evidence.objects.filter(pk=evidence.pk, dossier=dossier_of(case), withdrawn_at=None).first()
    open_or_void = piece and (hasattr(piece, "void") or piece.findings.filter(ruling=None).exists())
    require(
        piece is not None and not open_or_void,
        NOT_RAISED,
        _("The piece of evidence is not part of the dossier, is voided, or has an open finding."),
        _("Choose another piece of the dossier that was handed in."),
    )
    span = compiled(case.edition).steps.get("supplement")
    today = timezone.localdate(at)
    finding = Finding.objects.create(
        visit=visit,
        evidence=piece,
        found=found.strip(),
        answer_by=span.after(today) if span else today,
        person=actor,
        at=at,
    )
    return done(case, finding=finding.pk, criterion=piece.criterion, item=piece.item)


@action("certification.answer_finding")
def answer_finding(*, actor, at, case, finding, text):
    """The applicant answers a finding, once, within the term."""
    case = locked(case)
    permit(case, "answer_finding", actor, at)
    _require_of(finding.visit.case_id == case.pk, NOT_ANSWERED)
    _require_said(NOT_ANSWERED, text)
    _require_open(finding, NOT_ANSWERED)
    require(
        timezone.localdate(at) <= finding.answer_by and not hasattr(finding, "answer"),
        NOT_ANSWERED,
        _("It was answered before, or the day for it has passed: %(day)s.") % {"day": finding.answer_by.isoformat()},
        _("The operating body decides on what is there."),
    )
    FindingAnswer.objects.create(finding=finding, text=text.strip(), person=actor, at=at)
    return done(case, finding=finding.pk)


@action("certification.rule_finding")
def rule_finding(*, actor, at, case, finding, confirmed, reason):
    """Confirm a finding, which voids the evidence, or drop it; once the applicant has answered or the term is over."""
    case = locked(case)
    permit(case, "rule_finding", actor, at)
    _require_of(finding.visit.case_id == case.pk, NOT_RULED)
    _require_said(NOT_RULED, reason)
    _require_open(finding, NOT_RULED)
    require(
        hasattr(finding, "answer") or timezone.localdate(at) > finding.answer_by,
        NOT_RULED,
        _("The applicant may answer until %(day)s.") % {"day": finding.answer_by.isoformat()},
        _("Wait for the answer, or for the end of that day."),
    )
    FindingRuling.objects.create(finding=finding, confirmed=confirmed, reason=reason.strip(), person=actor, at=at)
    if confirmed:
        EvidenceVoid.objects.create(evidence=finding.evidence, reason=reason.strip(), person=actor, at=at)
    return done(case, finding=finding.pk, confirmed=confirmed)


def _require_open(finding, what) -> None:
    require(
        not hasattr(finding, "ruling"),
        what,
        _("The finding was decided before."),
        _("Open the visits of the case to read the decision."),
    )


def _require_of(belongs: bool, what) -> None:
    require(belongs, what, _("It does not belong to a recorded visit of this case."), _("Open the visits of the case."))


def _require_said(what, *texts) -> None:
    require(
        all(text.strip() for text in texts) and all(len(text) <= 4_000 for text in texts),
        what,
        _("Something is not filled in, or is longer than 4,000 characters."),
        _("Fill in every field, and send it again."),
    )
