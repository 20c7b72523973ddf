"""Ids are unique, and what refers to an id finds it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from ...text import Text
from ..edition import Edition
from ..faults import Findings, Path

LISTS = (
    "profiles", "classes", "grades", "areas", "criteria", "eligibility", "form", "documents", "tracks", "rounds",
    "milestones", "events", "data_quality", "efforts", "groups", "categories", "indicators", "fields", "problems",
)  # fmt: skip


def repeated(items: Iterable[str], path: Path, findings: Findings, last: str = "id") -> None:
    """Note every id that was there before; `path` leads to the list."""
    seen: set[str] = set()
    for index, id in enumerate(items):
        if id in seen:
            findings.add(
                (*path, index, last),
                Text("'{i}'이(가) 두 번 나옴.", "'{i}' is there twice.").format(i=id),
                Text("식별자를 서로 다르게 하십시오.", "Give each an id of its own."),
            )
        seen.add(id)


def dangling(id: str | None, known: Collection[str], path: Path, findings: Findings) -> None:
    """Note an id that nothing has; None refers to nothing and is right."""
    if id is None or id in known:
        return
    near = difflib.get_close_matches(id, known, n=1)
    listed = ", ".join(sorted(known)[:12]) or "—"
    findings.add(
        path,
        Text("'{i}'은(는) 없는 식별자임.", "Nothing has the id '{i}'.").format(i=id),
        Text("'{n}'을(를) 뜻하는지 확인하십시오.", "Did you mean '{n}'?").format(n=near[0])
        if near
        else Text("다음 중에서 고르십시오: {l}.", "Use one of: {l}.").format(l=listed),
    )


def ids_are_unique(edition: Edition, findings: Findings) -> None:
    for name in LISTS:
        repeated((item.id for item in getattr(edition, name) or ()), (name,), findings)
    for i, criterion in enumerate(edition.criteria or ()):
        repeated((e.id for e in criterion.evidence), ("criteria", i, "evidence"), findings)
    for i, question in enumerate(edition.form or ()):
        repeated((o.id for o in question.options), ("form", i, "options"), findings)
        repeated((o.id for o in question.columns), ("form", i, "columns"), findings)


def criteria_name_areas_and_profiles(edition: Edition, findings: Findings) -> None:
    areas = {area.id for area in edition.areas}
    profiles = {profile.id for profile in edition.profiles}
    for i, criterion in enumerate(edition.criteria):
        dangling(criterion.area, areas, ("criteria", i, "area"), findings)
        for j, profile in enumerate(criterion.not_for):
            dangling(profile, profiles, ("criteria", i, "not_for", j), findings)


def tracks_are_known(edition: Edition, findings: Findings) -> None:
    tracks = {track.id for track in edition.tracks}
    for name in ("areas", "eligibility", "form", "documents", "milestones"):
        for i, item in enumerate(getattr(edition, name)):
            dangling(item.track, tracks, (name, i, "track"), findings)
    for i, track in enumerate(edition.tracks):
        dangling(track.follows, tracks - {track.id}, ("tracks", i, "follows"), findings)


def timeline_names_profiles(edition: Edition, findings: Findings) -> None:
    profiles = {profile.id for profile in edition.profiles}
    for i, stage in enumerate(edition.timeline):
        for j, profile in enumerate(stage.profiles):
            dangling(profile, profiles, ("timeline", i, "profiles", j), findings)


CHECKS = (
    ((), ids_are_unique),
    (("areas", "criteria", "profiles"), criteria_name_areas_and_profiles),
    (("tracks", "areas", "eligibility", "form", "documents", "milestones"), tracks_are_known),
    (("timeline", "profiles"), timeline_names_profiles),
)
