"""What every page of a case shares: who may open it, where the case stands, and the way to its other pages."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled, may_see_all_marks
from cityloop.assessment.rules import (
    APPLICANT,
    ASSESSOR,
    CERTIFIER,
    COMMITTEE,
    EXAMINER,
    LEAD,
    OPERATOR,
    REVIEWER,
    holds,
    roles_on,
)
from cityloop.audit.refusal import Refused
from cityloop.certification import queries, workflow
from cityloop.certification.queries.calibration import OPEN
from cityloop.certification.queries.spread import may_see_spread

EVALUATED = (*workflow.CLOSED, *workflow.EVALUATED)
TONES = {
    workflow.GRANTED: "good",
    workflow.REFUSED: "bad",
    workflow.SUPPLEMENT: "warn",
    workflow.CLOSED_INCOMPLETE: "warn",
    workflow.DRAFT: "",
    workflow.WITHDRAWN: "",
}


def on_case(role=None, step=None):
    """Make a view of one case: found among those the person may see, else 404; so for somebody without the `role`.

    `step` is the action that the page leads to. Where the case no longer stands there, opening the page leads back
    to the case with a word about it; sending it is left to the action, which says so.
    """

    def wrap(view):
        @login_required
        @wraps(view)
        def run(request, reference, **values):
            on = timezone.localdate()
            case = queries.case_or_404(request.user, on, reference)
            request.roles = roles_on(case, request.user, on)
            request.leads = role == LEAD and holds(case, request.user, on, LEAD)
            if role and role not in request.roles and not request.leads:
                raise Http404
            if step and request.method == "GET" and procedure_of(case).step(case.state, step) is None:
                messages.info(request, _("This step is over, or not open yet. Here is where the case stands."))
                return redirect("certification:case", case.reference)
            return view(request, case, **values)

        return run

    return wrap


def attempted(form, act) -> bool:
    """Run an action for a form; a refusal becomes the form's error, so that nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request, case, template, **more):
    """Render a page of a case. A form that was refused answers with 422, a page without one with 200."""
    forms = [value for value in more.values() if hasattr(value, "is_bound")]
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    context = {
        "case": case,
        "rules": compiled(case.edition),
        "profile": compiled(case.edition).profile(case.profile),
        "state": procedure_of(case).label(case.state),
        "tone": TONES.get(case.state, "ours"),
        "closed": case.closed_at is not None,
        "roles": request.roles,
        "groups": _side(request, case),
        **more,
    }
    return render(request, f"certification/{template}.html", context, status=status)


def sees_marks(request, case) -> bool:
    """May the reader see everybody's marks on the case now?"""
    return may_see_all_marks(case, request.roles, case.state in EVALUATED)


def _may_prepare(case, roles) -> bool:
    """The committee, and the two bodies, once there is an outcome and the marks are open."""
    shown = {OPERATOR, COMMITTEE, REVIEWER, CERTIFIER} & roles
    return bool(shown and case.outcome_status and case.state in EVALUATED)


def _has_report(case, roles) -> bool:
    """The officer from the review on, everybody else of the two bodies once it was handed over."""
    if not {OPERATOR, REVIEWER, CERTIFIER} & roles:
        return False
    return (OPERATOR in roles and case.state == workflow.REPORT) or case.reports.exists()


def _has_technical(case, roles) -> bool:
    """The officer during the evaluation, everybody who has a part in the case once something was asked."""
    if OPERATOR in roles and case.state == workflow.EVALUATION:
        return True
    asked = case.document_requests.exists() or (roles != {APPLICANT} and case.technical_reviews.exists())
    return bool(roles) and asked


def _side(request, case):
    """The pages of the case that this reader has."""
    roles, state = request.roles, case.state
    pages = [
        (_("Overview"), "case", True),
        (_("Dossier"), "dossier", True),
        (_("Cross-reference table"), "cross_reference", roles),
        (
            _("Joint application"),
            "parties",
            compiled(case.edition).joint and not roles & {ASSESSOR, EXAMINER, REVIEWER},
        ),
        (_("Completeness check"), "completeness", OPERATOR in roles and state == workflow.SUBMITTED),
        (_("Supplement"), "supplement", OPERATOR in roles and state == workflow.SUPPLEMENT),
        (_("Panel"), "panel", OPERATOR in roles and state in (workflow.ACCEPTED, workflow.EVALUATION)),
        (_("Panel and challenges"), "challenge", APPLICANT in roles and state == workflow.EVALUATION),
        (_("My interests"), "declare", ASSESSOR in roles and state == workflow.EVALUATION),
        (_("My marks"), "marking", ASSESSOR in roles and state == workflow.EVALUATION),
        (_("How the panel spread"), "spread", ASSESSOR in roles and may_see_spread(case, request.user)),
        (_("Moderation"), "moderation", OPERATOR in roles and state in OPEN and bool(case.outcome_status)),
        (_("Evaluation"), "evaluation", sees_marks(request, case) and case.outcome_status),
        (_("Close the evaluation"), "close", OPERATOR in roles and state == workflow.EVALUATION),
        (_("Site visits"), "visits", (OPERATOR in roles and state == workflow.EVALUATION) or case.visits.exists()),
        (_("Technical review"), "technical", _has_technical(case, roles)),
        (_("Papers for the deliberation"), "preparation", _may_prepare(case, roles)),
        (_("Review"), "review", {OPERATOR, REVIEWER} & roles and state == workflow.REVIEW),
        (_("Report"), "report", _has_report(case, roles)),
        (_("Decision"), "decide", CERTIFIER in roles and state == workflow.DECISION),
        (_("Receipt"), "receipt", APPLICANT in roles and case.received_at),
        (_("Case record"), "record", True),
    ]
    links = [
        {"label": label, "href": reverse(f"certification:{name}", args=[case.reference])}
        for label, name, shown in pages
        if shown
    ]
    return [{"title": case.reference, "links": links}]
