"""What comes next for a proposal, read from its table and the terms of its edition."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, ASSESSOR, CERTIFIER, INVITED, LEAD, OPERATOR
from cityloop.calls import workflow
from cityloop.language import pick

SELDOM = ("open_moderation", "close_unanswered", "take_back")


@dataclass(frozen=True)
class Ahead:
    """One step that may come next: what, by whom, where it leads, and how long that stage then may take."""

    label: str
    by: str
    then: str
    span: object


def ahead(case) -> list[Ahead]:
    """The steps out of the present state, in the order of the table; a way back or out stands in it only if normal."""
    procedure, rules = procedure_of(case), compiled(case.edition)
    agrees = any(one.marks == "one" for one in rules.rounds)
    return [
        Ahead(pick(row.label), _who(row.roles), procedure.label(row.target), rules.steps.get(row.term))
        for row in procedure.workflow.leaving(case.state)
        if row.target not in (case.state, workflow.WITHDRAWN)
        and row.action not in SELDOM
        and (agrees or row.target != workflow.CONSENSUS)
    ]


def _who(roles) -> str:
    names = {
        LEAD: _("the applicant"),
        APPLICANT: _("the applicant"),
        INVITED: _("whoever was asked to apply together"),
        OPERATOR: _("an officer of the secretariat"),
        ASSESSOR: _("the reviewers"),
        CERTIFIER: _("the authority"),
    }
    return ", ".join(dict.fromkeys(name for role, name in names.items() if role in roles))
