"""A meeting of the committee is called, members sign in, step aside and vote: Notice 2021-223 Art. 4(4), 5(4)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.panel import give_duty
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.models import Duty
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.certification.convening import tell_members
from cityloop.certification.models import AgendaItem, Attendance, Ballot, Committee, Meeting, Recusal
from cityloop.certification.queries.committees import in_office, term_of
from cityloop.certification.queries.meetings import to_consider
from cityloop.certification.recusals import known_grounds
from cityloop.organisations.rules import runs_scheme

NOT_CALLED = _("The meeting was not called.")
NOT_DONE = _("Nothing was recorded.")
NOT_VOTED = _("The vote was not counted.")
Kind, Vote, State = AgendaItem.Kind, Ballot.Vote, Meeting.State
LONGEST = 4_000


@action("certification.call_meeting")
def call_meeting(*, actor, at, committee, meets_at, place, notice="", cases=(), challenges=(), matters=()):
    """Call a meeting with its agenda: cases, challenges, other matters. Who has a ground is recused at once."""
    committee = Committee.objects.select_for_update(of=("self",)).select_related("edition").get(pk=committee.pk)
    if not runs_scheme(actor, committee.scheme, timezone.localdate(at)):
        raise not_yours()
    _require_possible(committee, at, meets_at, place, cases, challenges, matters)
    meeting = Meeting.objects.create(
        committee=committee,
        number=committee.meetings.count() + 1,
        meets_at=meets_at,
        place=place.strip(),
        notice=notice.strip(),
        called_by=actor,
        called_at=at,
    )
    for case in cases:
        put_on_agenda(actor=actor, at=at, case=case, meeting=meeting)
    for challenge in challenges:
        put(meeting, Kind.CHALLENGE, at, case=locked(challenge.case), challenge=challenge)
    for matter in matters:
        put(meeting, Kind.MATTER, at, matter=matter)
    tell_members(meeting, "meeting_called", at)
    return done(meeting, number=meeting.number, meets_at=meets_at.isoformat(), items=meeting.items.count())


@action("certification.put_on_agenda")
def put_on_agenda(*, actor, at, case, meeting):
    """Lay a case before the committee (Art. 14(5)): its members get to see it, less those who have a ground."""
    case = locked(case)
    permit(case, "put_on_agenda", actor, at)
    require_called(locked_meeting(meeting))
    require(
        not case.agenda_items.filter(kind=Kind.DELIBERATION, result="").exists(),
        NOT_CALLED,
        _("%(case)s is on the agenda of a meeting already.") % {"case": case.reference},
        _("Open that meeting, or choose another case."),
    )
    item = put(meeting, Kind.DELIBERATION, at, case=case, outcome=case.outcomes.last())
    return done(case, meeting=meeting.number, position=item.position)


@action("certification.sign_in")
def sign_in(*, actor, at, meeting):
    """A member signs in to a meeting, from its day on; the list of those present is made of these signatures."""
    meeting = locked_meeting(meeting)
    member = _member(meeting, actor, at)
    require_called(meeting)
    require(
        timezone.localdate(at) >= timezone.localdate(meeting.meets_at),
        NOT_DONE,
        _("The meeting is on %(day)s.") % {"day": timezone.localdate(meeting.meets_at).isoformat()},
        _("Sign in on that day."),
    )
    require(
        not meeting.attendances.filter(member=member).exists(),
        NOT_DONE,
        _("You have signed in to this meeting."),
        _("Go on to the agenda."),
    )
    for item in meeting.items.filter(result=""):  # whoever was appointed after the call
        _admit(item, [member], at)
    return done(Attendance.objects.create(meeting=meeting, member=member, at=at), member=actor.code)


@action("certification.step_aside")
def step_aside(*, actor, at, item, reason):
    """A member who has a ground steps aside from an item (회피); the case is no longer shown to the member."""
    meeting = locked_meeting(item.meeting)
    member = _member(meeting, actor, at)
    require_called(meeting)
    require(
        bool(reason.strip()),
        NOT_DONE,
        _("The ground was not written."),
        _("Write it in a sentence; it goes into the minutes."),
    )
    _require_part(item, member, NOT_DONE)
    found = Recusal.objects.create(
        item=item, member=member, by_itself=True, reason_ko=reason.strip(), reason_en=reason.strip(), at=at
    )
    Duty.objects.filter(case=item.case, person=actor, duty=Duty.Kind.DELIBERATE).update(released_at=at)
    return done(found, item=item.position, member=actor.code)


@action("certification.cast_vote")
def cast_vote(*, actor, at, item, vote, dissent=""):
    """A member who is present votes on an item, once, until the meeting is closed; the vote is secret until then."""
    meeting = locked_meeting(item.meeting)
    member = _member(meeting, actor, at)
    require_called(meeting, NOT_VOTED)
    choices = {Vote.FOR, Vote.AGAINST, Vote.ABSTAIN} | ({Vote.RETURN} if item.kind == Kind.DELIBERATION else set())
    require(
        vote in choices and len(dissent) <= LONGEST,
        NOT_VOTED,
        _("No vote was chosen, or the opinion is longer than %(limit)s characters.") % {"limit": LONGEST},
        _("Choose one of the votes, and shorten the opinion."),
    )
    require(
        meeting.attendances.filter(member=member).exists(),
        NOT_VOTED,
        _("You have not signed in to this meeting."),
        _("Sign in first."),
    )
    _require_part(item, member, NOT_VOTED)
    ballot = Ballot.objects.create(item=item, member=member, vote=vote, dissent=dissent.strip(), at=at)
    return done(ballot, item=item.position, member=actor.code)


def put(meeting, kind, at, **about) -> AgendaItem:
    """Append an item to the agenda of a (locked) meeting, and recuse from it whoever has a ground."""
    item = AgendaItem.objects.create(meeting=meeting, position=meeting.items.count() + 1, kind=kind, **about)
    _admit(item, list(in_office(meeting.committee, timezone.localdate(meeting.meets_at))), at)
    return item


def _admit(item, members, at) -> None:
    """Recuse those of the members who have a ground; the others may see the case that is deliberated."""
    done_with = set(item.recusals.values_list("member_id", flat=True))
    held = set(Duty.objects.filter(case=item.case, duty=Duty.Kind.DELIBERATE).values_list("person_id", flat=True))
    grounds = known_grounds(item, [member.person for member in members], timezone.localdate(at))
    for member in members:
        if member.person_id in grounds and member.pk not in done_with:
            text = grounds[member.person_id]
            Recusal.objects.create(item=item, member=member, reason_ko=text.ko, reason_en=text.en, at=at)
        elif item.kind == Kind.DELIBERATION and member.person_id not in held | set(grounds):
            give_duty(item.case, member.person, Duty.Kind.DELIBERATE, at)


def _require_possible(committee, at, meets_at, place, cases, challenges, matters) -> None:
    on = timezone.localdate(meets_at)
    panel = compiled(committee.edition).panel
    members = list(in_office(committee, on))
    of_field = sum(member.of_field for member in members)
    require(
        of_field >= panel.from_field and bool(members),
        NOT_CALLED,
        _("On that day %(have)s members from the field would be in office, and %(n)s are needed.")
        % {"have": of_field, "n": panel.from_field},
        _("Appoint or renew members first."),
    )
    require(
        meets_at >= at and bool(place.strip()),
        NOT_CALLED,
        _("The meeting has no place, or is in the past."),
        _("Say where and when the committee meets."),
    )
    require(
        bool(cases or challenges or matters), NOT_CALLED, _("The agenda is empty."), _("Choose what is to be decided.")
    )
    for case in (*cases, *(challenge.case for challenge in challenges)):
        belongs = case.edition.scheme == committee.scheme and committee.profile in ("", case.profile)
        require(
            belongs,
            NOT_CALLED,
            _("%(case)s is not a matter of this committee.") % {"case": case.reference},
            _("Lay it before the committee of its scheme and field."),
        )
    waiting = set(to_consider(committee).values_list("pk", flat=True))
    require(
        waiting.issuperset(matter.pk for matter in matters),
        NOT_CALLED,
        _("A matter is on an agenda already, was decided, or is for another committee."),
        _("Choose among those that wait for this committee."),
    )


def _require_part(item, member, what) -> None:
    require(
        not item.recusals.filter(member=member).exists(),
        what,
        _("You take no part in this item."),
        _("Go on with the other items of the agenda."),
    )
    require(
        not item.ballots.filter(member=member).exists(),
        what,
        _("You have voted on this item; a vote stands."),
        _("The result is shown when the meeting is closed."),
    )


def require_called(meeting, what=NOT_DONE) -> None:
    """Refuse what comes after the close, or after the meeting was called off."""
    if meeting.state != State.CALLED:
        raise Refused(
            what,
            _("The meeting is over: %(state)s.") % {"state": meeting.get_state_display()},
            _("Open it to read the minutes."),
        )


def _member(meeting, actor, at):
    member = term_of(meeting.committee, actor, timezone.localdate(meeting.meets_at))
    if member is None:
        raise not_yours()
    return member


def locked_meeting(meeting) -> Meeting:
    """The meeting's row, held until the end of the transaction."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee__edition")
    return found.get(pk=meeting.pk)
