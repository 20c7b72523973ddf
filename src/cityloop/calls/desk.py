"""The desk of calls: the tones of a proposal's states, and the pages that only a proposal has."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cityloop.assessment.desk import Desk
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, DECIDING, OPERATOR
from cityloop.calls import workflow
from cityloop.calls.actions.consensus import may_read
from cityloop.calls.queries.awards import awards_of
from cityloop.calls.queries.facts import partners_question
from cityloop.calls.withholding import DECIDED
from cityloop.language import pick
from cityloop.livinglabs.queries.ballots import votes_asked

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
        (_("Discussion and consensus"), "calls:consensus", may_read(case, request.user, roles)),
        (_("Citizen vote"), "livinglabs:case_ballots", roles and _voted_on(case)),
        (pgettext("selection", "Result"), "calls:result", _told(case, roles)),
        (_("Award"), "calls:award", _awarded(request, case)),
        (_("Take back"), "calls:take_back", APPLICANT in roles and allows(case, "take_back")),
    ]


def _told(case, roles) -> bool:
    """Is there a result to read? Before its publication the row that an applicant sees is in no such state."""
    return APPLICANT in roles and not roles & set(DECIDING) and case.state in DECIDED


def _awarded(request, case) -> bool:
    return case.state == workflow.SELECTED and awards_of(request.user, case).exists()


def _voted_on(case) -> bool:
    """Does the edition read a criterion from a vote, and has the time for it come?"""
    return bool(votes_asked(case)) and (allows(case, "open_ballot") or case.ballots.exists())


def _screens(case) -> bool:
    return allows(case, "admit") or case.screenings.exists()


def begins(notice) -> list[tuple[str, str]]:
    """For each track of a notice, where a proposal begins."""
    rules = compiled(notice.edition)
    tracks = [one for one in rules.tracks if notice.covers(one.id)]
    return [
        (
            _("Propose: %(track)s") % {"track": pick(one.title)},
            reverse("calls:new_proposal", args=[notice.number, one.id]),
        )
        for one in tracks
    ]


DESK = Desk(
    home="calls:proposal",
    edition="calls:call",
    begins=begins,
    listing="calls:proposals",
    listed=gettext_lazy("Proposals"),
    body=gettext_lazy("the secretariat"),
    tones=TONES,
    pages=pages,
)
