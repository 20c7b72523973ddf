"""Where in the editor a finding is mended."""

import re

from django.urls import reverse

from cityloop.feedback.editor.catalogue import parts_for
from cityloop.feedback.editor.part import Many, found

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\]]*)\]")


def place_of(draft, path: str, content: dict) -> str:
    """The address of the field that a path such as `criteria[effect.reach].levels[2].means` is about.

    What no form shows is mended in the YAML.
    """
    steps = [key or item for key, item in _STEP.findall(path)]
    top, *rest = steps or [""]
    pages = parts_for(content)
    lists = {part.lists: part for part in pages if part.lists}
    if top in lists and rest and found(content, (top, rest[0])) is not None:
        page = reverse("feedback:edit_item", args=[draft.pk, lists[top].key, rest[0]])
        return page + _anchor(content, (top, rest[0]), rest[1:], lists[top])
    part = next((part for part in pages if top in part.keys), None)
    if part:
        return reverse("feedback:edit", args=[draft.pk, part.key]) + _anchor(content, (), steps, part)
    if top in lists:
        return reverse("feedback:draft", args=[draft.pk]) + "#tree-h"
    return reverse("feedback:yaml", args=[draft.pk])


def _anchor(content, path, rest, part) -> str:
    """The field itself, or the row, or the list in which it is."""
    if not rest:
        return ""
    key, *more = rest
    if any(isinstance(section, Many) and section.name == key for section in part.sections):
        row = _row(found(content, (*path, key)), more[0]) if more else None
        return f"#{key}" if row is None else f"#{key}-{row}"
    fields = part.sections[0].form.base_fields
    names = ("__".join(rest[:2]), "__".join(rest[1:2]), key)
    known = next((one + end for one in names for end in ("", "_", "_ko") if one + end in fields), None)
    return f"#id_{known}" if known else ""


def _row(items, step):
    if isinstance(items, list):
        named = [str(item.get("id")) if isinstance(item, dict) and "id" in item else str(n + 1) for n, item in
                 enumerate(items)]  # fmt: skip
        return named.index(step) if step in named else None
    return None
