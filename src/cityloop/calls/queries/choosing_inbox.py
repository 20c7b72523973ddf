"""What waits for somebody between the marks and the results: a decision, a publication, a consensus."""

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case, Declaration, Duty, Edition, MarkSheet
from cityloop.assessment.queries import barred_from, visible_to
from cityloop.assessment.queries.bidding import bids_awaited, waiting_bids
from cityloop.assessment.queries.veil import veiled_for_reviewer
from cityloop.calls import workflow
from cityloop.calls.models import Consensus, Rapporteur, SelectionRound, Voice
from cityloop.calls.queries.selection import rounds_for
from cityloop.calls.selecting import CHOSEN_FROM
from cityloop.organisations.models import Designation, Person
from cityloop.organisations.queries import duties_held
from cityloop.organisations.waiting import Waiting

State = SelectionRound.State


def of_selection(person, on) -> list[Waiting]:
    """Rounds that wait for the person's bids, decision or publication, proposals for their marks or consensus."""
    bids, agrees = _asked(person, on)
    return [
        *(waiting_bids(person, on) if bids else ()),
        *_marks(person, on),
        *_rounds(person, on),
        *(_consensus(person, on) if agrees else ()),
    ]


def _asked(person, on) -> tuple[bool, bool]:
    """Is the person asked to bid, and do they sit on a panel that writes its consensus? One question for both."""
    mine = Duty.objects.filter(person=person, duty=Duty.Kind.EVALUATE, released_at=None, case__state=workflow.CONSENSUS)
    return Person.objects.filter(pk=person.pk).values_list(Exists(bids_awaited(person, on)), Exists(mine)).get()


def _marks(person, on) -> list[Waiting]:
    """Proposals of calls whose review the person has not handed in; first they declare their interests."""
    open_sheets = MarkSheet.objects.filter(case=OuterRef("pk"), person=person, submitted_at=None)
    seated = Duty.objects.filter(case=OuterRef("pk"), person=person, duty=Duty.Kind.EVALUATE, released_at=None)
    declared = Declaration.objects.filter(case=OuterRef("pk"), person=person)
    found = Case.objects.filter(
        Exists(open_sheets), Exists(seated), edition__kind=Edition.Kind.CALL, state=workflow.EVALUATION
    ).exclude(barred_from(person, on))
    return [
        Waiting(
            title=(_("Go on marking: %(case)s") if case.declared else _("Declare your interests: %(case)s"))
            % {"case": case.reference},
            hint=veiled_for_reviewer(case).title,
            url=reverse(f"assessment:{'marking' if case.declared else 'declare'}", args=[case.reference]),
            since=case.changed_at,
            due=case.due_on,
            simulated=case.simulated,
        )
        for case in _with_edition(found).annotate(declared=Exists(declared)).order_by("due_on", "reference")
    ]


def _rounds(person, on) -> list[Waiting]:
    held = duties_held(person, on)
    duties = {(duty, scheme) for duty, scheme, _part in held}
    office = {State.RECOMMENDED: Designation.Duty.AUTHORITY, State.DECIDED: Designation.Duty.SECRETARIAT}
    if not {duty for duty, _scheme in duties} & set(office.values()):
        return []
    titles = {State.RECOMMENDED: _("Decide on a selection"), State.DECIDED: _("Publish the results of a selection")}
    return [
        Waiting(
            title=titles[round.state],
            hint=round.notice.title,
            url=reverse("calls:selection", args=[round.pk]),
            since=round.decided_at or round.opened_at,
            simulated=round.simulated,
        )
        for round in rounds_for(person, on, held).filter(~Exists(_conflicting(person, on)), state__in=office)
        if (office[round.state], round.scheme) in duties
    ]


def _conflicting(person, on):
    """Proposals of a round that the person conflicts with: another officer goes on with it."""
    one_committee = Q(proposal__committee=OuterRef("committee")) | Q(Exact(OuterRef("committee"), Value(0)))
    found = Case.objects.filter(barred_from(person, on), notice=OuterRef("notice"), profile=OuterRef("track"))
    return found.filter(one_committee, state__in=CHOSEN_FROM)


def _consensus(person, on) -> list[Waiting]:
    mine = Duty.objects.filter(person=person, duty=Duty.Kind.EVALUATE, released_at=None, case__state=workflow.CONSENSUS)
    later = Consensus.objects.filter(case=OuterRef("case"), version__gt=OuterRef("version"))
    latest = Consensus.objects.filter(~Exists(later), case=OuterRef("pk"))
    spoke = Voice.objects.filter(consensus__case=OuterRef("pk"), person=person).exclude(
        Exists(Consensus.objects.filter(case=OuterRef("consensus__case"), version__gt=OuterRef("consensus__version")))
    )
    writes = Rapporteur.objects.filter(case=OuterRef("pk"), person=person)
    found = visible_to(person, on).filter(pk__in=mine.values("case_id"))
    found = found.annotate(written=Exists(latest), spoken=Exists(spoke), mine=Exists(writes))
    found = _with_edition(found)
    return [_waiting(case) for case in found if (case.written and not case.spoken and not case.mine) or _writes(case)]


def _with_edition(found):
    """What the veil of a blind call asks of a row, in the same query."""
    return found.select_related("edition", "applicant").defer("edition__content")


def _writes(case: Case) -> bool:
    return case.mine and not case.written


def _waiting(case) -> Waiting:
    return Waiting(
        title=_("Write the consensus") if _writes(case) else _("Agree to the consensus, or keep another view"),
        hint=f"{case.reference} {veiled_for_reviewer(case).title}",
        url=reverse("calls:consensus", args=[case.reference]),
        since=case.changed_at,
        due=case.due_on,
        simulated=case.simulated,
    )
