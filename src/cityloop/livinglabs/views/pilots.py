"""Show pilots, what was fixed before them, and what they came to."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cityloop.livinglabs import queries


def pilots(request):
    """Every pilot and the effect last estimated."""
    return render(request, "livinglabs/pilots.html", {"pilots": queries.pilots()})


def pilot(request, code):
    """One pilot: the question, the sentence, the series, the placebos, the protocol."""
    found = get_object_or_404(queries.pilots(), code=code)
    effect = queries.latest_effect(found)
    context = {"pilot": found, "effect": effect, **(_figures(effect) if effect else {})}
    return render(request, "livinglabs/pilot.html", context)


def effect_json(request, code):
    """The whole calculation, to be checked by anybody."""
    effect = queries.latest_effect(get_object_or_404(queries.pilots(), code=code))
    if effect is None:
        raise Http404
    return JsonResponse(
        {
            "pilot": code,
            "protocol": effect.protocol.content,
            "protocol_digest": effect.protocol.digest,
            "measurements_sha256": effect.measurements.sha256,
            "source": effect.measurements.source,
            "computed_at": effect.computed_at,
            "digest": effect.digest,
            "effect": effect.content,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _figures(effect):
    """The series with the start marked, and the treated unit's effect among those of its placebos."""
    content = effect.content
    rows = [(unit, value, False) for unit, value in content["placebos"]]
    rows += [("|".join(content["treated"]), effect.estimate, True)]
    values = [value for _unit, value, _own in rows]
    series = content["series"]
    return {
        "series": [
            {"name": _("Treated"), "values": _rounded(series["treated"])},
            {"name": _("Others"), "values": _rounded(series["others"])},
        ],
        "marked_at": series["periods"].index(content["after"][0]),
        "began": content["after"][0],
        "placebos": sorted(rows, key=lambda row: row[1]),
        "low": min(values),
        "high": max(values),
    }


def _rounded(values):
    return [None if value is None else round(value, 1) for value in values]
