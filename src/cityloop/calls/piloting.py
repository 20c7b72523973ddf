"""A pilot is opened from an award that is under way, where the edition asks for a closing report of a demonstration."""

from django.urls import reverse

from cityloop.calls import agreeing
from cityloop.calls.models import Award
from cityloop.calls.queries.awards import visible_to
from cityloop.livinglabs.openings import Opening, register_opening
from cityloop.organisations.rules import manages

KIND = "award"


def opening_of_award(key, person, on) -> Opening | None:
    """What a pilot of an award begins with; for officers of whoever was awarded."""
    award = visible_to(person, on).filter(case__reference=key).first()
    if award is None or not _may(award, person, on):
        return None
    agreement = getattr(award, "agreement", None)
    case = award.case
    return Opening(
        lead=case.applicant,
        title_ko=case.title_ko,
        title_en=case.title_en,
        begins_on=getattr(agreement, "starts_on", None),
        ends_on=getattr(agreement, "ends_on", None),
        case=case,
        partners=((case.applicant, "provider"),),
        simulated=case.simulated,
    )


def pilot_address(award, person, on) -> str:
    """Where the reader opens a pilot of this award; empty where none is to be opened."""
    return reverse("livinglabs:open", args=[KIND, award.case.reference]) if _may(award, person, on) else ""


def _may(award, person, on) -> bool:
    under_way = award.state == Award.State.AGREED and agreeing.track_of(award).closing is not None
    return under_way and manages(person, award.case.applicant, on)


def register() -> None:
    """Tell the living labs; called once, when the room is ready."""
    register_opening(KIND, opening_of_award)
