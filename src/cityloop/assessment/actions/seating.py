"""Seat panels as proposed or by hand, and release a member: Guideline 2021-223 Art. 4(2), 5, 14."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import letters
from cityloop.assessment.actions.panel import NOT_SEATED, seat
from cityloop.assessment.actions.steps import locked, move, permit
from cityloop.assessment.models import Duty
from cityloop.assessment.queries.pool import cases_named, situation_of
from cityloop.assessment.rules import operates
from cityloop.assessment.seating import shown as digest_shown
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.organisations.models import Person

NOT_RELEASED = _("The member was not released.")


@action("assessment.seat_panel")
def seat_panel(*, actor, at, case, people, reason):
    """Seat assessors of the scheme's pool by hand, with the reason; who is in conflict is refused.

    More may be seated while they mark, so that whoever stepped aside is replaced.
    """
    case = locked(case)
    step = permit(case, "seat_panel", actor, at)
    require(
        bool(reason.strip()),
        NOT_SEATED,
        _("Seating by hand needs a reason, and none was given."),
        _("Write why the panel is not seated as proposed, or confirm the proposal."),
    )
    _require_field(case, people, timezone.localdate(at))
    seat(case, people, at, reason)
    if step.target != step.source:
        move(case, step, actor, at, reason)
    letters.write_about(case, "seated", people, at)
    return done(case, seated=[person.code for person in people], reason=reason)


@action("assessment.seat_round")
def seat_round(*, actor, at, edition, chosen, shown):
    """Seat a proposal for one case or a whole round: `chosen` are codes of people by reference, as `shown` (a digest).

    Refused where anything that the proposal was made from has changed since: cases, pool, loads, or conflicts.
    """
    if not operates(actor, edition, timezone.localdate(at)):
        raise not_yours()
    cases = cases_named(list(chosen), lock=True)
    one_round = {(case.edition_id, case.profile) for case in cases}
    require(
        len(cases) == len(chosen) and len(one_round) == 1 and cases[0].edition_id == edition.pk,
        NOT_SEATED,
        _("The cases of the proposal are not one round of this edition."),
        _("Open the proposal again and confirm what it shows."),
    )
    situation = situation_of(cases, timezone.localdate(at))
    require(
        digest_shown(situation, chosen) == shown,
        NOT_SEATED,
        _("Since this proposal was made a case, a load, a conflict or the pool has changed."),
        _("Look at the new proposal, and confirm once more."),
    )
    people = {
        one.code: one for one in Person.objects.filter(code__in={code for row in chosen.values() for code in row})
    }
    for case in cases:
        if chosen[case.reference]:
            seats = [people[code] for code in chosen[case.reference]]
            seat_panel(actor=actor, at=at, case=case, people=seats, reason=f"proposal sha256:{shown}")
    return done(edition, proposal=shown, cases=sorted(chosen), seats=sum(map(len, chosen.values())))


@action("assessment.release_member")
def release_member(*, actor, at, case, person, reason):
    """The operating body keeps a member from a case where a ground became known that they did not declare (제척)."""
    case = locked(case)
    permit(case, "release_member", actor, at)
    require(bool(reason.strip()), NOT_RELEASED, _("The ground is missing."), _("Write which ground became known."))
    held = Duty.objects.filter(case=case, person=person, duty=Duty.Kind.EVALUATE, released_at=None)
    require(
        bool(held.update(released_at=at)),
        NOT_RELEASED,
        _("%(person)s does not sit on this case.") % {"person": person},
        _("Open the panel again to see who does."),
    )
    letters.write_about(case, "released", [person], at, reason=reason.strip())
    return done(case, person=person.code, reason=reason.strip())


def _require_field(case, people, on) -> None:
    """The members due from the field, at the first seating; later whoever comes is from it until they are enough."""
    situation = situation_of(cases_named([case.reference]), on)
    panel, case = situation.edition.panel, situation.cases[0]
    due = panel.from_field if panel else 0
    coming = {person.pk for person in people}
    knowing = sum(situation.knows_field(one, case) for one in situation.pool if one.person_id in coming)
    have = situation.from_field(case) + knowing
    require(
        have >= due or (bool(situation.seated[case.pk]) and knowing == len(coming)),
        NOT_SEATED,
        _("The edition asks for %(due)s members from the field of the service; there would be %(have)s.")
        % {"due": due, "have": have},
        _("Choose assessors who know the field, or take some into the pool first."),
    )
