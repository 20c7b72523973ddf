"""The desk of calls: the tones of a proposal's states, and the pages that only a proposal has."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.assessment.desk import Desk
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, OPERATOR
from cityloop.calls import workflow
from cityloop.calls.queries.facts import partners_question

TONES = {
    workflow.SELECTED: "good",
    workflow.SCREENED: "good",
    workflow.EXCLUDED: "bad",
    workflow.SUPPLEMENT: "warn",
    workflow.RESERVE: "warn",
    workflow.DRAFT: "",
    workflow.WITHDRAWN: "",
    workflow.NOT_SELECTED: "",
}


def pages(request, case) -> list[tuple[str, str, bool]]:
    """From the partners to the screening, as far as this reader has them."""
    roles = request.roles
    both = bool({APPLICANT, OPERATOR} & roles)
    track = compiled(case.edition).track(case.profile)
    consulted = both and bool(track and track.preconsulting)
    return [
        (_("Partners"), "calls:partners", both and partners_question(case) is not None),
        (_("May this proposal be chosen?"), "calls:verdicts", APPLICANT in roles),
        (_("Screening"), "calls:screening", OPERATOR in roles and _screens(case)),
        (_("Pre-consulting"), "calls:preconsulting", consulted),
        (_("Take back"), "calls:take_back", APPLICANT in roles and allows(case, "take_back")),
    ]


def _screens(case) -> bool:
    return allows(case, "admit") or case.screenings.exists()


DESK = Desk(
    home="calls:proposal",
    listing="calls:proposals",
    listed=gettext_lazy("Proposals"),
    tones=TONES,
    pages=pages,
)
