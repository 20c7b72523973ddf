"""An assignment that is staged: its versions, two side by side, a change by hand, and the publication of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import change_assignment, publish_assignment
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms import SwapForm
from cityloop.assessment.models import Assignment, Bid
from cityloop.assessment.queries.assignment import cases_in, differences, people_in, versions_of
from cityloop.assessment.queries.bids import last_bids
from cityloop.assessment.queries.pool import pool_of
from cityloop.assessment.rules import operates
from cityloop.assessment.views.frame import attempted
from cityloop.audit.refusal import Refused


@login_required
def assignment(request, pk):
    """Every version with its figures; the one looked at in full, beside the one it is compared with."""
    found = _found_or_404(request, pk)
    versions = versions_of(found)
    looked = _asked(request, versions, "version") or versions[-1]
    other = _asked(request, versions, "beside") or next((one for one in reversed(versions) if one != looked), None)
    people, cases = people_in(versions), cases_in(versions)
    pool = [one.person for one in pool_of(found.edition.scheme, timezone.localdate()).order_by("person__code")]
    seated = sorted({people[code] for row in looked.panels.values() for code in row}, key=str)
    sent = request.POST.get("do")
    swap = SwapForm(
        request.POST if sent == "swap" else None, cases=cases.values(), seated=seated, pool=sorted(pool, key=str)
    )
    if swap.is_valid() and (made := _changed(request, looked, swap)):
        return redirect(f"{request.path}?version={made.number}&beside={looked.number}")
    if sent == "publish":
        return _published(request, looked)
    context = {
        "assignment": found,
        "publication": getattr(found, "publication", None),
        "desk": desk_of(found.edition),
        "versions": versions,
        "looked": looked,
        "other": other,
        "people": people,
        "panels": _panels(looked, people, cases),
        "loads": _loads(looked, other, people),
        "moved": differences(other, looked, people, cases) if other else [],
        "levels": Bid.Level.choices,
        "swap": swap,
    }
    status = 422 if swap.is_bound and swap.errors else 200
    return render(request, "assessment/assignment.html", context, status=status)


def _found_or_404(request, pk):
    rows = Assignment.objects.select_related("edition", "notice", "publication__version", "publication__person")
    found = get_object_or_404(rows.defer("edition__content"), pk=pk)
    part = found.profile if found.edition.kind == found.edition.Kind.CALL else None
    if not operates(request.user, found.edition, timezone.localdate(), part=part):
        raise Http404
    return found


def _asked(request, versions, name):
    """The version that the address names, or None."""
    given = request.GET.get(name, "")
    return next((one for one in versions if str(one.number) == given), None)


def _panels(version, people, cases):
    """Each case with its members and the bid of each."""
    shown = [cases[reference] for reference in sorted(version.panels) if reference in cases]
    bids, titles = last_bids(shown), dict(Bid.Level.choices)
    return [
        (
            case,
            [
                (people[code], titles.get(bids[case.pk].get(people[code].pk)))
                for code in version.panels[case.reference]
                if code in people
            ],
        )
        for case in shown
    ]


def _loads(version, other, people):
    """Everybody who sits in either version, with the cases of each in the other and in this one."""
    now, then = version.figures["loads"], other.figures["loads"] if other else {}
    rows = [(people[code], then.get(code), now.get(code, 0)) for code in {*now, *then} if code in people]
    return sorted(rows, key=lambda row: (-row[2], str(row[0])))


def _changed(request, version, form):
    """The version that a change by hand makes, or None where it was refused."""
    step, made = {"actor": request.user, "at": timezone.now(), "version": version}, []
    if attempted(form, lambda: made.append(change_assignment(**step, **form.cleaned_data))):
        messages.success(request, _("The change is kept as a version of its own."))
        return made[0]
    return None


def _published(request, version):
    step = {"actor": request.user, "at": timezone.now(), "version": version}
    try:
        publish_assignment(**step, digest=request.POST.get("digest", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Published. Everybody is seated, and finds their cases in the inbox."))
    return redirect("assessment:assignment", version.assignment_id)
