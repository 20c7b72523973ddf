"""What waits for a person in certification; the same sentences stand in the inbox and on the page of the case."""

from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case, Declaration, Duty, Edition, MarkSheet, Party
from cityloop.assessment.queries import drafts_of
from cityloop.assessment.rules import look_back
from cityloop.certification import workflow
from cityloop.certification.models import AgendaItem
from cityloop.certification.queries.proceedings import waiting_in_proceedings
from cityloop.certification.queries.technical import waiting_technical
from cityloop.certification.queries.waiting import of_members
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import Affiliations
from cityloop.organisations.waiting import Waiting

Kind = Duty.Kind
OPERATING_BODY, CERTIFIER = Designation.Duty.OPERATING_BODY, Designation.Duty.CERTIFIER
OFFICERS, ASSESSORS, REVIEWERS, INVITED = 1, 2, 3, 5  # places among the roles of `_found`
SHOWN = (
    *("reference", "state", "mock", "title_ko", "title_en", "changed_at", "due_on", "simulated", "record"),
    *("notice__open_until", "notice__zone"),
)
OWN = ("committees", "review", "report", "decide")
"""Pages of certification; the others are those of every case."""
TASKS = {
    workflow.DRAFT: "fill",
    workflow.SUPPLEMENT: "supplement",
    workflow.SUBMITTED: "check",
    workflow.ACCEPTED: "seat",
    workflow.EVALUATION: "close",
    workflow.REVIEW: "take_review",
    workflow.DELIBERATION: "deliberate",
    workflow.REPORT: "report",
    workflow.DECISION: "decide",
}


def waiting_for(person, on) -> list[Waiting]:
    """Everything in certification that waits for a person; a constant number of queries."""
    if not getattr(person, "pk", None):
        return []
    known = Affiliations(person, on)
    drafts = [_draft(notice) for notice in drafts_of(known.schemes(OPERATING_BODY))]
    cases = [_line(case, task) for case, task in _found(known, Case.objects.all())]
    return (
        drafts
        + cases
        + waiting_technical(person, on, known.schemes(OPERATING_BODY))
        + of_members(person, on)
        + waiting_in_proceedings(known)
    )


def tasks_on(case, known) -> list[Waiting]:
    """What waits on one case for somebody with these affiliations; technical reviews wait during the evaluation."""
    among = Case.objects.filter(pk=case.pk)
    steps = [_line(found, task) for found, task in _found(known, among)]
    if case.state != workflow.EVALUATION:
        return steps
    return steps + waiting_technical(known.person, known.on, known.schemes(OPERATING_BODY), case)


def _found(known, among):
    """Pairs of a case and the name of the task, by role and then the longest waiting first; one query for all roles."""
    cases = among.filter(edition__kind=Edition.Kind.SCHEME, closed_at=None).order_by().select_related("notice")
    by_role = (
        _of_applicant(cases, known.organisations),
        _of_operator(cases, known),
        _of_assessor(cases, known.person),
        _of_reviewer(cases, known.person),
        _of_certifier(cases, known),
        _of_invited(cases, known.organisations),
    )
    declared = Exists(Declaration.objects.filter(case=OuterRef("pk"), person=known.person))
    seated = Exists(Duty.objects.filter(case=OuterRef("pk"), duty=Kind.EVALUATE, released_at=None))
    told = {"declared": declared, "seated": seated}
    parts = [found.annotate(place=Value(n), **told).only(*SHOWN) for n, found in enumerate(by_role)]
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda case: (case.place, case.changed_at, case.pk))
    return [(case, _task(case)) for case in rows]


def _task(case) -> str:
    if case.place == INVITED:
        return "answer"
    if case.state == workflow.SUPPLEMENT and case.place == OFFICERS:
        return "overdue"
    if case.state == workflow.EVALUATION and case.place == ASSESSORS:
        return "mark" if case.declared else "declare"
    if case.state == workflow.EVALUATION and not case.seated:
        return "seat"  # reopened on appeal, for other assessors
    if case.state == workflow.REVIEW and case.place == REVIEWERS:
        return "review"
    return TASKS[case.state]


def _of_applicant(cases, ours):
    agreed = Exists(_asked(ours, Party.Answer.AGREED))
    return cases.filter(Q(applicant__in=ours) | agreed, state__in=workflow.FILLING)


def _of_invited(cases, ours):
    waiting = Exists(_asked(ours, Party.Answer.WAITING))
    return cases.filter(waiting, state=workflow.DRAFT)


def _asked(organisations, answer):
    """Invitations to apply together that these organisations answered so."""
    return Party.objects.filter(case=OuterRef("pk"), organisation__in=organisations, answer=answer, withdrawn_at=None)


def _of_operator(cases, known):
    person, schemes = known.person, known.schemes(OPERATING_BODY)
    seats = Duty.objects.filter(case=OuterRef("pk"), duty=Kind.EVALUATE, released_at=None)
    unfinished = MarkSheet.objects.filter(case=OuterRef("case"), person=OuterRef("person"), submitted_at=None)
    open_seat = Exists(seats.filter(Exists(unfinished)))
    reviewed = Exists(Duty.objects.filter(case=OuterRef("pk"), duty=Kind.REVIEW, released_at=None))
    mine = Exists(Duty.objects.filter(case=OuterRef("pk"), person=person))
    on_agenda = Exists(AgendaItem.objects.filter(case=OuterRef("pk"), kind="deliberation", result=""))
    return (
        cases.exclude(_own(person, known.on))
        .filter(edition__scheme__in=schemes)
        .filter(
            Q(state__in=(workflow.SUBMITTED, workflow.ACCEPTED))
            | Q(state=workflow.SUPPLEMENT, due_on__lt=known.on)
            | Q(state=workflow.EVALUATION) & (~open_seat | Q(due_on__lt=known.on))
            | Q(state=workflow.REVIEW) & ~reviewed & ~mine
            | Q(state=workflow.DELIBERATION) & ~on_agenda
            | Q(state=workflow.REPORT)
        )
    )


def _own(person, on) -> Q:
    """Cases to which an organisation is a party that the person belongs, or belonged within the look-back, to."""
    held = Membership.objects.filter(person=person, since__lte=on).exclude(until__lt=look_back(on))
    places = held.values("organisation_id")
    asked = Party.objects.filter(organisation__in=places, withdrawn_at=None).exclude(answer=Party.Answer.DECLINED)
    provided = Q(service__isnull=False, service__provider__in=places)
    return Q(applicant__in=places) | provided | Q(pk__in=asked.values("case_id"))


def _of_assessor(cases, person):
    duties = Duty.objects.filter(case=OuterRef("pk"), person=person, duty=Kind.EVALUATE, released_at=None)
    sheets = MarkSheet.objects.filter(case=OuterRef("pk"), person=person, submitted_at=None)
    return cases.filter(Exists(duties), Exists(sheets), state=workflow.EVALUATION)


def _of_reviewer(cases, person):
    duties = Duty.objects.filter(case=OuterRef("pk"), person=person, duty=Kind.REVIEW, released_at=None)
    return cases.filter(Exists(duties), state=workflow.REVIEW)


def _of_certifier(cases, known):
    mine = Exists(Duty.objects.filter(case=OuterRef("pk"), person=known.person))
    return cases.filter(~mine, edition__scheme__in=known.schemes(CERTIFIER), state=workflow.DECISION)


def _draft(notice) -> Waiting:
    return Waiting(
        title=_("Publish or discard the draft: %(notice)s") % {"notice": notice.title},
        hint=_("Only officers of the operating body see it until then."),
        url=reverse("assessment:notice_preview", args=[notice.pk]),
        since=notice.drafted_at,
        label=_("Notice of a round"),
        simulated=notice.simulated,
    )


def _line(case, task) -> Waiting:
    title, hint, view = _words(task)
    return Waiting(
        title=title % {"case": case.title},
        hint=hint,
        url=_address(view, case),
        since=case.changed_at,
        due=case.due_on or _closes_on(case, task),
        label=case.reference,
        simulated=case.simulated,
    )


def _address(view, case) -> str:
    name = f"{'certification' if view in OWN else 'assessment'}:{view}"
    return reverse(name, args=[] if view == "committees" else [case.reference])


def _closes_on(case, task):
    """A draft is due when its round closes, on the calendar of the notice's zone."""
    if task != "fill" or case.notice is None:
        return None
    return case.notice.open_until.astimezone(ZoneInfo(case.notice.zone)).date()


def _words(task):
    return {
        "fill": (_("Finish the dossier: %(case)s"), _("Fill in what is missing, then hand it in."), "dossier"),
        "supplement": (_("Supplement the dossier: %(case)s"), _("The operating body asks for more."), "dossier"),
        "answer": (_("Apply together: %(case)s"), _("Your organisation is asked. Agree or decline."), "parties"),
        "overdue": (_("The supplement is overdue: %(case)s"), _("Give more time, or close the case."), "supplement"),
        "check": (_("Check completeness: %(case)s"), _("Accept it, or ask for a supplement."), "completeness"),
        "seat": (_("Seat the panel: %(case)s"), _("Choose assessors who have no conflict of interest."), "seats"),
        "close": (_("Close the evaluation: %(case)s"), _("Nobody is still marking, or the time is up."), "close"),
        "take_review": (_("Take the review: %(case)s"), _("For somebody who did not evaluate."), "review"),
        "deliberate": (_("Lay before the committee: %(case)s"), _("Put it on the agenda of a meeting."), "committees"),
        "report": (_("Report to the certifier: %(case)s"), _("Read the report, and hand it over."), "report"),
        "declare": (_("Declare your interests: %(case)s"), _("Marking opens after that."), "declare"),
        "mark": (_("Go on marking: %(case)s"), _("Drafts are kept; hand in when all is marked."), "marking"),
        "review": (_("Write the review: %(case)s"), _("Check the evaluation, and recommend."), "review"),
        "decide": (_("Decide: %(case)s"), _("The operating body has reported."), "decide"),
    }[task]
