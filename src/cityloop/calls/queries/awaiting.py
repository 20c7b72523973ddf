"""What waits for somebody under an award: texts to sign, reports to hand in or to answer, invitations of nobody."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.calls.models import AgreementText, Award, Milestone, Report
from cityloop.calls.queries.awards import WAITS, closing_due, part_of, visible_to
from cityloop.organisations.rules import manages
from cityloop.organisations.waiting import Waiting

AHEAD = timedelta(days=30)
"""How long before its day a milestone is shown as something to do."""
State = Award.State


def waiting_for(person, on) -> list[Waiting]:
    """What waits for a person under awards."""
    found = list(visible_to(person, on).filter(state__in=(State.OFFERED, State.AGREED)))
    if not found:
        return []
    texts = AgreementText.objects.filter(agreement__award__in=found, in_force_at=None, withdrawn_at=None)
    texts = {one.agreement.award_id: one for one in texts.select_related("agreement__payee")}
    reports = list(Report.objects.filter(award__in=found, verdict=None).select_related("milestone"))
    lines = []
    for award in found:
        part = part_of(person, award, on)
        text = texts.get(award.pk)
        if text:
            lines += _to_sign(person, award, text, on)
        if part.runs:
            lines += _of_the_secretariat(award, text, [one for one in reports if one.award_id == award.pk])
        if part.awarded and award.state == State.AGREED:
            lines += _of_the_awarded(award, on)
    return lines


def _to_sign(person, award, text, on) -> list[Waiting]:
    signed = set(text.signatures.values_list("organisation_id", flat=True))
    sides = {one.pk: one for one in (award.body, award.case.applicant, text.agreement.payee)}
    if not any(manages(person, one, on) for pk, one in sides.items() if pk not in signed):
        return []
    url = reverse("calls:award_agreement", args=[award.case.reference, text.version])
    return [_line(award, _("Sign the agreement"), url, text.offered_at)]


def _of_the_secretariat(award, text, reports) -> list[Waiting]:
    lines = []
    if award.state == State.OFFERED and text is None:
        url = reverse("calls:award_step", args=[award.case.reference, "offer"])
        lines.append(_line(award, _("Offer the agreement"), url, award.begun_at))
    for one in reports:
        lines.append(_line(award, _("Answer a report"), report_url(award, one.milestone), one.at))
    return lines


def _of_the_awarded(award, on) -> list[Waiting]:
    lines = []
    for one in award.agreement.milestones.filter(state__in=WAITS, due_on__lte=on + AHEAD):
        title = _("Hand in again") if one.state == Milestone.State.RETURNED else _("Hand in")
        line = _line(award, f"{title}: {one.title}", report_url(award, one), award.agreement.in_force_at, one.due_on)
        lines.append(line)
    due = closing_due(award)
    last = award.reports.filter(milestone=None).select_related("verdict").last()
    asked = last is None or (getattr(last, "verdict", None) and last.verdict.verdict == "returned")
    if due and award.agreement.ends_on <= on and asked:
        since = timezone.make_aware(datetime.combine(award.agreement.ends_on, time()))
        lines.append(_line(award, _("Hand in the closing report"), report_url(award, None), since, due))
    return lines


def report_url(award, milestone) -> str:
    """The page of a milestone, or of the closing report."""
    if milestone is None:
        return reverse("calls:award_closing", args=[award.case.reference])
    return reverse("calls:award_milestone", args=[award.case.reference, milestone.code])


def _line(award, title, url, since, due=None) -> Waiting:
    case = award.case
    return Waiting(
        title=title, hint=f"{case.title} ({case.reference})", url=url, since=since, due=due, simulated=case.simulated
    )
