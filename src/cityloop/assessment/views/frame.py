"""What every page of a case shares: who may open it, where the case stands, and the way to its other pages."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.desk import desk_of
from cityloop.assessment.procedure import allows, procedure_of
from cityloop.assessment.queries import compiled, may_see_all_marks
from cityloop.assessment.queries.case import case_or_404
from cityloop.assessment.queries.shown_files import to_look_at
from cityloop.assessment.queries.spread import may_see_spread
from cityloop.assessment.queries.veil import REVIEWERS, hides, reads_blind, veil
from cityloop.assessment.rules import APPLICANT, ASSESSOR, EXAMINER, LEAD, OPERATOR, REVIEWER, holds, roles_on
from cityloop.audit.refusal import Refused
from cityloop.organisations.queries import Affiliations


def on_case(role=None, step=None, kind=None):
    """Make a view of one case: found among those the person may see, else 404; so for somebody without the `role`.

    `step` is the action that the page leads to. Where the case no longer stands there, opening the page leads back
    to the case with a word about it; sending it is left to the action, which says so. `kind` is that of the edition,
    for pages that only one kind of case has. Who must not know whose case it is gets a veiled copy of the row.
    """

    def wrap(view):
        @login_required
        @wraps(view)
        def run(request, reference, **values):
            on = timezone.localdate()
            known = request.affiliations = Affiliations(request.user, on)
            case = case_or_404(request.user, on, reference, kind, known)
            request.roles = roles_on(case, request.user, on, known)
            if reads_blind(case, request.roles):
                case = veil(case)
            procedure_of(case).withhold(case, request.roles)
            request.leads = role == LEAD and holds(case, request.user, on, LEAD, known)
            if role and role not in request.roles and not request.leads:
                raise Http404
            if step and request.method == "GET" and not allows(case, step):
                messages.info(request, _("This step is over, or not open yet. Here is where the case stands."))
                return redirect(home_of(case))
            return view(request, case, **values)

        return run

    return wrap


def home_of(case) -> str:
    """The address of the page that says where a case stands."""
    return reverse(desk_of(case.edition).home, args=[case.reference])


def attempted(form, act) -> bool:
    """Run an action for a form; a refusal becomes the form's error, so that nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request, case, template, **more):
    """Render a page of a case, `template` by its name here or with its room (`certification/review`).

    A form that was refused answers with 422, a page without one with 200.
    """
    forms = [value for value in more.values() if hasattr(value, "is_bound")]
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    rules, desk = compiled(case.edition), desk_of(case.edition)
    context = {
        "case": case,
        "rules": rules,
        "profile": rules.profile(case.profile),
        "state": procedure_of(case).label_of(case),
        "tone": desk.tones.get(case.state, "ours"),
        "desk": desk,
        "closed": case.closed_at is not None,
        "roles": request.roles,
        "groups": _side(request, case, desk),
        **more,
    }
    name = template if "/" in template else f"assessment/{template}"
    return render(request, f"{name}.html", context, status=status)


def sees_marks(request, case) -> bool:
    """May the reader see everybody's marks on the case now?"""
    open_to_see = case.closed_at is not None or case.state in procedure_of(case).evaluated
    disclosed = procedure_of(case).discloses(case, request.roles)
    return disclosed and may_see_all_marks(case, request.roles, open_to_see)


def filling(request, case) -> bool:
    """Does the reader fill the dossier now?"""
    return APPLICANT in request.roles and allows(case, "save_answers")


def _side(request, case, desk):
    """The pages of the case that this reader has: what the table allows in this state, by what they are to it."""
    roles = request.roles

    def may(role, action):
        return role in roles and allows(case, action)

    challenges = may(APPLICANT, "challenge_member") and not hides(case, REVIEWERS)
    joint = compiled(case.edition).joint and not roles & {ASSESSOR, EXAMINER, REVIEWER}
    pages = [
        (_("Overview"), desk.home, True),
        (_("Dossier"), "assessment:dossier", True),
        (_("Cross-reference table"), "assessment:cross_reference", roles),
        (_("Joint application"), "assessment:parties", joint),
        (_("Completeness check"), "assessment:completeness", may(OPERATOR, "check_items")),
        (_("Supplement"), "assessment:supplement", may(OPERATOR, "extend_supplement")),
        (_("Panel"), "assessment:panel", may(OPERATOR, "seat_panel")),
        (_("Panel and challenges"), "assessment:challenge", challenges),
        (_("Files kept back"), "assessment:shown_files", OPERATOR in roles and to_look_at(case)),
        (_("My interests"), "assessment:declare", may(ASSESSOR, "declare_interest")),
        (_("My marks"), "assessment:marking", may(ASSESSOR, "save_marks")),
        (_("How the panel spread"), "assessment:spread", ASSESSOR in roles and may_see_spread(case, request.user)),
        (_("Moderation"), "assessment:moderation", may(OPERATOR, "open_moderation") and case.outcome_status),
        (_("Evaluation"), "assessment:evaluation", case.outcome_status and sees_marks(request, case)),
        (_("Close the evaluation"), "assessment:close", may(OPERATOR, "close_evaluation")),
        *desk.pages(request, case),
        (_("Receipt"), "assessment:receipt", APPLICANT in roles and case.received_at),
        (_("Case record"), "assessment:record", True),
    ]
    links = [{"label": label, "href": reverse(name, args=[case.reference])} for label, name, shown in pages if shown]
    return [{"title": case.reference, "links": links}]
