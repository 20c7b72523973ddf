"""The desk of certification: the tones of its states, and the pages of a case that only it has."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.assessment.desk import Desk
from cityloop.assessment.procedure import allows
from cityloop.assessment.rules import APPLICANT, CERTIFIER, COMMITTEE, OPERATOR, REVIEWER
from cityloop.certification import workflow
from cityloop.certification.queries.cases import beside

TONES = {
    workflow.GRANTED: "good",
    workflow.REFUSED: "bad",
    workflow.SUPPLEMENT: "warn",
    workflow.CLOSED_INCOMPLETE: "warn",
    workflow.DRAFT: "",
    workflow.WITHDRAWN: "",
}


def pages(request, case) -> list[tuple[str, str, bool]]:
    """From the site visit to the decision, as far as this reader has them."""
    roles, state, has = request.roles, case.state, beside(case)
    visits = (OPERATOR in roles and allows(case, "plan_visit")) or "visits" in has
    return [
        (_("Site visits"), "certification:visits", visits),
        (_("Technical review"), "certification:technical", _has_technical(case, roles, has)),
        (_("Papers for the deliberation"), "certification:preparation", _may_prepare(case, roles)),
        (_("Review"), "certification:review", bool({OPERATOR, REVIEWER} & roles) and state == workflow.REVIEW),
        (_("Report"), "certification:report", _has_report(case, roles, has)),
        (_("Decision"), "certification:decide", CERTIFIER in roles and state == workflow.DECISION),
    ]


def _may_prepare(case, roles) -> bool:
    """The committee, and the two bodies, once there is an outcome and the marks are open."""
    shown = {OPERATOR, COMMITTEE, REVIEWER, CERTIFIER} & roles
    evaluated = case.state in (*workflow.CLOSED, *workflow.EVALUATED)
    return bool(shown and case.outcome_status and evaluated)


def _has_report(case, roles, has) -> bool:
    """The officer from the review on, everybody else of the two bodies once it was handed over."""
    if not {OPERATOR, REVIEWER, CERTIFIER} & roles:
        return False
    return (OPERATOR in roles and case.state == workflow.REPORT) or "reports" in has


def _has_technical(case, roles, has) -> bool:
    """The officer during the evaluation, everybody who has a part in the case once something was asked."""
    if OPERATOR in roles and case.state == workflow.EVALUATION:
        return True
    asked = "document_requests" in has or (roles != {APPLICANT} and "technical_reviews" in has)
    return bool(roles) and asked


DESK = Desk(
    home="certification:case",
    edition="certification:scheme",
    begins=lambda notice: [(_("Begin an application"), reverse("certification:start"))],
    listing="certification:cases",
    listed=gettext_lazy("Certification cases"),
    body=gettext_lazy("the operating body"),
    tones=TONES,
    pages=pages,
)
