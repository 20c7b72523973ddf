"""A city's own people give its values: a file is checked cell by cell and shown before it is taken in."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from cityloop.assessment.models import Edition
from cityloop.consulting.actions import import_indicators
from cityloop.consulting.forms import ValuesForm
from cityloop.consulting.queries.values import cells_of
from cityloop.consulting.rules import acts_for_city
from cityloop.consulting.sheet import read_sheet
from cityloop.consulting.views.cities import common, find_city

SHOWN = 50


@login_required
def give(request, code):
    """The form; a file given is shown with its troubles or its changes; a file confirmed is taken in."""
    city = find_city(request, code)
    if not acts_for_city(request.user, city, timezone.localdate()):
        raise Http404
    context = common(request, city)
    context["edition"] = context["edition"] or Edition.objects.filter(kind=Edition.Kind.FRAMEWORK).first()
    if "content" in request.POST:
        return _take_in(request, city, context["edition"])
    form = ValuesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        context |= _preview(form, city, context["edition"])
    return render(request, "consulting/give_values.html", {**context, "form": form})


def _preview(form, city, edition) -> dict:
    file = form.cleaned_data["file"]
    content = file.read()
    sheet = read_sheet(content, edition=edition, cities=[city], on=timezone.localdate())
    known = cells_of(edition, [city.pk])
    fresh = [cell for cell in sheet.cells if cell.content != known.get(cell.place)]
    return {
        "sheet": sheet,
        "troubles": sheet.troubles[:SHOWN],
        "fresh": fresh[:SHOWN],
        "fresh_count": len(fresh),
        "name": file.name,
        "source": form.cleaned_data["source"],
        "content": base64.b64encode(content).decode(),
    }


def _take_in(request, city, edition):
    try:
        content = base64.b64decode(request.POST["content"], validate=True)
    except ValueError as error:
        raise BadRequest from error
    taken = import_indicators(
        actor=request.user,
        at=timezone.now(),
        edition=edition,
        name=_plain(request.POST.get("name", ""))[:255],
        content=content,
        source=_plain(request.POST.get("source", ""))[:300],
        city=city,
    )
    words = ngettext("%(count)s value was taken in.", "%(count)s values were taken in.", taken.added)
    messages.success(request, words % {"count": taken.added})
    return redirect("consulting:city", city.code)


def _plain(text: str) -> str:
    return text.replace("\0", "")
