"""Show pilots, what was fixed before them, and what they came to: public pages and files."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.language import current
from cityloop.livinglabs import queries
from cityloop.livinglabs.closing_paper import paper_of
from cityloop.livinglabs.queries.story import story_of
from cityloop.livinglabs.rules import may_run_pilots, runs

SHOWN = 30
"""Placebos and places shown at most; all of them are in the download."""


def pilots(request):
    """Every pilot and the effect last estimated."""
    opens = request.user.is_authenticated and may_run_pilots(request.user, timezone.localdate())
    return render(request, "livinglabs/pilots.html", {"pilots": queries.pilots(), "opens": opens})


def pilot(request, code):
    """One pilot: the question, the sentence, the series, the doubts, the places, the protocol, what was done when."""
    found = get_object_or_404(queries.pilots().prefetch_related("sites", "partners__organisation"), code=code)
    effect = queries.latest_effect(found)
    protocol = getattr(found, "protocol", None)
    sites = queries.sites_of(found)
    context = {
        "pilot": found,
        "effect": effect,
        "protocol": protocol,
        "departures": list(protocol.departures.all()) if protocol else [],
        "sites": sites,
        "points": _points(sites),
        "story": story_of(found, protocol, effect),
        "report": found.closing_reports.last(),
        "mine": runs(request.user, found, timezone.localdate()),
        **(_figures(effect) if effect else {}),
    }
    return render(request, "livinglabs/pilot.html", context)


def effect_json(request, code):
    """The whole calculation, to be checked by anybody."""
    effect = queries.latest_effect(get_object_or_404(queries.pilots(), code=code))
    if effect is None:
        raise Http404
    protocol = effect.protocol
    return _file(
        {
            "pilot": code,
            "protocol": protocol.content,
            "protocol_digest": protocol.digest,
            "departures": [
                {"what": {"ko": one.what_ko, "en": one.what_en}, "why": {"ko": one.why_ko, "en": one.why_en}}
                for one in protocol.departures.all()
            ],
            "measurements": [
                {
                    "name": one.delivery.name,
                    "sha256": one.delivery.sha256,
                    "source": one.delivery.source,
                    "flags": one.delivery.report["flags"],
                    "files": one.manifest,
                }
                for one in effect.measurements.all()
            ],
            "computed_at": effect.computed_at,
            "digest": effect.digest,
            "effect": effect.content,
        }
    )


def protocol_json(request, code):
    """The protocol as it was fixed, with its power and digest."""
    protocol = getattr(get_object_or_404(queries.pilots(), code=code), "protocol", None)
    if protocol is None:
        raise Http404
    return _file(
        {
            "content": protocol.content,
            "power": protocol.power,
            "digest": protocol.digest,
            "frozen_at": protocol.frozen_at,
            "after_the_fact": protocol.after_the_fact,
        }
    )


def closing_paper(request, code, kind):
    """The closing report as PDF, Hangul or Word file."""
    found = get_object_or_404(queries.pilots(), code=code)
    report = found.closing_reports.last()
    if report is None or kind not in PRINTED:
        raise Http404
    return printed(paper_of(report, current()), kind, f"{code}-closing")


def _file(said) -> JsonResponse:
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _points(sites):
    """Places as dots: full where treated, hollow where compared with."""
    return [
        {
            "latitude": one.latitude,
            "longitude": one.longitude,
            "name": f"{one.name} ({one.code})",
            "new": one.role != one.Role.TREATED,
            "note": one.get_role_display(),
        }
        for one in sites
    ]


def _figures(effect):
    """The series with the start marked, and the treated unit's effect among those of its placebos."""
    content = effect.content
    rows = [(unit, value, False) for unit, value in content["placebos"]]
    rows.sort(key=lambda row: -abs(row[1]))
    rows = [*rows[: SHOWN - 1], (" · ".join(content["treated"][:5]), effect.estimate, True)]
    reach = [0.0, *(value for _unit, value, _own in rows)]
    reach += [one for one in (effect.low, effect.high) if one is not None]
    series = content["series"]
    named = [{"name": _("Treated"), "values": _rounded(series["treated"])}]
    if any(value is not None for value in series["others"]):
        named.append({"name": _("Others"), "values": _rounded(series["others"])})
    return {
        "series": named,
        "marked_at": series["periods"].index(content["after"][0]),
        "began": content["after"][0],
        "placebos": sorted(rows, key=lambda row: row[1]) if len(rows) > 1 else [],
        "low": min(reach),
        "high": max(reach),
    }


def _rounded(values):
    return [None if value is None else round(value, 2) for value in values]
