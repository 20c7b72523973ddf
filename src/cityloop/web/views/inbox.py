"""What waits for me."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.organisations.queries import organisations_of
from cityloop.web.waiting import waiting_for


@login_required
def inbox(request):
    """Everything that waits for the reader, by how soon, and the organisations they act for."""
    on = timezone.localdate()
    items = waiting_for(request.user, on)
    context = {
        "on": on,
        "waiting_count": len(items),  # counted once, for the page and for the top of it
        "groups": _by_urgency(items, on),
        "organisations": organisations_of(request.user, on),
    }
    return render(request, "web/inbox.html", context)


def _by_urgency(items, on):
    """Groups with a title, the most urgent first; an empty group is left out."""
    soon = on + timedelta(days=7)
    groups = [
        (_("Overdue"), "late", [item for item in items if item.due and item.due < on]),
        (_("Within a week"), "soon", [item for item in items if item.due and on <= item.due <= soon]),
        (_("Later"), "", [item for item in items if item.due and item.due > soon]),
        (_("Without a date"), "", [item for item in items if not item.due]),
    ]
    return [group for group in groups if group[2]]
