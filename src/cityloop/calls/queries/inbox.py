"""What waits for a person on proposals until the screening ends: for those who apply, and for the secretariat."""

from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case, Edition, Party
from cityloop.assessment.queries import kept_from
from cityloop.calls import workflow
from cityloop.calls.models import Advice, Booking
from cityloop.calls.queries.preconsulting import drafts_shown
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designations_held, organisations_of
from cityloop.organisations.waiting import Waiting

APPLICANTS, OFFICERS, ASKED, ADVISERS = range(4)
SHOWN = (
    *("reference", "state", "title_ko", "title_en", "changed_at", "due_on", "simulated", "record"),
    *("notice__open_until", "notice__zone", "notice__late"),
)


def of_proposals(person, on) -> list[Waiting]:
    """Everything that waits for a person on proposals; one query for all roles."""
    return [_line(case) for case in _found(person, on, Case.objects.all())]


def tasks_on(case, person, on) -> list[Waiting]:
    """What waits for a person on one proposal."""
    if not getattr(person, "pk", None):
        return []
    return [_line(found) for found in _found(person, on, Case.objects.filter(pk=case.pk))]


def _found(person, on, among):
    cases = among.filter(edition__kind=Edition.Kind.CALL, closed_at=None).order_by().select_related("notice")
    ours = organisations_of(person, on)
    by_role = (
        _of_applicant(cases, ours),
        _of_officer(cases, person, on),
        cases.filter(Exists(_parties(ours, Party.Answer.WAITING)), state__in=workflow.FILLING),
        _to_advise(cases, person, on),
    )
    parts = [found.annotate(place=Value(n)).only(*SHOWN) for n, found in enumerate(by_role)]
    return sorted(parts[0].union(*parts[1:], all=True), key=lambda case: (case.place, case.changed_at, case.pk))


def _of_applicant(cases, ours):
    agreed = Exists(_parties(ours, Party.Answer.AGREED))
    return cases.filter(Q(applicant__in=ours) | agreed, state__in=workflow.FILLING)


def _of_officer(cases, person, on):
    mine = cases.filter(_run_by(person, on), ~kept_from(person, on), received_at__isnull=False)
    return mine.filter(Q(state=workflow.SUBMITTED) | Q(state=workflow.SUPPLEMENT, due_on__lt=on))


def _to_advise(cases, person, on):
    """Booked times that have begun, without advice on record since; of proposals that the officer can open."""
    since = Advice.objects.filter(case=OuterRef("case"), at__gte=OuterRef("slot__begins_at"))
    held = Booking.objects.filter(~Exists(since), case=OuterRef("pk"), released_at=None, slot__begins_at__date__lte=on)
    mine = cases.filter(_run_by(person, on), ~kept_from(person, on), Q(received_at__isnull=False) | drafts_shown())
    return mine.filter(Exists(held), state__in=workflow.ADVISED.split())


def _run_by(person, on) -> Q:
    found = Q(pk__in=())
    for scheme, part in designations_held(person, Designation.Duty.SECRETARIAT, on).values_list("scheme", "part"):
        found |= Q(edition__scheme=scheme, **({"profile": part} if part else {}))
    return found


def _parties(organisations, answer):
    return Party.objects.filter(case=OuterRef("pk"), organisation__in=organisations, answer=answer, withdrawn_at=None)


def _line(case) -> Waiting:
    title, hint, address = _words(case)
    return Waiting(
        title=title % {"case": case.title},
        hint=hint,
        url=reverse(address, args=[case.reference]),
        since=case.changed_at,
        due=case.due_on or _closes_on(case),
        label=case.reference,
        simulated=case.simulated,
    )


def _closes_on(case):
    """A draft is due when its notice closes, on the calendar of the notice's zone."""
    if case.state != workflow.DRAFT or case.notice is None or case.notice.open_until is None:
        return None
    return case.notice.open_until.astimezone(ZoneInfo(case.notice.zone)).date()


def _words(case):
    if case.place == ASKED:
        return _("Join the proposal: %(case)s"), _("Your organisation is asked. Agree or decline."), "calls:partners"
    if case.place == ADVISERS:
        return _("Keep the advice given: %(case)s"), _("A booked time has begun."), "calls:preconsulting"
    if case.place == OFFICERS and case.state == workflow.SUPPLEMENT:
        hint = _("Give more time, or close the case.")
        return _("The supplement is overdue: %(case)s"), hint, "assessment:supplement"
    if case.place == OFFICERS:
        return _("Screen the proposal: %(case)s"), _("Admit it, exclude it, or ask for more."), "calls:screening"
    if case.state == workflow.SUPPLEMENT:
        hint = _("The secretariat asks for more.")
        return _("Supplement the proposal: %(case)s"), hint, "assessment:dossier"
    return _("Finish the proposal: %(case)s"), _("Fill in what is missing, then hand it in."), "assessment:dossier"
