"""What is begun from the page of a certificate: suspension and its end, the examination of a withdrawal."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.certification import queries
from cityloop.certification.actions import lift_suspension, open_withdrawal, suspend_certificate
from cityloop.certification.forms.proceedings import OpenWithdrawalForm, StepForm, SuspendForm
from cityloop.certification.parties import roles_about
from cityloop.certification.views.frame import attempted


def on_certificate(role):
    """Make a view of one certificate for somebody in a role to it; for anybody else it is not there."""

    def wrap(view):
        @login_required
        @wraps(view)
        def run(request, number):
            found = queries.certificates().filter(number=number).first()
            if found is None or role not in roles_about(found, request.user, timezone.localdate()):
                raise Http404
            return view(request, found)

        return run

    return wrap


@on_certificate(CERTIFIER)
def suspend(request, certificate):
    """Suspend, with grounds, scope and an end."""
    form = SuspendForm(request.POST or None)
    step = {"actor": request.user, "at": timezone.now(), "certificate": certificate}
    if form.is_valid() and attempted(form, lambda: suspend_certificate(**step, **form.cleaned_data)):
        messages.success(request, _("The certificate is suspended, and its page says so."))
        return redirect("certification:certificate", certificate.number)
    return _page(request, certificate, "suspend", form)


@on_certificate(CERTIFIER)
def lift(request, certificate):
    """Lift a suspension."""
    form = StepForm(request.POST or None, hint=_("Published on the page of the certificate."))
    step = {"actor": request.user, "at": timezone.now(), "certificate": certificate}
    if form.is_valid() and attempted(form, lambda: lift_suspension(**step, **form.values())):
        messages.success(request, _("The suspension is lifted."))
        return redirect("certification:certificate", certificate.number)
    return _page(request, certificate, "lift", form)


@on_certificate(OPERATOR)
def begin_withdrawal(request, certificate):
    """Begin to examine whether a ground of withdrawal holds."""
    form = OpenWithdrawalForm(request.POST or None)
    step = {"actor": request.user, "at": timezone.now(), "certificate": certificate}
    opened = []
    if form.is_valid() and attempted(form, lambda: opened.append(open_withdrawal(**step, **form.cleaned_data))):
        messages.success(request, _("The examination of the ground has begun."))
        return redirect("certification:proceeding", opened[0].reference)
    return _page(request, certificate, "begin_withdrawal", form)


def _page(request, certificate, template, form):
    context = {"certificate": certificate, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"certification/{template}.html", context, status=status)
