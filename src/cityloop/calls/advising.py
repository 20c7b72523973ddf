"""An award opens a consultation with the city that applied, where the call's file says so."""

from cityloop.assessment.queries import compiled
from cityloop.consulting.actions import open_for_award
from cityloop.consulting.queries.consultations import city_of, following
from cityloop.consulting.rules import acts_for_city


def open_consulting(award, at) -> None:
    """Open the consultation that the track of an award brings; part of the action that announces it."""
    case = award.case
    track = compiled(case.edition).track(case.profile or None)
    told = track.consulting if track else None
    if told and (city_of(case.applicant) or case.applicant.kind in told.kinds):
        values = {"languages": told.languages, "follows": case.reference, "simulated": case.simulated}
        open_for_award(actor=None, at=at, organisation=case.applicant, **values)


def advised_by(award, person, on):
    """The consultation that the award opened, for the people of its city; None for everybody else."""
    found = following(award.case.reference)
    return found if found and acts_for_city(person, found.city, on) else None
