"""What every page of a pilot shares: which pilot, and whether it is the reader's to run."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cityloop.livinglabs import queries
from cityloop.livinglabs.rules import runs


def on_pilot(view):
    """Make a view of one pilot that only those who run it may open; 404 for everybody else."""

    @login_required
    @wraps(view)
    def run(request, code, **values):
        pilot = get_object_or_404(queries.pilots(), code=code)
        if not runs(request.user, pilot, timezone.localdate()):
            raise Http404
        return view(request, pilot, **values)

    return run


def page(request, pilot, template, **more):
    """Render a page of a pilot; a form that was refused answers with 422."""
    bound = [one for one in more.values() if hasattr(one, "is_bound") and one.is_bound]
    status = 422 if any(one.errors for one in bound) else 200
    return render(request, f"livinglabs/{template}.html", {"pilot": pilot, **more}, status=status)


def acted(request) -> dict:
    """Who does it, and when."""
    return {"actor": request.user, "at": timezone.now()}
