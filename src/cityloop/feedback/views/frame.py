"""What the pages of a draft share: who may open one, and how a refusal is said without losing what was typed."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.audit.refusal import Refused
from cityloop.feedback import queries


def on_draft(view):
    """Make a view of one draft: found among those of the schemes that the reader owns, else 404."""

    @login_required
    @wraps(view)
    def run(request, pk, **values):
        found = get_object_or_404(queries.drafts_visible_to(request.user, timezone.localdate()), pk=pk)
        return view(request, found, **values)

    return run


def opened_version(request, draft):
    """The version of the draft that a form was opened from; without one the last."""
    number = request.POST.get("version", "")
    known = number.isascii() and number.isdigit() and len(number) < 10
    if request.method == "POST" and known:
        return get_object_or_404(draft.versions, number=int(number))
    return queries.latest(draft)


def saved(refuse, act) -> bool:
    """Run an action for a form; a refusal goes to `refuse` as words on the form, so that nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        refuse(str(refusal))
        return False
    return True


def changed_meanwhile() -> str:
    """What the second of two owners is told."""
    return _(
        "Your change was not saved: somebody else changed this part after you opened it. What you wrote is still "
        "below; open the draft in another window, compare, and save again from there."
    )
