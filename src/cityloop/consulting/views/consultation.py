"""The consulting room of one city: its needs and the services ranked for them. For the city's people only."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.catalogue.queries import listed
from cityloop.consulting.actions import close_consultation, make_shortlist, open_consultation, state_need
from cityloop.consulting.forms import NeedForm, WeightsForm
from cityloop.consulting.guide import guide
from cityloop.consulting.models import Consultation
from cityloop.consulting.queries import consultations as queries
from cityloop.consulting.queries.candidates import candidates
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.needs import problems_behind, sign_of
from cityloop.consulting.queries.roadmaps import versions_of
from cityloop.consulting.queries.weighings import agreed_for
from cityloop.consulting.queries.workshops import dots_by_problem, workshops_of
from cityloop.consulting.reading import read_shortlist, shown
from cityloop.consulting.views.cities import common, find_city
from cityloop.language import current


def own_city(request, code):
    """The city of an address, for its own people; 404 for everybody else."""
    city = find_city(request, code)
    context = common(request, city)
    if not context["own"]:
        raise Http404
    return city, context


def under_way_or_404(city) -> Consultation:
    consultation = queries.under_way(city)
    if consultation is None:
        raise Http404
    return consultation


@login_required
def page(request, code):
    """The consultation under way: needs by priority with what the diagnosis says of each, and earlier ones."""
    city, context = own_city(request, code)
    consultation = queries.under_way(city)
    if consultation:
        diagnosis = report(city, context["edition"]) if context["edition"] else None
        needs = queries.needs_of(consultation)
        voted = dots_by_problem(consultation)
        context["needs"] = [(need, _sign(need, diagnosis), voted.get(need.problem, ())) for need in needs]
        context["roadmaps"] = versions_of(consultation)
        context["workshops"] = workshops_of(consultation)
        context["stages"] = _stages(needs, context["roadmaps"])
    context |= {"consultation": consultation, "earlier": city.consultations.filter(state=Consultation.State.CLOSED)}
    return render(request, "consulting/consultation.html", context)


def _sign(need, diagnosis):
    problem = guide().problems[need.problem]
    return {"problem": problem, "rows": sign_of(problem, diagnosis).rows if diagnosis else ()}


def _stages(needs, roadmaps) -> list[dict]:
    """Where the consultation stands: diagnosis, needs, shortlists, roadmap."""
    ranked = bool(needs) and all(need.shortlists.all() for need in needs)
    return [
        {"title": _("Diagnosis"), "state": "done"},
        {"title": _("Needs"), "state": "done" if needs else "now"},
        {"title": _("Shortlists"), "state": "done" if ranked else "now" if needs else ""},
        {"title": _("Roadmap"), "state": "done" if roadmaps else "now" if ranked else ""},
    ]


@login_required
@require_POST
def open_one(request, code):
    city, _context = own_city(request, code)
    open_consultation(actor=request.user, at=timezone.now(), city=city)
    return redirect("consulting:consultation", code)


@login_required
def close_one(request, code):
    """Asks once more before it closes the consultation."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    if request.method == "POST":
        close_consultation(actor=request.user, at=timezone.now(), consultation=consultation)
        return redirect("consulting:consultation", code)
    return render(request, "consulting/close.html", context)


@login_required
def state(request, code):
    """State a need, or say it anew; problems that the diagnosis points to are offered first."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    diagnosis = report(city, context["edition"]) if context["edition"] else None
    pointed_to = [sign.problem.id for sign in problems_behind(diagnosis)] if diagnosis else []
    chosen = request.GET.get("problem", "")
    form = NeedForm(request.POST or None, pointed_to=pointed_to, initial=_initial(consultation, chosen))
    if form.is_valid():
        state_need(actor=request.user, at=timezone.now(), consultation=consultation, **form.cleaned_data)
        return redirect("consulting:consultation", code)
    return render(request, "consulting/need.html", {**context, "form": form})


def _initial(consultation, problem: str) -> dict:
    """What was said of the problem before, else the problem alone with the next place in the order."""
    needs = queries.counting(consultation.needs.all())
    before = next((need for need in needs if need.problem == problem), None)
    if before:
        said = {"statement_ko": before.statement_ko, "statement_en": before.statement_en}
        return {"problem": problem, "priority": before.priority, **said}
    voted = dots_by_problem(consultation).get(problem, ())
    said = {f"statement_{current()}": " / ".join(voted[-1].row.cards[:3])} if voted else {}
    place = min(voted[-1].row.place, 5) if voted else min(len(needs) + 1, 5)
    return {"problem": problem, "priority": place, **said}


@login_required
def make(request, code, need):
    """Say how much each criterion counts; the services are ranked at once."""
    city, context = own_city(request, code)
    needs = queries.needs_of(under_way_or_404(city))
    found = next((one for one in needs if one.pk == need), None)
    if found is None:
        raise Http404
    problem = guide().problems[found.problem]
    latest = found.shortlists.all()[0] if found.shortlists.all() else None
    agreed = agreed_for(found, request.GET.get("agreed", ""))
    initial = {**latest.importance, "filters": latest.filters} if latest and not latest.agreed_id else {}
    sent = request.POST if request.method == "POST" else None
    form = WeightsForm(sent, known=_known(problem), agreed=agreed, initial=initial)
    if form.is_valid():
        weights = {"agreed": agreed} if agreed else {"importance": form.importance}
        values = {"need": found, "filters": form.cleaned_data["filters"], **weights}
        made = make_shortlist(actor=request.user, at=timezone.now(), **values)
        return redirect("consulting:shortlist", code, made.pk)
    context |= {"form": form, "need": found, "problem": problem, "agreed": agreed}
    context["agreed_rows"] = [(one.title, agreed.points[one.id]) for one in guide().criteria] if agreed else []
    context["weighings"] = found.weighings.select_related("person", "shown")
    return render(request, "consulting/weights.html", context)


def _known(problem) -> dict[str, str]:
    """Of how many services that bear on the problem each criterion is known."""
    near = [one for one in candidates(problem, timezone.localdate()) if one.link.closeness not in ("field", "none")]
    counts = {one.id: sum(service.values[one.id] is not None for service in near) for one in guide().criteria}
    words = _("known of %(known)s of %(all)s services that bear on the problem")
    return {name: words % {"known": count, "all": len(near)} for name, count in counts.items()}


@login_required
def shortlist(request, code, number):
    """Services ranked, each with its reasons; what was kept out and why; how stable the order is."""
    city, context = own_city(request, code)
    visible = queries.shortlists_visible_to(request.user, timezone.localdate()).filter(need__consultation__city=city)
    found = get_object_or_404(visible, pk=number)
    services = listed().in_bulk(shown(found), field_name="code")
    context |= {"shortlist": found, "reading": read_shortlist(found, services)}
    context["consultation"] = found.need.consultation
    return render(request, "consulting/shortlist.html", context)
