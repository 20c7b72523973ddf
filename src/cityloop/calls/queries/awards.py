"""Which awards a person may see, what stands on each, and what everybody may see of them."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cityloop.assessment.models import Case, Party
from cityloop.assessment.queries import kept_from
from cityloop.calls import agreeing, awarding
from cityloop.calls.models import Award, Lesson, Milestone, Report
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designations_held, organisations_of

OFFICES = (Designation.Duty.SECRETARIAT, Designation.Duty.AUTHORITY)
WAITS = (Milestone.State.OPEN, Milestone.State.RETURNED)
CARRIED_OUT = (Award.State.AGREED, Award.State.COMPLETED, Award.State.TERMINATED)


@dataclass(frozen=True)
class Part:
    """What a reader is to an award."""

    runs: bool
    answers: bool
    awarded: bool


def visible_to(person, on):
    """Awards that a person may see on a day; the one gate for pages, lists, counts and exports.

    The people of whoever leads, takes part or is paid; officers of the secretariat of the track and of the authority
    who have no interest in the proposal.
    """
    if not getattr(person, "pk", None):
        return Award.objects.none()
    mine = organisations_of(person, on)
    together = Party.objects.filter(organisation__in=mine, withdrawn_at=None, answer=Party.Answer.AGREED)
    seen = Q(case__applicant__in=mine) | Q(agreement__payee__in=mine) | Q(case__in=together.values("case_id"))
    served = Q(pk__in=())
    for scheme, part in designations_held(person, OFFICES, on).values_list("scheme", "part"):
        track = Q(case__profile=part) if part else Q()
        served |= Q(case__edition__scheme=scheme) & track
    seen |= served & ~Q(case__in=Case.objects.filter(kept_from(person, on)).values("pk"))
    return _whole(Award.objects.filter(seen))


def award_or_404(person, on, reference) -> Award:
    """One award that the person may see."""
    return get_object_or_404(visible_to(person, on), case__reference=reference)


def awards_of(person, case):
    """The award of a proposal, where the person may see it."""
    return visible_to(person, timezone.localdate()).filter(case=case)


def announced():
    """Awards that everybody may see: announced, and not declined."""
    found = Award.objects.filter(announced_at__isnull=False).exclude(state=Award.State.DECLINED)
    return _whole(found)


def project_or_404(reference) -> Award:
    """One award as everybody may see it."""
    return get_object_or_404(announced(), case__reference=reference)


def part_of(person, award, on) -> Part:
    """What a person is to an award on a day."""
    runs, answers = awarding.runs(person, award, on), awarding.answers_for(person, award, on)
    return Part(runs, answers, awarding.was_awarded(person, award, on))


def progress(awards) -> dict[int, tuple[int, int]]:
    """Of each award how many milestones are accepted, and how many there are; one query."""
    rows = Milestone.objects.filter(agreement__award__in=awards).order_by().values("agreement__award_id")
    rows = rows.annotate(accepted=Count("pk", filter=Q(state=Milestone.State.ACCEPTED)), every=Count("pk"))
    return {row["agreement__award_id"]: (row["accepted"], row["every"]) for row in rows}


def next_due(awards) -> dict[int, Milestone]:
    """The milestone of each award that is due next; one query."""
    rows = Milestone.objects.filter(agreement__award__in=awards, state__in=WAITS).select_related("agreement")
    found: dict[int, Milestone] = {}
    for one in rows.order_by("due_on", "position"):
        found.setdefault(one.agreement.award_id, one)
    return found


def other_payee(award):
    """Who is paid where it is not whoever applied: the contractor of a plan, for one. None before the agreement."""
    payee = award.account.payee if award.account else None
    return None if payee is None or payee.pk == award.case.applicant_id else payee


def texts_of(award):
    """The texts of its agreement with their signatures, the first one first."""
    agreement = getattr(award, "agreement", None)
    if agreement is None:
        return []
    found = agreement.texts.select_related("offered_by")
    return list(found.prefetch_related("signatures__person", "signatures__organisation"))


def reports_of(award, milestone=None):
    """Reports of a milestone, or without one the closing reports, with their documents and what was said of them."""
    found = Report.objects.filter(award=award, milestone=milestone).select_related("person", "verdict__person")
    return found.prefetch_related("papers").order_by("-version")


def closing_due(award):
    """The day by which the closing report is due; None where the call asks for none or nothing is in force."""
    agreement, closing = getattr(award, "agreement", None), agreeing.track_of(award).closing
    return closing.due.after(agreement.ends_on) if closing and agreement else None


def lessons(question: str = ""):
    """Lessons drawn, the newest first; those with every word of a question in their text or their project's title."""
    found = Lesson.objects.filter(award__announced_at__isnull=False).select_related("award__case__edition", "person")
    for word in question.split():
        found = found.filter(
            Q(text_ko__icontains=word)
            | Q(text_en__icontains=word)
            | Q(award__case__title_ko__icontains=word)
            | Q(award__case__title_en__icontains=word)
        )
    return found.defer("award__case__edition__content")


def _whole(found):
    rows = found.select_related("case__edition", "case__applicant", "body", "account__payee", "agreement__payee")
    return rows.defer("case__edition__content")
