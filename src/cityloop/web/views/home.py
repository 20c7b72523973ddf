"""The front page: what the loop is, and where it stands today."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries.marks import counted_sheets
from cityloop.calls import queries as calls
from cityloop.certification.models import Certificate
from cityloop.web.standing import stations


def home(request):
    """Six stations, six ways in, the map of what was carried abroad, and one number opened to its grounds."""
    on = timezone.localdate()
    abroad = calls.foremost()
    context = {
        "on": on,
        "stations": stations(on, abroad),
        "ways": _ways(),
        "abroad": abroad,
        "tally": abroad and abroad.tally,
        "points": calls.points(abroad.id) if abroad else [],
        **_example(),
    }
    return render(request, "web/home.html", context)


def _ways():
    return [
        {
            "icon": "city",
            "who": _("City officials"),
            "what": _("Compare your city with cities like it, and get a ranked shortlist with reasons."),
            "go": _("Diagnose a city"),
            "url": reverse("consulting:cities"),
        },
        {
            "icon": "firm",
            "who": _("Service providers"),
            "what": _("Register a service, hand in a dossier with evidence, hold a certificate."),
            "go": _("Prepare an application"),
            "url": reverse("certification:home"),
        },
        {
            "icon": "globe",
            "who": _("Governments and bodies abroad"),
            "what": _("Ask for support in planning, or become the place where a Korean firm demonstrates."),
            "go": _("See the calls"),
            "url": reverse("calls:calls"),
        },
        {
            "icon": "scale",
            "who": _("Assessors"),
            "what": _("Declare conflicts of interest, and mark with the evidence beside you."),
            "go": _("Open my inbox"),
            "url": reverse("inbox"),
        },
        {
            "icon": "people",
            "who": _("Citizens"),
            "what": _("See what was tried in living labs, how it was measured, and what it came to."),
            "go": _("See the living labs"),
            "url": reverse("livinglabs:pilots"),
        },
        {
            "icon": "chart",
            "who": _("Researchers and press"),
            "what": _("Read how the scheme’s criteria behave, and take the data to compute it again."),
            "go": _("Open the record"),
            "url": reverse("feedback:record"),
        },
    ]


def _example():
    """The latest certificate with its way down to the marks, or nothing where none was issued."""
    found = Certificate.objects.select_related("case__service", "case__edition").order_by("case__record", "-pk").first()
    if found is None:
        return {}
    case = found.case
    outcome = case.outcomes.last()
    sheets = counted_sheets(case).count()
    return {
        "example_case": case,
        "example_url": reverse("certification:certificate", args=[found.number]),
        "example_steps": [
            {"title": _("Certificate %(number)s") % {"number": found.number}, "state": "done"},
            {"title": _("%(points)s points") % {"points": round(outcome.points, 1)}, "state": "done"},
            {"title": _("%(count)s assessors’ sheets") % {"count": sheets}, "state": "done"},
            {
                "title": _("Edition %(edition)s") % {"edition": case.edition.edition},
                "state": "done",
                "note": case.edition.digest[:8],
            },
        ],
    }
