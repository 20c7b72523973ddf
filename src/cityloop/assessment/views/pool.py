"""The pool of assessors of a scheme, for its operating body: fields, loads, and what they did for others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.desk import desk_of
from cityloop.assessment.models import Edition
from cityloop.assessment.queries.pool import pool_of, ties_of
from cityloop.assessment.rules import runs_pool
from cityloop.assessment.views.frame import attempted
from cityloop.catalogue.vocabulary import fields
from cityloop.language import pick
from cityloop.organisations.actions import record_engagement
from cityloop.organisations.forms import EngagementForm


@login_required
def pool(request, scheme):
    """Who can be seated, for which fields, and how many cases each is marking."""
    _require_operator(request, scheme)
    rows = pool_of(scheme, timezone.localdate())
    titles = _field_titles()
    found = [(row, [titles.get(field, field) for field in row.fields]) for row in rows]
    rounds = Edition.objects.exclude(kind=Edition.Kind.FRAMEWORK).filter(scheme=scheme)
    context = {"scheme": scheme, "rows": found, "desk": desk_of(rounds.only("kind").first())}
    return render(request, "assessment/pool.html", context)


@login_required
def assessor(request, scheme, code):
    """One person of the pool: where they work and worked, what they did for whom, and a form to record more."""
    _require_operator(request, scheme)
    row = get_object_or_404(pool_of(scheme, timezone.localdate()), person__code=code)
    form = EngagementForm(request.POST or None)
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "person": row.person}
        if attempted(form, lambda: record_engagement(**step, **form.cleaned_data)):
            messages.success(request, _("Recorded. From now on it counts when panels are seated."))
            return redirect("assessment:pool_member", scheme, code)
    memberships, engagements = ties_of(row.person, timezone.localdate())
    titles = _field_titles()
    context = {
        "scheme": scheme,
        "row": row,
        "known_fields": [titles.get(field, field) for field in row.fields],
        "memberships": memberships,
        "engagements": engagements,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "assessment/pool_member.html", context, status=status)


def _require_operator(request, scheme) -> None:
    if not runs_pool(request.user, scheme, timezone.localdate()):
        raise Http404


def _field_titles() -> dict[str, str]:
    return {code: pick(title) for code, title in fields().items()}
