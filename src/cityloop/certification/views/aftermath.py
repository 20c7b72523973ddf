"""What is begun from the page of a certificate or a case: suspension and its end, a withdrawal, an appeal."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.rules import APPLICANT, CERTIFIER, OPERATOR
from cityloop.certification import queries
from cityloop.certification.actions import (
    ask_renewal,
    file_appeal,
    lift_suspension,
    open_withdrawal,
    plan_surveillance,
    suspend_certificate,
)
from cityloop.certification.actions import report_change as report_a_change
from cityloop.certification.appealing import appealable, last_day
from cityloop.certification.forms.proceedings import (
    AppealForm,
    ChangeForm,
    DatedForm,
    OpenWithdrawalForm,
    StepForm,
    SuspendForm,
)
from cityloop.certification.parties import roles_about
from cityloop.certification.renewing import renewal_under_way, window_of
from cityloop.certification.tables import HOLDER
from cityloop.certification.views.frame import attempted, on_case


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


@on_certificate(HOLDER)
def renew(request, certificate):
    """Ask for a renewal; the page says when its window opens and closes."""
    if request.method == "POST":
        case = ask_renewal(actor=request.user, at=timezone.now(), certificate=certificate)
        messages.success(request, _("The renewal was opened. Fill in its dossier, and hand it in."))
        return redirect("assessment:dossier", case.reference)
    context = {"certificate": certificate, "window": window_of(certificate), "on": timezone.localdate()}
    context["renewal"] = renewal_under_way(certificate)
    return render(request, "certification/renew.html", context)


@on_certificate(HOLDER)
def report_change(request, certificate):
    """Report a change of what is certified."""
    form = ChangeForm(request.POST or None, request.FILES or None, label=_("How it changes"))
    step = {"actor": request.user, "at": timezone.now(), "certificate": certificate}
    made = []
    if form.is_valid() and attempted(form, lambda: made.append(report_a_change(**step, **form.values()))):
        messages.success(request, _("The change was reported. Here you can follow what comes of it."))
        return redirect("certification:proceeding", made[0].reference)
    return _page(request, certificate, "report_change", form)


@on_certificate(OPERATOR)
def plan(request, certificate):
    """Plan a surveillance beyond those that the edition asks for."""
    form = DatedForm(request.POST or None)
    step = {"actor": request.user, "at": timezone.now(), "certificate": certificate}
    made = []
    if form.is_valid() and attempted(form, lambda: made.append(plan_surveillance(**step, **form.values()))):
        messages.success(request, _("The surveillance is planned."))
        return redirect("certification:proceeding", made[0].reference)
    return _page(request, certificate, "plan_surveillance", form)


@on_case(role=APPLICANT)
def appeal_case(request, case):
    """The applicant appeals against a refusal."""
    return _appeal(request, appealable(case=case), {"case": case})


@on_certificate(HOLDER)
def appeal_certificate(request, certificate):
    """The holder appeals against a suspension or a withdrawal."""
    return _appeal(request, appealable(certificate=certificate), {"case": certificate.case, "certificate": certificate})


def _appeal(request, against, context):
    if against is None:
        raise Http404
    form = AppealForm(request.POST or None, request.FILES or None)
    step = {"actor": request.user, "at": timezone.now(), "against": against}
    filed = []
    if form.is_valid() and attempted(form, lambda: filed.append(file_appeal(**step, **form.values()))):
        messages.success(request, _("Your appeal was filed. Here you can follow it."))
        return redirect("certification:proceeding", filed[0].reference)
    context |= {"form": form, "against": against, "last_day": last_day(against)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "certification/appeal.html", context, status=status)


def _page(request, certificate, template, form):
    context = {"certificate": certificate, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"certification/{template}.html", context, status=status)
