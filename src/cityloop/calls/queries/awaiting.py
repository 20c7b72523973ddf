"""What waits for somebody under an award: texts to sign, reports to hand in or to answer."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.calls.models import AgreementText, Award, Milestone, Report
from cityloop.calls.queries.awards import WAITS, closing_due, visible_to
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import designations_held, in_force
from cityloop.organisations.waiting import Waiting

AHEAD = timedelta(days=30)
"""How long before its day a milestone is shown as something to do."""
State = Award.State


def waiting_for(person, on) -> list[Waiting]:
    """What waits for a person under awards, in the same number of queries however many there are."""
    found = list(visible_to(person, on).filter(state__in=(State.OFFERED, State.AGREED)))
    if not found:
        return []
    mine = managed(person, on)
    parts = set(designations_held(person, Designation.Duty.SECRETARIAT, on).values_list("scheme", "part"))
    texts, reports, due, closed = _texts(found), _reports(found), _due(found, on), _closed(found)
    lines = []
    for award in found:
        text = texts.get(award.pk)
        if text and mine & _unsigned(award, text):
            url = reverse("calls:award_agreement", args=[award.case.reference, text.version])
            lines.append(_line(award, _("Sign the agreement"), url, text.offered_at))
        if parts & {(award.case.edition.scheme, ""), (award.case.edition.scheme, award.case.profile)}:
            lines += _of_the_secretariat(award, text, reports.get(award.pk, ()))
        if award.state == State.AGREED and mine & {award.case.applicant_id, award.account.payee_id}:
            lines += _of_the_awarded(award, due.get(award.pk, ()), award.pk in closed, on)
    return lines


def managed(person, on) -> set[int]:
    """Ids of the organisations of which a person is an officer."""
    held = Membership.objects.filter(in_force(on), person=person, role=Membership.Role.OFFICER)
    return set(held.values_list("organisation_id", flat=True))


def _texts(awards) -> dict[int, AgreementText]:
    rows = AgreementText.objects.filter(agreement__award__in=awards, in_force_at=None, withdrawn_at=None)
    rows = rows.select_related("agreement").prefetch_related("signatures")
    return {one.agreement.award_id: one for one in rows}


def _reports(awards) -> dict[int, list[Report]]:
    found: dict[int, list[Report]] = {}
    for one in Report.objects.filter(award__in=awards, verdict=None).select_related("milestone"):
        found.setdefault(one.award_id, []).append(one)
    return found


def _due(awards, on) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    rows = Milestone.objects.filter(agreement__award__in=awards, state__in=WAITS, due_on__lte=on + AHEAD)
    for one in rows.select_related("agreement").order_by("due_on", "position"):
        found.setdefault(one.agreement.award_id, []).append(one)
    return found


def _closed(awards) -> set[int]:
    """Awards whose closing report is handed in, and was not returned."""
    rows = Report.objects.filter(award__in=awards, milestone=None).exclude(verdict__verdict="returned")
    return set(rows.values_list("award_id", flat=True))


def _unsigned(award, text) -> set[int]:
    sides = {award.body_id, award.case.applicant_id, text.agreement.payee_id}
    return sides - {one.organisation_id for one in text.signatures.all()}


def _of_the_secretariat(award, text, reports) -> list[Waiting]:
    lines = []
    if award.state == State.OFFERED and text is None:
        url = reverse("calls:award_step", args=[award.case.reference, "offer"])
        lines.append(_line(award, _("Offer the agreement"), url, award.begun_at))
    lines += [_line(award, _("Answer a report"), report_url(award, one.milestone), one.at) for one in reports]
    return lines


def _of_the_awarded(award, milestones, closed, on) -> list[Waiting]:
    lines = []
    for one in milestones:
        title = _("Hand in again") if one.state == Milestone.State.RETURNED else _("Hand in")
        since = award.agreement.in_force_at
        lines.append(_line(award, f"{title}: {one.title}", report_url(award, one), since, one.due_on))
    due = closing_due(award)
    if due and award.agreement.ends_on <= on and not closed:
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
