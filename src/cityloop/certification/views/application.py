"""What one may learn before applying, and how an application is begun."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import EditionState
from cityloop.assessment.queries import compiled, notices, standings
from cityloop.catalogue.models import Service
from cityloop.certification.actions import open_case
from cityloop.certification.forms import StartForm
from cityloop.certification.queries.self_check import self_checks
from cityloop.certification.views.frame import attempted
from cityloop.language import pick
from cityloop.organisations.queries import organisations_of

OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)


@login_required
def self_check(request):
    """May my service apply, and what would I have to bring? Nothing is opened by asking."""
    on = timezone.localdate()
    services = Service.objects.filter(provider__in=organisations_of(request.user, on)).prefetch_related(
        "service_fields"
    )
    chosen = request.GET.get("service", "")
    service = next((one for one in services.select_related("provider") if one.code == chosen), None)
    if chosen and service is None:
        raise Http404
    found = self_checks(service, timezone.now(), on) if service else []
    context = {"services": services, "service": service, "checks": found}
    return render(request, "certification/self_check.html", context)


@login_required
def start(request):
    """Choose a service and what it applies for."""
    on = timezone.localdate()
    services = Service.objects.filter(provider__in=organisations_of(request.user, on))
    form = StartForm(request.POST or None, services=services, standings=list(_choices(timezone.now(), on)))
    opened = []
    if form.is_valid():
        scheme, profile = form.cleaned_data["scheme"]
        service = form.cleaned_data["service"]
        given = {"service": service, "scheme": scheme, "profile": profile, "simulated": service.simulated}
        if attempted(form, lambda: opened.append(open_case(actor=request.user, at=timezone.now(), **given))):
            return redirect("assessment:dossier", opened[0].reference)
    context = {"form": form, "services": services}
    return render(request, "certification/start.html", context, status=422 if form.errors else 200)


def _choices(at, on):
    """What an application can be opened for now: what is taken on any day, and what a notice is open for."""
    rounds = list(notices().filter(opens_at__lte=at, open_until__gt=at))
    for one in standings(on):
        rules = compiled(one.edition)
        notice = next((n for n in rounds if n.edition_id == one.edition.pk and n.covers(one.profile)), None)
        if one.state not in OPEN or (rules.by_notice and notice is None):
            continue
        profile = rules.profile(one.profile)
        name = f"{one.edition.title} {one.edition.edition}" + (f" · {pick(profile.title)}" if profile else "")
        mock = " · " + _("mock certification") if one.mock else ""
        round_ = f" · {notice.number}" if notice else ""
        yield f"{one.edition.scheme}/{one.profile}", name + mock + round_
