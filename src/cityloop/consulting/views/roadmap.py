"""The roadmap of a consultation: planned from the shortlists, read, and changed at a price that is seen first."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cityloop.consulting.actions import move_service, plan_roadmap, release_services
from cityloop.consulting.actions.roadmap import conflict, require_movable
from cityloop.consulting.forms import PlanForm
from cityloop.consulting.models import Consultation
from cityloop.consulting.planning import moved
from cityloop.consulting.queries import roadmaps as queries
from cityloop.consulting.roadmap_reading import read_roadmap
from cityloop.consulting.views.consultation import own_city, under_way_or_404
from cityloop.engine.impossible import Impossible

FILES = (("hwpx", "HWPX"), ("docx", "DOCX"), ("pdf", "PDF"))
REPORT_FILES = [
    (language, kind, f"{name} {words}")
    for language, name in (("ko", "한국어"), ("en", "English"))
    for kind, words in FILES
]


def roadmap_or_404(request, code, version):
    """A roadmap of the newest consultation that has this version, for the city's own people."""
    city, context = own_city(request, code)
    visible = queries.roadmaps_visible_to(request.user, timezone.localdate()).filter(consultation__city=city)
    found = get_object_or_404(visible, pk=version)
    services = queries.services_of(row["code"] for row in found.inputs["services"])
    context |= {"roadmap": found, "reading": read_roadmap(found, services), "consultation": found.consultation}
    context["open"] = found.consultation.state == Consultation.State.OPEN
    return found, context


@login_required
def make(request, code):
    """Say what can be spent and which services may be planned; what the last version took is filled in."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    standings = queries.standings_of(consultation)
    form = PlanForm(request.POST or None, standings=standings, **_filled_in(consultation.roadmaps.first(), standings))
    if request.method == "POST" and form.is_valid():
        values = {"consultation": consultation, "terms": form.terms.terms, "wanted": form.wanted}
        made = plan_roadmap(actor=request.user, at=timezone.now(), **values)
        return redirect("consulting:roadmap", code, made.pk)
    context |= {"form": form, "consultation": consultation}
    return render(request, "consulting/plan_roadmap.html", context)


def _filled_in(latest, standings) -> dict:
    """The names of the services, and what the last version was planned from."""
    services = queries.services_of(standings)
    before = {row["code"]: row for row in latest.inputs["services"]} if latest else None
    names = {code: str(services.get(code, code)) for code in standings}
    return {"names": names, "before": before, "initial": _terms(latest)}


def _terms(latest) -> dict:
    if latest is None:
        return {"first_year": timezone.localdate().year + 1}
    told = latest.inputs
    found = {name: told[name] for name in ("first_year", "whole", "rate", "uncertainty")}
    for number, amount in enumerate(told["budgets"], 1):
        found |= {f"budget_{number}": amount, f"staff_{number}": told["staff"][number - 1] if told["staff"] else None}
    return found


@login_required
def page(request, code, version):
    """What starts in which year, what that uses, what breaks first, and how firm it is."""
    found, context = roadmap_or_404(request, code, version)
    context["reports"] = found.reports.defer("papers").select_related("person")
    context["versions"] = queries.versions_of(found.consultation)
    context["report_files"] = REPORT_FILES
    return render(request, "consulting/roadmap.html", context)


@login_required
def move(request, code, version):
    """The price of moving a service to another year is shown; what is confirmed becomes the next version."""
    found, context = roadmap_or_404(request, code, version)
    if not context["open"]:
        raise Http404
    told = request.POST if request.method == "POST" else request.GET
    service, year = told.get("service", ""), _year(told.get("year", ""), found)
    if request.method == "POST":
        made = move_service(actor=request.user, at=timezone.now(), roadmap=found, code=service, year=year)
        return redirect("consulting:roadmap", code, made.pk)
    require_movable(found.inputs, service, year)
    return render(request, "consulting/move_service.html", {**context, **_price(found, context, service, year)})


def _year(given: str, roadmap) -> int:
    """The place of a calendar year in the roadmap; 0 leaves the service out."""
    if not given.isascii() or not given.isdigit() or len(given) > 4:
        raise BadRequest
    return int(given) and int(given) - roadmap.first_year + 1


def _price(roadmap, context, service, year) -> dict:
    try:
        _inputs, then = moved(roadmap.inputs, service, year)
    except Impossible as impossible:
        raise conflict(impossible, roadmap.inputs) from impossible
    now, names = roadmap.result, {line.row["code"]: line.name for line in context["reading"].lines}
    first = roadmap.first_year - 1
    changes = [
        {"name": names[code], "was": now["years"][code] and now["years"][code] + first, "is": new and new + first}
        for code, new in then["years"].items()
        if new != now["years"][code] and code != service
    ]
    lost = now["objective"] - then["objective"]
    was = now["years"][service]
    return {
        "service": service,
        "name": names[service],
        "year": year and year + first,
        "was": was and was + first,
        "then": then,
        "lost": max(lost, 0.0),
        "gained": max(-lost, 0.0),
        "share": lost / now["objective"] if now["objective"] else 0.0,
        "dearer": then["spent"] - now["spent"],
        "changes": changes,
    }


@login_required
@require_POST
def release(request, code, version):
    """Let every service start when it is best again."""
    found, _context = roadmap_or_404(request, code, version)
    made = release_services(actor=request.user, at=timezone.now(), roadmap=found)
    return redirect("consulting:roadmap", code, made.pk)
