"""The diagnosis on one page: to read, and to take away as PDF in either language."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from cityloop.consulting.queries.cities import imports_of
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.snapshot import snapshot
from cityloop.consulting.views.cities import common, find_city
from cityloop.language import current
from cityloop.papers import as_pdf


def _found(request, code, language):
    city = find_city(request, code)
    context = common(request, city)
    with override(language):
        found = report(city, context["edition"]) if context["edition"] else None
    if found is None:
        raise Http404
    imports = list(imports_of(city, found.edition))
    with override(language):
        base = settings.PUBLIC_ADDRESS + reverse("consulting:diagnosis", args=[code])  # the same bytes from any host
    return {**context, "report": found, "imports": imports, "page": snapshot(found, language, imports, base)}


def page(request, code):
    """What the PDF says, as a page."""
    return render(request, "consulting/snapshot.html", _found(request, code, current()))


def pdf(request, code, language):
    """One page of A4; the same bytes for the same data."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    context = _found(request, code, language)
    response = HttpResponse(as_pdf(context["page"]), content_type="application/pdf")
    name = f"{code}-{context['edition'].scheme}.{language}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
