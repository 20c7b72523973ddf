"""May they? On an award: its secretariat's officers, those of whoever was awarded, those of the authority."""

from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designated
from cityloop.organisations.rules import answers_for_programme, manages, runs_programme


def runs(person, award, on) -> bool:
    """Is the person an officer of the secretariat of the award's track?"""
    return runs_programme(person, award.case.edition.scheme, on, part=award.case.profile)


def answers_for(person, award, on) -> bool:
    """Is the person an officer of the authority that answers for the programme?"""
    return answers_for_programme(person, award.case.edition.scheme, on, part=award.case.profile)


def was_awarded(person, award, on) -> bool:
    """Is the person an officer of whoever leads the project, or of whoever is paid for it?"""
    ours = [award.case.applicant, *([award.account.payee] if award.account else [])]
    return any(manages(person, one, on) for one in ours)


def granting_body(case, on):
    """The organisation that grants for a track: its secretariat that day, or None where none is designated."""
    found = designated(Designation.Duty.SECRETARIAT, case.edition.scheme, on, part=case.profile)
    return found.order_by("pk").first()
