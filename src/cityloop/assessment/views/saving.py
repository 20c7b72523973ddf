"""Saving answers as pages do it: what another person changed meanwhile is kept beside, and nothing is lost."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import keep_beside, save_answers
from cityloop.assessment.actions.dossier import Clash
from cityloop.assessment.queries import compiled
from cityloop.language import pick


def saved(request, case, answers: dict, seen: dict) -> list[str]:
    """Save answers; gives back the keys whose text was kept beside another person's. Raises what is refused."""
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    try:
        save_answers(**step, answers=answers, seen=seen)
        return []
    except Clash as clash:
        for key in clash.keys:
            keep_beside(**step, key=key, value=answers[key])
        rest = {key: value for key, value in answers.items() if key not in clash.keys}
        if rest:
            save_answers(**step, answers=rest, seen={key: mark for key, mark in seen.items() if key in rest})
        return clash.keys


def tell(request, beside: list[str]) -> None:
    """One message about what was saved."""
    if beside:
        messages.warning(request, _("Somebody else changed an answer meanwhile. Both texts are kept and shown here."))
    else:
        messages.success(request, _("Saved."))


def beside_of(case, dossier) -> list[dict]:
    """Texts that wait beside an answer: the question, the answer that stands, and the other text with its writer."""
    rules = compiled(case.edition)
    asked = {one.id: pick(one.asks) for one in rules.form} | {one.id: pick(one.title) for one in rules.criteria}
    rows = dossier.texts_beside.filter(settled_at=None).select_related("person") if dossier else ()
    return [
        {"row": row, "asks": asked.get(row.key, row.key), "stands": dossier.answers.get(row.key, "")} for row in rows
    ]
