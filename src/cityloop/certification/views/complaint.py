"""Anybody complains without signing in, gets a receipt, and follows the complaint by its link."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.certification.actions import complain as receive
from cityloop.certification.forms.complaint import ComplaintForm
from cityloop.certification.models import Complaint
from cityloop.certification.throttle import within
from cityloop.certification.views.frame import attempted
from cityloop.certification.workflow import PROCEEDINGS

AN_HOUR, A_DAY_OF_WORK = 5, 3_600  # so many complaints from one address in so many seconds


def complain(request):
    """The form; whoever sends too many is asked to wait."""
    form = ComplaintForm(
        request.POST or None,
        request.FILES or None,
        schemes=_schemes(),
        initial={"number": request.GET.get("certificate", "")[:40].replace("\0", ""), "about": "certificate"},
    )
    made = []
    if request.method == "POST" and not within(request, "complaint", AN_HOUR, A_DAY_OF_WORK):
        return render(request, "429.html", status=429)
    step = {"actor": None, "at": timezone.now()}
    if form.is_valid() and attempted(form, lambda: made.append(receive(**step, **form.values()))):
        return redirect("certification:complaint", made[0].token)
    return render(request, "certification/complain.html", {"form": form}, status=422 if form.errors else 200)


def complaint(request, token):
    """Where a complaint stands, for whoever has its link; what was written and by whom is not shown again."""
    found = Complaint.objects.filter(token=token).select_related("certificate").first()
    if found is None:
        raise Http404
    context = {"complaint": found, "state": PROCEEDINGS[found.kind].label(found.state)}
    response = render(request, "certification/complaint.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _schemes():
    found = {}
    for edition in Edition.objects.filter(kind=Edition.Kind.SCHEME).defer("content").order_by("edition"):
        found[edition.scheme] = edition.title
    return sorted(found.items(), key=lambda pair: (pair[0] != "smart-city-service", pair[1]))
