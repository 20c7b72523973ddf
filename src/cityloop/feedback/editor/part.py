"""A page of the editor: forms over one mapping each, and lists of rows."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor.mapping import MappingForm, path_of

MOST_ROWS = 60


@dataclass(frozen=True)
class One:
    """A form over the mapping at `path`; an item of a list is found by its id."""

    form: type[MappingForm]
    path: tuple = ()
    title: Any = ""
    hint: Any = ""
    name: str = "main"


def as_they_are(value):
    """A list of mappings, or none yet."""
    return value or []


@dataclass(frozen=True)
class Many:
    """A list of rows at `path`, each a form; `as_rows` and `as_value` turn what is no list of mappings into one."""

    form: type[MappingForm]
    path: tuple
    title: Any = ""
    hint: Any = ""
    as_rows: Callable = as_they_are
    as_value: Callable = as_they_are
    extra: int = 2

    @property
    def name(self) -> str:
        """The prefix of its fields."""
        return str(self.path[-1])


@dataclass(frozen=True)
class Part:
    """A page of the editor: `opened` gives its forms over a content; `{id}` in a path is the item that is edited.

    `kinds` are those of edition that have it. A page of one item of the list `lists` may be added to it with `new`.
    """

    key: str
    title: Any
    sections: tuple
    keys: tuple = ()
    lists: str = ""
    hint: Any = ""
    kinds: tuple = ("scheme", "call")
    new: type[MappingForm] | None = None

    def held(self, content: dict, item: str = "") -> bytes:
        """What this page edits, to tell whether somebody else changed it meanwhile."""
        if self.lists:
            return rfc8785.dumps(found(content, (self.lists, item)))
        return rfc8785.dumps({key: content.get(key) for key in self.keys})

    def opened(self, content: dict, item: str = "", data=None) -> "Opened":
        """The page over a content, bound to `data` where it was sent."""
        return Opened(self, content, item, data)


@dataclass
class Opened:
    """A page of the editor at work."""

    part: Part
    content: dict
    item: str = ""
    data: Any = None
    boxes: list = field(default_factory=list)
    refusals: list = field(default_factory=list)

    def __post_init__(self):
        self.boxes = [(section, self._box(section)) for section in self.part.sections]

    def is_valid(self) -> bool:
        """Is everything on the page in order? All of it is checked, so that all errors are said at once."""
        found = [box.is_valid() for _section, box in self.boxes]
        return all(found)

    def changed(self) -> list[str]:
        """Names of the lists of rows in which something was entered."""
        return [section.name for section, box in self.boxes if hasattr(box, "forms") and box.has_changed()]

    def refuse(self, words) -> None:
        """Say on the page why nothing was saved."""
        self.refusals.append(words)

    @property
    def is_bound(self) -> bool:
        """Was it sent? For the summary of errors."""
        return self.data is not None

    def __iter__(self):
        """Every field on the page, for the summary of errors."""
        for form in self._forms():
            yield from form

    def non_field_errors(self) -> list:
        """What is wrong with the whole, with a list of rows, with a row as such."""
        rows = [words for _section, box in self.boxes if hasattr(box, "forms") for words in box.non_form_errors()]
        return [*self.refusals, *rows, *(words for form in self._forms() for words in form.non_field_errors())]

    def _forms(self):
        return [form for _section, box in self.boxes for form in (box if hasattr(box, "forms") else [box])]

    def written(self, content: dict) -> dict:
        """A copy of `content` with what was entered on this page."""
        new = copy.deepcopy(content)
        for section, box in self.boxes:
            self._write_one(section, box, new) if isinstance(section, One) else self._write_rows(section, box, new)
        return new

    def _path(self, section):
        return tuple(self.item if step == "{id}" else step for step in section.path)

    def _box(self, section):
        value = found(self.content, self._path(section))
        if isinstance(section, One):
            mapping = value if isinstance(value, dict) else {}
            return section.form(self.data, content=self.content, mapping=mapping)
        rows = forms.formset_factory(
            section.form, formset=Rows, extra=section.extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 20,
            validate_max=True, can_delete=True,
        )  # fmt: skip
        return rows(self.data, prefix=section.name, content=self.content, mappings=section.as_rows(value))

    def _write_one(self, section, box, new) -> None:
        mapping = found(new, self._path(section))
        if mapping is None:
            mapping = {}
            box.write(mapping)
            if mapping:
                _parent(new, self._path(section))[section.path[-1]] = mapping
            return
        box.write(mapping)

    def _write_rows(self, section, box, new) -> None:
        path = self._path(section)
        owner, value = _parent(new, path), section.as_value(box.written())
        if value and owner is None:
            found(new, path[:-2])[path[-2]] = {path[-1]: value}
        elif value:
            owner[path[-1]] = value
        elif owner is not None and owner.get(path[-1]) != []:
            owner.pop(path[-1], None)


class Rows(forms.BaseFormSet):
    """Rows of a list; each remembers which one of the file it was, so that what it does not show is kept."""

    def __init__(self, *args, content, mappings, **kwargs):
        self.mappings = mappings
        super().__init__(*args, initial=[{} for _row in mappings], form_kwargs={"content": content}, **kwargs)

    def get_form_kwargs(self, index):
        """The mapping that a row shows."""
        kwargs = super().get_form_kwargs(index)
        if index is not None and index < len(self.mappings):
            kwargs["mapping"] = self.mappings[index]
        return kwargs

    def add_fields(self, form, index):
        """The box that takes a row away."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this row")

    def initial_form_count(self):
        """As many rows as the file has; what the browser says of it counts no more than that."""
        return min(super().initial_form_count(), len(self.mappings))

    def written(self) -> list[dict]:
        """The rows that remain, in order."""
        kept = []
        for index, form in enumerate(self.forms):
            if form.cleaned_data.get("DELETE") or not (index < len(self.mappings) or form.has_changed()):
                continue
            mapping = copy.deepcopy(self.mappings[index]) if index < len(self.mappings) else {}
            form.write(mapping)
            kept.append(mapping)
        return kept


def found(content, path):
    """The value at a path; an item of a list by its id; None where there is none."""
    for step in path:
        if isinstance(content, list):
            content = next((item for item in content if isinstance(item, dict) and item.get("id") == step), None)
        else:
            content = content.get(step) if isinstance(content, dict) else None
    return content


def _parent(content, path):
    return found(content, path[:-1]) if len(path) > 1 else content


def keys_of(form: type[MappingForm]) -> tuple:
    """The keys of a file that a form writes."""
    return tuple(dict.fromkeys(path_of(name)[0] for name in form.base_fields))
