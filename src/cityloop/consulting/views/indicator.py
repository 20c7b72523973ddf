"""One indicator of one city: every word ever said on it, and a form for the city's own people to say the next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.consulting.actions import state_value
from cityloop.consulting.forms import OneValueForm
from cityloop.consulting.queries.cities import frameworks_with_indicators
from cityloop.consulting.queries.diagnosis import said
from cityloop.consulting.queries.values import history_of, series_of, values_of
from cityloop.consulting.views.cities import common, find_city


def page(request, code, indicator):
    """Earlier values stay: who gave which, when, from which line of which file; what counts is marked."""
    city = find_city(request, code)
    context = common(request, city)
    asked = request.GET.get("framework", "")
    known = frameworks_with_indicators()
    edition = next((one for one in known if one.scheme == asked), context["edition"])
    described = edition and next((one for one in compiled(edition).indicators if one.id == indicator), None)
    if described is None:
        raise Http404
    form = OneValueForm(request.POST or None) if context["own"] else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            state_value(
                actor=request.user, at=timezone.now(), city=city, edition=edition, indicator=indicator,
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("It is on record."))
            return redirect(f"{request.path}?framework={edition.scheme}")
    counts = values_of(city, edition).get(indicator)
    series = series_of(city, edition).get(indicator, {})
    context |= {
        "edition": edition,
        "indicator": described,
        "title": said(described.title),
        "unit": said(described.unit),
        "rows": history_of(city, edition, indicator),
        "counts": counts,
        "link_note": said(counts.link.note) if hasattr(counts, "link") else "",
        "years": sorted(series),
        "series": [{"name": said(described.title), "values": [series[year] for year in sorted(series)]}],
        "form": form,
        "effort": next((said(one.title) for one in compiled(edition).efforts if one.id == described.effort), ""),
    }
    return render(request, "consulting/indicator.html", context)
