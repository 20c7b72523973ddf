"""Assessors join a pool, are seated on a case, and declare their interests."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.desk import desk_of
from cityloop.assessment.models import Assessor, Declaration, Duty, MarkSheet
from cityloop.assessment.queries import compiled, conflicts, known_interests, latest_declarations
from cityloop.assessment.queries.veil import APPLICANTS, hides
from cityloop.assessment.rules import employed_by_party, runs_pool
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.organisations.queries import in_force

NOT_SEATED = _("The panel was not seated.")
NOT_GIVEN = _("The duty was not given.")
TAKE_ANOTHER = _("Ask somebody who took no part in this case so far.")


@action("assessment.enrol_assessor")
def enrol_assessor(*, actor, at, person, scheme, fields=(), until=None):
    """Take somebody into a scheme's pool of assessors, for the fields they know. Its officers may."""
    if actor and not runs_pool(actor, scheme, timezone.localdate(at)):
        raise not_yours()
    require(
        not Assessor.objects.filter(person=person, scheme=scheme).exists(),
        _("The assessor was not enrolled."),
        _("%(person)s is in the pool already.") % {"person": person},
        _("Open the pool to see since when and for which fields."),
    )
    assessor = Assessor.objects.create(
        person=person, scheme=scheme, fields=list(fields), since=timezone.localdate(at), until=until
    )
    return done(assessor, person=person.code, scheme=scheme)


def give_duty(case, person, duty, at, reason="") -> Duty:
    """Give one duty to one person, who belongs to no party of the case.

    The database holds that nobody has two duties on a case; its refusal is put into words.
    """
    _require_no_party(case, person, timezone.localdate(at))
    try:
        with transaction.atomic():
            return Duty.objects.create(case=case, person=person, duty=duty, given_at=at, reason=reason)
    except IntegrityError as error:
        raise _taken(case, person, duty) from error


def seat(case, people, at, reason="") -> list[MarkSheet]:
    """Seat people on the panel: from the pool, without conflict, no more than the seats; each gets a sheet to mark."""
    on = timezone.localdate(at)
    people = list(dict.fromkeys(people))
    require(bool(people), NOT_SEATED, _("Nobody was chosen."), _("Choose at least one assessor."))
    _require_pool(case, people, on)
    _require_no_conflict(case, people, on)
    _require_seats(case, len(people))
    for person in people:
        give_duty(case, person, Duty.Kind.EVALUATE, at, reason)
    return MarkSheet.objects.bulk_create(MarkSheet(case=case, person=person) for person in people)


@action("assessment.declare_interest")
def declare_interest(*, actor, at, case, ground, note=""):
    """An assessor declares by the five grounds of Art. 5(1). Any ground but none releases the duty at once (회피)."""
    case = locked(case)
    permit(case, "declare_interest", actor, at)
    require(
        ground in Declaration.Ground.values,
        _("The declaration was not recorded."),
        _("No ground was chosen."),
        _("Choose the ground that applies, or that there is none."),
    )
    last = latest_declarations(case).get(actor.pk)
    require(
        last is None or last.ground != ground,
        _("The declaration was not recorded again."),
        _("You have declared the same on this case before."),
        _("Go on to the marking; declare again only when something has changed."),
    )
    if ground == Declaration.Ground.NONE:
        _require_nothing_known(case, actor, timezone.localdate(at))
    Declaration.objects.create(case=case, person=actor, ground=ground, note=note.strip(), at=at)
    released = ground != Declaration.Ground.NONE
    if released:
        Duty.objects.filter(case=case, person=actor).update(released_at=at)
    return done(case, ground=ground, released=released)


def _require_pool(case, people, on) -> None:
    pool = Assessor.objects.filter(in_force(on), scheme=case.edition.scheme, person__in=people)
    inside = set(pool.values_list("person_id", flat=True))
    outside = [person for person in people if person.pk not in inside]
    require(
        not outside,
        NOT_SEATED,
        _("Not in the pool of assessors of this scheme: %(people)s.") % {"people": ", ".join(map(str, outside[:3]))},
        _("Enrol them first, or choose others."),
    )


def _require_no_conflict(case, people, on) -> None:
    found = conflicts(case, people, on)
    for person in people:
        if person.pk in found:
            raise Refused(
                NOT_SEATED,
                _("%(person)s must not evaluate this case. %(reason)s")
                % {"person": person, "reason": found[person.pk].reason},
                _("Choose somebody else for this seat."),
            )


def _require_nothing_known(case, person, on) -> None:
    known = next((one for one in known_interests(case, [person], on) if one.bars), None)
    if known and hides(case, APPLICANTS):
        raise Refused(
            _("The declaration was not recorded."),
            _("Cityloop knows of something that keeps you from this proposal; what it is would say who applies."),
            _("Step aside: choose that you recognise who applies. The secretariat sees what is known."),
        )
    if known:
        raise Refused(
            _("The declaration was not recorded."),
            _("Cityloop knows of a ground: %(what)s") % {"what": known.what},
            _("Declare that ground; if the record is wrong, ask %(body)s to correct it first.")
            % {"body": desk_of(case.edition).body},
        )


def _require_no_party(case, person, on) -> None:
    place = employed_by_party(case, [person], on).first()
    if place:
        raise Refused(
            NOT_GIVEN,
            _("Belongs, or belonged within three years, to %(organisation)s.") % {"organisation": place.organisation},
            TAKE_ANOTHER,
        )


def _require_seats(case, more: int) -> None:
    panel = compiled(case.edition).panel
    seated = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).count()
    require(
        panel is None or seated + more <= panel.seats,
        NOT_SEATED,
        _("The edition has at most %(seats)s seats; %(n)s were asked for.")
        % {"seats": panel.seats if panel else 0, "n": seated + more},
        _("Choose fewer assessors."),
    )


def _taken(case, person, duty) -> Refused:
    held = Duty.objects.filter(case=case, person=person).first()
    if held:
        why = _("%(person)s has or had another duty on this case: %(duty)s. Duties are kept apart.") % {
            "person": person,
            "duty": held.get_duty_display(),
        }
    else:
        other = Duty.objects.filter(case=case, duty=duty, released_at=None).select_related("person").first()
        why = _("%(person)s has this duty already.") % {"person": other.person if other else "–"}
    return Refused(NOT_GIVEN, why, TAKE_ANOTHER)
