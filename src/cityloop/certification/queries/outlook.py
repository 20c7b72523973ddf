"""Where a case stands and what comes next, read from its table and the terms of its edition."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import (
    APPLICANT,
    ASSESSOR,
    CERTIFIER,
    EXAMINER,
    HEARER,
    INVITED,
    LEAD,
    OPERATOR,
    REVIEWER,
)
from cityloop.certification import workflow
from cityloop.language import pick

ENDINGS = (workflow.WITHDRAWN, workflow.CLOSED_INCOMPLETE)
MOCK, REAL = ("close_mock",), ("grant", "refuse")


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
    never = REAL if case.mock else MOCK
    rows = [
        row
        for row in procedure.workflow.leaving(case.state)
        if row.target not in (case.state, *ENDINGS) and row.action not in never
    ]
    return [
        Ahead(pick(row.label), _who(row.roles), procedure.label(row.target), rules.steps.get(row.term)) for row in rows
    ]


def _who(roles) -> str:
    names = {
        LEAD: _("the applicant"),
        APPLICANT: _("the applicant"),
        INVITED: _("whoever was asked to apply together"),
        OPERATOR: _("an officer of the operating body"),
        ASSESSOR: _("the assessors"),
        EXAMINER: _("the evaluation body"),
        REVIEWER: _("the reviewer"),
        CERTIFIER: _("the certifier"),
        HEARER: _("whoever hears the appeal"),
    }
    return ", ".join(dict.fromkeys(name for role, name in names.items() if role in roles))
