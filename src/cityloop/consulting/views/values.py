"""A city's own people give its values: files are kept, read cell by cell and shown, then taken in or dropped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cityloop.assessment.files import read
from cityloop.consulting.actions import drop_values, hand_in_values, take_in_values
from cityloop.consulting.forms import ValuesForm
from cityloop.consulting.models import ValuesDraft
from cityloop.consulting.previewing import preview
from cityloop.consulting.queries.cities import frameworks_with_indicators
from cityloop.consulting.queries.values import values_of
from cityloop.consulting.rules import acts_for_city
from cityloop.consulting.template import values_template
from cityloop.consulting.views.cities import common, find_city

SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_city(request, code):
    """A city of the reader's own, with what its pages show; 404 for everybody else."""
    city = find_city(request, code)
    if not acts_for_city(request.user, city, timezone.localdate()):
        raise Http404
    context = common(request, city)
    known = frameworks_with_indicators()
    asked = request.GET.get("framework", "")
    context["edition"] = next(
        (one for one in known if one.scheme == asked), context["edition"] or next(iter(known), None)
    )
    if context["edition"] is None:
        raise Http404
    return city, {**context, "frameworks": known, "giving": True}


@login_required
def give(request, code):
    """The form for files; what is handed in is kept and shown on a page of its own."""
    city, context = own_city(request, code)
    form = ValuesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draft = hand_in_values(
            actor=request.user, at=timezone.now(), city=city, edition=context["edition"], **form.cleaned_data
        )
        return redirect("consulting:values_draft", city.code, draft.pk)
    waiting = city.drafts.filter(person=request.user, state=ValuesDraft.State.WAITING).select_related("edition")
    return render(request, "consulting/give_values.html", {**context, "form": form, "waiting": waiting})


@login_required
def template(request, code):
    """A workbook with a line for every indicator of the framework, filled with what is known."""
    city, context = own_city(request, code)
    edition = context["edition"]
    response = HttpResponse(values_template(city, edition, values_of(city, edition)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{city.code}-{edition.scheme}.xlsx"'
    return response


def _draft(request, code, number):
    city, context = own_city(request, code)
    draft = get_object_or_404(
        city.drafts.select_related("edition", "city__organisation"), pk=number, person=request.user
    )
    return city, {**context, "draft": draft, "edition": draft.edition}


@login_required
def draft(request, code, number):
    """What the files say, cell by cell: what is at fault, or what would change and what stands there now."""
    city, context = _draft(request, code, number)
    found = context["draft"]
    if found.state != ValuesDraft.State.WAITING:
        return redirect("consulting:city", city.code)
    files = [(file["name"], read(file["sha256"])) for file in found.files]
    shown = preview(files, city=city, edition=found.edition, on=timezone.localdate())
    context |= {
        "preview": shown,
        "troubles": shown.sheet.troubles[:SHOWN],
        "fresh": shown.fresh[:SHOWN],
        "several": len(found.files) > 1,
    }
    return render(request, "consulting/values_draft.html", context)


@login_required
@require_POST
def take_in(request, code, number):
    """Take in what the preview showed."""
    city, context = _draft(request, code, number)
    taken = take_in_values(
        actor=request.user, at=timezone.now(), draft=context["draft"], seen=request.POST.get("seen", "")
    )
    count = int(request.POST.get("count", "0")) if request.POST.get("count", "").isdigit() else 0
    words = ngettext("%(count)s value was taken in.", "%(count)s values were taken in.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{reverse('consulting:city', args=[city.code])}?framework={taken.edition.scheme}")


@login_required
@require_POST
def drop(request, code, number):
    """Let the files go."""
    city, context = _draft(request, code, number)
    drop_values(actor=request.user, at=timezone.now(), draft=context["draft"])
    messages.success(request, _("The files were dropped; nothing of them was taken in."))
    return redirect("consulting:give_values", city.code)
