"""The replay of a draft: whom it moves and why, what they would lack, what it makes of the whole."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from cityloop.assessment.models import Outcome
from cityloop.feedback import queries
from cityloop.feedback.forms.revision import places
from cityloop.feedback.views.comments import flows_of
from cityloop.feedback.views.frame import on_draft

A_PAGE = 50
KINDS = {
    "moved": gettext_lazy("They move"),
    "near": gettext_lazy("Near the cut"),
    "lacking": gettext_lazy("They lack something"),
    "all": gettext_lazy("All cases"),
}


@on_draft
def replay(request, found):
    """Every case of the last trial, those that move first asked for; fifty a page."""
    trial, version = queries.latest_replay(found), queries.latest(found)
    chosen = request.GET.get("show") if request.GET.get("show") in KINDS else "moved"
    context = {"draft": found, "version": version, "replay": trial, "chosen": chosen}
    if trial is not None:
        named = dict(places(version.content))
        every = trial.content["cases"]
        page = Paginator([one for one in every if _wanted(one, chosen)], A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page_obj": page,
            "moves": [in_words(one, named) for one in page],
            "flows": flows_of(trial.content),
            "tabs": [
                (words, f"{request.path}?show={kind}", sum(_wanted(one, kind) for one in every), kind == chosen)
                for kind, words in KINDS.items()
            ],
        }
    return render(request, "feedback/replay_page.html", context)


def in_words(case, named) -> dict:
    """A case of a trial with its verdicts and what it would lack in words."""
    names = dict(Outcome.Status.choices)
    lacking = [named.get(id, id) for id in case["missing_evidence"]]
    return {**case, "old": names[case["old_status"]], "new": names[case["new_status"]], "lacking": lacking}


def _wanted(case, kind) -> bool:
    return {
        "moved": case["moved"],
        "near": case["near"],
        "lacking": bool(case["missing_evidence"]),
        "all": True,
    }[kind]
