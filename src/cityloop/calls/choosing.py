"""May they? On the selection of a round: officers of its secretariat and of the authority, without an interest."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import barred_from
from cityloop.audit.refusal import Refused, not_yours
from cityloop.calls.selecting import cases_of
from cityloop.organisations.rules import answers_for_programme, runs_programme


def prepares(person, round, on) -> bool:
    """Is the person an officer of the secretariat of the round's track?"""
    return runs_programme(person, round.scheme, on, part=round.track)


def decides(person, round, on) -> bool:
    """Is the person an officer of the authority that decides on the round?"""
    return answers_for_programme(person, round.scheme, on, part=round.track)


def offices_in(held, round) -> set[str]:
    """The duties towards a round among what somebody holds (`duties_held`), so that they are read once for a page."""
    return {duty for duty, scheme, part in held if scheme == round.scheme and part in ("", round.track)}


def kept_of(person, round, on) -> set[int]:
    """Ids of the proposals of the round that the person conflicts with, and is not shown."""
    return set(cases_of(round).filter(barred_from(person, on)).values_list("pk", flat=True))


def require_office(office, person, round, at) -> None:
    """Refuse whoever does not hold the office, and whoever holds it and has an interest in a proposal of the round."""
    on = timezone.localdate(at)
    if not office(person, round, on):
        raise not_yours()
    if kept_of(person, round, on):
        raise Refused(
            _("Nothing was changed."),
            _("You have a conflict of interest with a proposal of this round."),
            _("Leave the selection to an officer who has no interest in any of its proposals."),
        )
