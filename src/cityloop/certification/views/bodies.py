"""Evaluation bodies: the list that everybody reads, the page of one, an inquiry, and the end of a designation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled, notices
from cityloop.assessment.views.handing import handed_out
from cityloop.certification import actions
from cityloop.certification.forms.proceedings import EndForm, InquiryForm
from cityloop.certification.papers.designation import designation_paper, number_of
from cityloop.certification.queries.bodies import bodies as designations
from cityloop.certification.queries.bodies import designation_or_404, latest_editions, reviews_by, work_of
from cityloop.certification.queries.proceedings import visible_to
from cityloop.certification.queries.technical import standing_of
from cityloop.certification.views.frame import attempted
from cityloop.language import current
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import covers
from cityloop.organisations.rules import certifies, runs_scheme
from cityloop.papers import as_pdf

OPERATES = Designation.Duty.OPERATING_BODY


def bodies(request):
    """Every evaluation body: designated since and until when, by what right, or how its designation ended."""
    on, at = timezone.localdate(), timezone.now()
    editions = latest_editions()
    rows = [(one, editions.get(one.scheme), covers(one, on)) for one in designations(on)]
    running = [(one, editions.get(one.scheme), covers(one, on)) for one in designations(on, duty=OPERATES)]
    announced = [one for one in notices().filter(open_until__gt=at) if _designates(one)]
    rounds = [(one, one.standing(at), one.days_left(at)) for one in announced]
    context = {"rows": rows, "running": running, "rounds": rounds}
    return render(request, "certification/bodies.html", context)


def body(request, pk):
    """One designation: what qualified the body, its work in numbers, how it ended; and what its reader may do."""
    on = timezone.localdate()
    found = get_object_or_404(designations(on), pk=pk)
    context = {
        "found": found,
        "holds": covers(found, on),
        "ending": getattr(found, "ending", None),
        "requirements": list(found.requirements.all()),
        "scheme": latest_editions().get(found.scheme),
        "work": work_of(found),
        "reviews": [(one, standing_of(one)) for one in reviews_by(found, request.user, on)],
        "inquiries": visible_to(request.user, on).filter(inquiry__designation=found),
        **_may(request.user, found, on),
    }
    return render(request, "certification/body.html", context)


def paper(request, pk):
    """The certificate of a designation as it stands today, in the reader's language."""
    on = timezone.localdate()
    found = designation_or_404(pk, on)
    page = reverse("certification:bodies") if found.duty == OPERATES else reverse("certification:body", args=[pk])
    scheme = latest_editions().get(found.scheme)
    said = designation_paper(found, scheme, covers(found, on), request.build_absolute_uri(page))
    return handed_out(as_pdf(said), f"{number_of(found)}.{current()}.pdf", cache="no-cache")


@login_required
def inquire(request, pk):
    """Open an inquiry into how a body works."""
    found = _held(request, pk, "may_inquire")
    form = InquiryForm(request.POST or None, label=_("What is looked into"))
    step = {"actor": request.user, "at": timezone.now(), "designation": found}
    opened = []
    if form.is_valid() and attempted(form, lambda: opened.append(actions.open_inquiry(**step, **form.values()))):
        messages.success(request, _("The inquiry is open, and the body was told."))
        return redirect("certification:proceeding", opened[0].reference)
    return _form_page(request, found, form, _("Look into how it works"), _("The body is told and may answer."), False)


@login_required
def end(request, pk):
    """End a designation, with its ground."""
    found = _held(request, pk, "may_end")
    form = EndForm(request.POST or None)
    step = {"actor": request.user, "at": timezone.now(), "designation": found}
    if form.is_valid() and attempted(form, lambda: actions.end_designation(**step, **form.values())):
        messages.success(request, _("The designation has ended, and the body was told."))
        return redirect("certification:body", found.pk)
    says = _("From today on the body is not asked and acts no more; the list says so, with the ground.")
    return _form_page(request, found, form, _("End the designation"), says, True)


def _held(request, pk, what):
    found = get_object_or_404(designations(timezone.localdate()), pk=pk)
    if not _may(request.user, found, timezone.localdate())[what]:
        raise Http404
    return found


def _designates(notice) -> bool:
    """Does a notice announce how to be designated (Art. 6(4))?"""
    named = [compiled(notice.edition).profile(one) for one in notice.profiles]
    return any(one and one.designates for one in named)


def _may(user, found, on) -> dict:
    """What somebody may begin here: the operating body and the certifier look into it, the certifier ends it."""
    if not getattr(user, "pk", None) or not covers(found, on):
        return {"may_inquire": False, "may_end": False}
    decides = certifies(user, found.scheme, on)
    return {"may_inquire": decides or runs_scheme(user, found.scheme, on), "may_end": decides}


def _form_page(request, found, form, title, says, danger):
    context = {"found": found, "form": form, "title": title, "says": says, "danger": danger}
    return render(request, "certification/body_step.html", context, status=422 if form.errors else 200)
