"""The stages of a consultation: what was done, met, agreed and handed over; and what each year's end showed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cityloop.assessment.files.store import read
from cityloop.assessment.views.handing import handed_out
from cityloop.consulting import actions, forms
from cityloop.consulting.models import YearEnd
from cityloop.consulting.queries.engagement import stage_records
from cityloop.consulting.views.consultation import own_city, under_way_or_404
from cityloop.consulting.views.roadmap import roadmap_or_404

KINDS = {
    "adviser": (forms.AdviserForm, actions.name_adviser, _("Name an adviser")),
    "meeting": (forms.MeetingForm, actions.record_meeting, _("Record a meeting")),
    "agreed": (forms.AgreedForm, actions.agree, _("Record what was agreed")),
    "deliverable": (forms.DeliverableForm, actions.hand_over, _("Hand over a file")),
}


@login_required
def page(request, code):
    """The three stages with everything recorded in each."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    records = stage_records(consultation)
    context |= {"consultation": consultation, "records": records, "end_form": forms.EndForm()}
    context["stages"] = [{"title": one.stage.title, "state": one.state} for one in records]
    return render(request, "consulting/engagement.html", context)


@login_required
def add(request, code, kind):
    """Record an adviser, a meeting, an agreed action or a file."""
    city, context = own_city(request, code)
    consultation = under_way_or_404(city)
    if kind not in KINDS:
        raise Http404
    form_class, act, title = KINDS[kind]
    form = form_class(request.POST or None, request.FILES or None, initial={"stage": request.GET.get("stage", "")})
    if form.is_valid():
        told = getattr(form, "handed", form.cleaned_data)
        act(actor=request.user, at=timezone.now(), consultation=consultation, **told)
        return redirect("consulting:engagement", code)
    return render(request, "consulting/record.html", {**context, "form": form, "title": title})


@login_required
@require_POST
def settle(request, code):
    """A task is done, or is to be done again."""
    city, _context = own_city(request, code)
    told = {name: request.POST.get(name, "") for name in ("stage", "task")}
    values = {"consultation": under_way_or_404(city), "finished": request.POST.get("finished") == "yes", **told}
    actions.settle_task(actor=request.user, at=timezone.now(), **values)
    return redirect("consulting:engagement", code)


@login_required
@require_POST
def end(request, code, number):
    """An agreed action is done or dropped."""
    city, _context = own_city(request, code)
    agreed = get_object_or_404(under_way_or_404(city).agreedactions, pk=number)
    told = {name: request.POST.get(name, "")[:500] for name in ("outcome", "note")}
    actions.end_agreed_action(actor=request.user, at=timezone.now(), agreed=agreed, **told)
    return redirect("consulting:engagement", code)


@login_required
def file(request, code, number):
    """A deliverable, under the name it was handed over with."""
    city, _context = own_city(request, code)
    found = get_object_or_404(under_way_or_404(city).deliverables, pk=number)
    return handed_out(read(found.sha256), found.name, "application/octet-stream")


@login_required
def year_ends(request, code, version):
    """What each started service did by the end of a year, and what January made of it."""
    roadmap, context = roadmap_or_404(request, code, version)
    form = forms.YearEndForm(request.POST or None, reading=context["reading"])
    if form.is_valid():
        actions.measure_year_end(actor=request.user, at=timezone.now(), roadmap=roadmap, **form.cleaned_data)
        return redirect("consulting:year_ends", code, version)
    names = {line.row["code"]: line.name for line in context["reading"].lines}
    rows = roadmap.year_ends.select_related("answer", "person")
    context |= {"form": form, "rows": [(row, names.get(row.service, row.service)) for row in rows]}
    context["answer_form"] = forms.JanuaryForm()
    return render(request, "consulting/year_ends.html", context)


@login_required
@require_POST
def answer(request, code, version, number):
    """The decision of January on one measurement."""
    roadmap, _context = roadmap_or_404(request, code, version)
    measurement = get_object_or_404(YearEnd, pk=number, roadmap=roadmap)
    told = {name: request.POST.get(name, "")[:500] for name in ("decision", "reason")}
    actions.answer_in_january(actor=request.user, at=timezone.now(), measurement=measurement, **told)
    return redirect("consulting:year_ends", code, version)
