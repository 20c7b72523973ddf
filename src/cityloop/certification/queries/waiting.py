"""What waits for the members of a committee, and for the officer who lays cases before it."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.certification.models import AgendaItem, Ballot, Chair, ChairVote, Committee, CommitteeMember, Meeting
from cityloop.certification.models import Recusal as Kept
from cityloop.organisations.queries import in_force
from cityloop.organisations.waiting import Waiting


def of_members(person, on) -> list[Waiting]:
    """Meetings to attend and items to vote on, and the election of a chair; a constant number of queries."""
    terms = list(
        CommitteeMember.objects.filter(in_force(on), person=person, dismissal=None).select_related("committee")
    )
    if not terms:
        return []
    return [*_meetings(terms), *_elections(terms, on)]


def _meetings(terms):
    mine = {"member__in": terms}
    voted = Ballot.objects.filter(item=OuterRef("pk"), **mine)
    kept = Kept.objects.filter(item=OuterRef("pk"), **mine)
    open_item = AgendaItem.objects.filter(~Exists(voted), ~Exists(kept), meeting=OuterRef("pk"), result="")
    chairing = Q(committee__chairs__member__in=terms)
    found = Meeting.objects.filter(
        Exists(open_item) | chairing, committee__in=[term.committee_id for term in terms], state=Meeting.State.CALLED
    )
    for meeting in found.distinct().select_related("committee").order_by("meets_at", "pk"):
        yield Waiting(
            title=_("Attend and vote: meeting %(n)s of the committee") % {"n": meeting.number},
            hint=_("%(place)s. The agenda has the papers.") % {"place": meeting.place},
            url=reverse("certification:meeting", args=[meeting.pk]),
            since=meeting.called_at,
            due=timezone.localdate(meeting.meets_at),
            simulated=meeting.committee.simulated,
        )


def _elections(terms, on):
    sitting = CommitteeMember.objects.filter(in_force(on), dismissal=None, committee=OuterRef("committee"))
    chaired = Chair.objects.filter(Exists(sitting.filter(person=OuterRef("member__person"))), committee=OuterRef("pk"))
    later = Chair.objects.filter(committee=OuterRef("committee"), round__gte=OuterRef("round"))
    voted = ChairVote.objects.filter(~Exists(later), committee=OuterRef("pk"), voter__in=terms)
    found = Committee.objects.filter(~Exists(chaired), ~Exists(voted), pk__in=[term.committee_id for term in terms])
    for committee in found.annotate(since=F("formed_at")):
        yield Waiting(
            title=_("Elect the chair of the committee"),
            hint=_("Each member votes for one of the members."),
            url=reverse("certification:committee", args=[committee.pk]),
            since=committee.formed_at,
            simulated=committee.simulated,
        )
