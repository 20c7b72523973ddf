"""My organisation: who belongs to it, and how one is registered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import register_organisation, state_tier
from cityloop.organisations.forms import OrganisationForm, TierForm
from cityloop.organisations.models import Organisation
from cityloop.organisations.queries import members_of, organisations_of, with_keeping


@login_required
def mine(request):
    """The organisations that the reader acts for today, with their people."""
    today = timezone.localdate()
    organisations = list(with_keeping(organisations_of(request.user, today), request.user, today))
    people = members_of(organisations, today)
    rows = [{"organisation": one, "members": people[one.pk], "tier": _tier_form(one)} for one in organisations]
    context = {"organisations": rows, "keeps": any(one.keeps_records for one in organisations)}
    return render(request, "organisations/mine.html", context)


@login_required
def tier(request, code):
    """Say which kind of local government an organisation is; its officers may."""
    organisation = get_object_or_404(organisations_of(request.user, timezone.localdate()), code=code)
    form = TierForm(request.POST or None)
    if form.is_valid():
        state_tier(actor=request.user, at=timezone.now(), organisation=organisation, **form.cleaned_data)
        messages.success(request, _("Recorded."))
    return redirect("organisations:mine")


def _tier_form(organisation):
    """The form for a local government that has not said which kind it is."""
    local = organisation.kind == Organisation.Kind.LOCAL_GOVERNMENT
    return TierForm(auto_id=f"tier-{organisation.code}-%s") if local and not organisation.tier else None


@login_required
def register(request):
    """Register an organisation; whoever does it becomes its officer in charge."""
    form = OrganisationForm(request.POST or None, initial={"country": "KR"})
    if request.method == "POST" and form.is_valid():
        try:
            register_organisation(
                actor=request.user, at=timezone.now(), simulated=request.user.simulated, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("code", f"{refused.why} {refused.remedy}")
        else:
            messages.success(request, _("The organisation is registered, and you are its officer in charge."))
            return redirect("organisations:mine")
    return render(request, "organisations/register.html", {"form": form}, status=422 if form.errors else 200)
