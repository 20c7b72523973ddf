"""The operating body forms the committee; its members elect a chair: Notice 2021-223 Art. 4(1)-4(3), 4(5), 5(5)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled, edition_in_force
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification.models import Chair, ChairVote, Committee, CommitteeMember, Dismissal
from cityloop.certification.queries.committees import chair_of, election_of, in_office, term_of
from cityloop.organisations.rules import runs_scheme

NOT_FORMED = _("The committee was not formed.")
NOT_APPOINTED = _("The member was not appointed.")
NOT_DISMISSED = _("The member was not dismissed.")
NOT_VOTED = _("The vote was not counted.")
Qualification = CommitteeMember.Qualification


@action("certification.form_committee")
def form_committee(*, actor, at, scheme, members, profile="", simulated=False):
    """Form a committee of `members`: dicts of `person`, `qualification`, `career`, `of_field`.

    The edition on that day says how many there may be, how many from the field, and for how long.
    """
    _require_officer(actor, scheme, at)
    standing = edition_in_force(scheme, profile, timezone.localdate(at))
    panel = compiled(standing.edition).panel if standing else None
    require(
        panel is not None,
        NOT_FORMED,
        _("No edition that is in force or in mock use for this field has a committee."),
        _("Choose the scheme and the field for which the committee is formed."),
    )
    committee = Committee.objects.create(
        scheme=scheme, profile=profile, edition=standing.edition, formed_by=actor, formed_at=at, simulated=simulated
    )
    for one in members:
        _seat(committee, panel, actor, at, **one)
    _require_field(committee, panel, at)
    return done(committee, scheme=scheme, field=profile, members=[one["person"].code for one in members])


@action("certification.appoint_member")
def appoint_member(*, actor, at, committee, person, qualification, career, of_field=False):
    """Appoint one more member, while there are seats."""
    committee = _locked(committee)
    _require_officer(actor, committee.scheme, at)
    panel = compiled(committee.edition).panel
    member = _seat(committee, panel, actor, at, person, qualification, career, of_field)
    return done(member, person=person.code, until=member.until.isoformat())


@action("certification.renew_member")
def renew_member(*, actor, at, member, fitness):
    """Renew a term after a review of fitness (Art. 4(5)); the new one begins when the old one has ended."""
    committee = _locked(member.committee)
    _require_officer(actor, committee.scheme, at)
    require(
        bool(fitness.strip()),
        NOT_APPOINTED,
        _("A term is renewed after a review of the member's fitness, and none was written."),
        _("Write what the review found."),
    )
    require(
        not hasattr(member, "renewed_by") and not hasattr(member, "dismissal"),
        NOT_APPOINTED,
        _("This term was renewed before, or ended by a dismissal."),
        _("Open the committee to see who is in office until when."),
    )
    since = max(member.until + timedelta(days=1), timezone.localdate(at))
    renewed = CommitteeMember.objects.create(
        committee=committee,
        person=member.person,
        qualification=member.qualification,
        career=member.career,
        of_field=member.of_field,
        since=since,
        until=_last_day(compiled(committee.edition).panel, since),
        renews=member,
        fitness=fitness.strip(),
        appointed_by=actor,
        at=at,
    )
    return done(renewed, person=member.person.code, until=renewed.until.isoformat())


@action("certification.dismiss_member")
def dismiss_member(*, actor, at, member, ground, reason):
    """Dismiss a member by one of the five grounds of Art. 5(5)."""
    committee = _locked(member.committee)
    _require_officer(actor, committee.scheme, at)
    require(
        ground in Dismissal.Ground.values and bool(reason.strip()),
        NOT_DISMISSED,
        _("A member is dismissed by one of five grounds, and with a reason."),
        _("Choose the ground, and write what happened."),
    )
    require(
        in_office(committee, timezone.localdate(at)).filter(pk=member.pk).exists(),
        NOT_DISMISSED,
        _("%(person)s is not in office.") % {"person": member.person},
        _("Open the committee to see who is in office until when."),
    )
    dismissal = Dismissal.objects.create(member=member, ground=ground, reason=reason.strip(), person=actor, at=at)
    return done(dismissal, person=member.person.code, ground=ground)


@action("certification.vote_chair")
def vote_chair(*, actor, at, committee, candidate):
    """A member votes for a chair (호선). Whoever has more than half of the members in office is elected at once.

    Where all have voted and nobody has more than half, the next vote opens another round.
    """
    committee, on = _locked(committee), timezone.localdate(at)
    voter = term_of(committee, actor, on)
    if voter is None:
        raise not_yours()
    chair = chair_of(committee, on)
    require(
        chair is None,
        NOT_VOTED,
        _("The committee has a chair: %(person)s.") % {"person": chair.person if chair else ""},
        _("A chair is elected when the term of the last one has ended."),
    )
    require(
        in_office(committee, on).filter(pk=candidate.pk).exists(),
        NOT_VOTED,
        _("The chair is one of the members in office."),
        _("Choose one of them."),
    )
    number, cast, of = election_of(committee, on)
    require(
        voter.pk not in cast,
        NOT_VOTED,
        _("You have voted in this round."),
        _("Wait until every member has voted."),
    )
    ChairVote.objects.create(committee=committee, round=number, voter=voter, candidate=candidate, at=at)
    votes = list(cast.values()).count(candidate.pk) + 1
    if votes * 2 > of:
        Chair.objects.create(committee=committee, member=candidate, round=number, votes=votes, of=of, at=at)
    return done(committee, round=number, voters=len(cast) + 1, elected=votes * 2 > of)


def _seat(committee, panel, actor, at, person, qualification, career, of_field=False) -> CommitteeMember:
    since = timezone.localdate(at)
    sitting = in_office(committee, since)
    require(
        qualification in Qualification.values and bool(career.strip()),
        NOT_APPOINTED,
        _("%(person)s: a member has one of five qualifications, and the career that shows it.") % {"person": person},
        _("Choose the qualification, and write the career in a sentence."),
    )
    require(
        not sitting.filter(person=person).exists(),
        NOT_APPOINTED,
        _("%(person)s is a member already.") % {"person": person},
        _("Choose somebody else."),
    )
    require(
        sitting.count() < panel.seats,
        NOT_APPOINTED,
        _("A committee has at most %(seats)s members.") % {"seats": panel.seats},
        _("Choose fewer members."),
    )
    return CommitteeMember.objects.create(
        committee=committee,
        person=person,
        qualification=qualification,
        career=career.strip(),
        of_field=of_field,
        since=since,
        until=_last_day(panel, since),
        appointed_by=actor,
        at=at,
    )


def _last_day(panel, since):
    """The last day of a term; where the edition sets none, that of two years (Art. 4(5))."""
    end = panel.term.after(since) if panel.term else since.replace(year=since.year + 2, day=min(since.day, 28))
    return end - timedelta(days=1)


def _require_field(committee, panel, at) -> None:
    of_field = in_office(committee, timezone.localdate(at)).filter(of_field=True).count()
    require(
        of_field >= panel.from_field,
        NOT_FORMED,
        _("%(n)s members from the field of the service are needed, and %(have)s were named.")
        % {"n": panel.from_field, "have": of_field},
        _("Name the members who are from the field."),
    )


def _require_officer(actor, scheme, at) -> None:
    if not runs_scheme(actor, scheme, timezone.localdate(at)):
        raise not_yours()


def _locked(committee) -> Committee:
    found = Committee.objects.select_for_update(of=("self",)).select_related("edition")
    return found.get(pk=committee.pk)
