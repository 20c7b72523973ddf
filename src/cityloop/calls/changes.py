"""What a later edition of a call changed for whoever drafts under the earlier one, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, pgettext

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.engine.revision import diff
from cityloop.language import pick

PARTS = {
    "form": gettext_lazy("Questions of the form"),
    "documents": gettext_lazy("Documents to hand in"),
    "eligibility": gettext_lazy("Who may apply"),
    "tracks": gettext_lazy("Dates and money"),
    "criteria": gettext_lazy("Criteria"),
    "pass": gettext_lazy("Thresholds"),
}
NAMES = ("asks", "title", "says", "what")
QUIET = {"source", "note", "why", "secretariat"}
LONGEST = 160


@dataclass(frozen=True)
class Told:
    """One change as an applicant reads it."""

    part: str
    what: str
    kind: str
    before: str
    after: str


def later_edition(case) -> Edition | None:
    """The newest edition of the programme that was published after the one the case is under; None for none."""
    found = Edition.objects.filter(kind=case.edition.kind, scheme=case.edition.scheme)
    return found.filter(published_at__gt=case.edition.published_at).order_by("published_at", "pk").last()


def changes(case, later) -> list[Told]:
    """What differs in what concerns the case's track, in the order of the later edition."""
    old, new = compiled(case.edition), compiled(later)
    ours = _of_track(old, case.profile) | _of_track(new, case.profile)
    return [
        _told(change, old, new)
        for change in diff(old, new)
        if (place := _place(change.path))[0] in PARTS
        and (place[0] == "pass" or place[:2] in ours)
        and not QUIET & set(change.path.split("."))
    ]


def _of_track(rules, track) -> set[tuple[str, str]]:
    """The items of an edition that concern a track, as (part, id)."""
    found = {("tracks", track)}
    found |= {("form", one.id) for one in rules.form_for(track)}
    found |= {("documents", one.id) for one in rules.documents_for(track)}
    found |= {("eligibility", one.id) for one in rules.eligibility if one.track in (None, track)}
    return found | {("criteria", one.id) for one in rules.criteria_for(track)}


def _place(path: str) -> tuple[str, str]:
    root, _bracket, rest = path.partition("[")
    return root.partition(".")[0], rest.partition("]")[0]


def _told(change, old, new) -> Told:
    part, id = _place(change.path)
    item = new.plain(part, id) or old.plain(part, id) if id else None
    named = next((pick(item[name]) for name in NAMES if isinstance(item, Mapping) and name in item), "")
    return Told(str(PARTS[part]), named or id or part, change.kind, _shown(change.before), _shown(change.after))


def _shown(value) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return pgettext("fact", "yes") if value else pgettext("fact", "no")
    if isinstance(value, Mapping):
        named = [value[name] for name in NAMES if name in value] or ([value] if set(value) == {"ko", "en"} else [])
        text = pick(named[0]) if named else "; ".join(f"{key} {_shown(one)}" for key, one in value.items())
    elif isinstance(value, list | tuple):
        text = ", ".join(_shown(one) for one in value)
    else:
        text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
