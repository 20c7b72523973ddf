"""A provider's own services: registered, described, published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.audit.refusal import Refused
from cityloop.catalogue import queries
from cityloop.catalogue.actions import publish_service, register_service, update_service, withdraw_service
from cityloop.catalogue.codes import fresh_code
from cityloop.catalogue.forms import RegistrationForm, ServiceForm, WithdrawalForm
from cityloop.catalogue.rules import certificate_state
from cityloop.organisations.queries import organisations_of


@login_required
def mine(request):
    """The services of the organisations that the reader acts for."""
    today = timezone.localdate()
    services = queries.of_organisations(request.user, today)
    context = {
        "rows": [{"service": one, "state": certificate_state(one, today)} for one in services],
        "organisations": organisations_of(request.user, today),
    }
    return render(request, "catalogue/mine.html", context)


@login_required
def register(request):
    """Register a service; who acts for no organisation is asked to register that first."""
    now = timezone.now()
    organisations = list(organisations_of(request.user, timezone.localdate(now)))
    if not organisations:
        return render(request, "catalogue/no_organisation.html")
    form = RegistrationForm(request.POST or None, on=timezone.localdate(now), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        described = form.described()
        service = register_service(
            actor=request.user,
            at=now,
            code=fresh_code(described["name_en"], form.provider.code),
            provider=form.provider,
            simulated=form.provider.simulated,
            **described,
        )
        messages.success(request, _("The service is registered. Only your organisation sees it until you publish it."))
        return redirect("catalogue:service", code=service.code)
    return render(request, "catalogue/form.html", {"form": form}, status=_status(form))


@login_required
def edit(request, code):
    """Change what is said about a service of one's own; a form that was overtaken keeps what was entered."""
    service = _own(request, code)
    now = timezone.now()
    form = ServiceForm.about(service, on=timezone.localdate(now), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            update_service(
                actor=request.user,
                at=now,
                service=service,
                revision=form.cleaned_data["revision"],
                **form.described(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("catalogue:service", code=service.code)
    return render(request, "catalogue/form.html", {"form": form, "service": service}, status=_status(form))


@login_required
@require_POST
def publish(request, code):
    """Put a service of one's own into the public directory."""
    service = publish_service(actor=request.user, at=timezone.now(), service=_own(request, code))
    messages.success(request, _("The service is in the public directory."))
    return redirect("catalogue:service", code=service.code)


@login_required
def withdraw(request, code):
    """Take a service of one's own out of the public directory, with the reason that its address will give."""
    service = _own(request, code)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_service(actor=request.user, at=timezone.now(), service=service, **form.cleaned_data)
        messages.success(request, _("The service is no longer in the directory. You can publish it again."))
        return redirect("catalogue:service", code=service.code)
    return render(request, "catalogue/withdraw.html", {"form": form, "service": service}, status=_status(form))


def _own(request, code):
    services = queries.of_organisations(request.user, timezone.localdate()).prefetch_related("service_fields")
    return get_object_or_404(services, code=code)


def _status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
