"""A form over one mapping of a rulebook file: it shows what is there, and writes back only what it shows.

The name of a field is the key: `weight`; `from_` is `from`, `pass__points` is `pass: points`, and `title_ko` with
`title_en` are the two languages of `title`. What is left empty leaves the file.
"""

from datetime import date

from django import forms

from cityloop.feedback.editor.fields import wording

EMPTY = (None, "", [])


class MappingForm(forms.Form):
    """A form whose fields are keys of a mapping."""

    mark_optional = False
    defaults: dict = {}
    """What a key means where it is absent; it is not written then."""
    plain_texts: tuple = ()
    """Texts that are written as one where both languages say the same, such as units."""
    required_texts: tuple = ()
    """Texts of which one language must be there; the linter asks for the other."""

    def __init__(self, *args, content, mapping=None, **kwargs):
        self.content = content
        if mapping is not None:
            kwargs["initial"] = {**self.defaults, **shown(self.base_fields, mapping)}
        super().__init__(*args, **kwargs)
        self.suit()

    def suit(self):
        """Give fields the choices that the content has."""

    def clean(self):
        given = super().clean()
        for name in self.required_texts:
            if f"{name}_ko" in given and not (given.get(f"{name}_ko") or given.get(f"{name}_en")):
                self.add_error(f"{name}_ko", self.fields[f"{name}_ko"].error_messages["required"])
        return given

    def lines(self):
        """The visible fields as they stand beside each other: the two languages of a text, and what is short."""
        line: list = []
        for field in self.visible_fields():
            if line and not (_short(line[-1]) and _short(field)) and not line[-1].name.endswith("_ko"):
                yield line
                line = []
            line = [*line, field]
        if line:
            yield line

    def write(self, mapping: dict) -> None:
        """Put what was entered into the mapping."""
        for name in self.base_fields:
            if name in self.fields and not name.endswith("_en"):
                _put(mapping, path_of(name), self._value(name, mapping), self.defaults.get(name))

    def _value(self, name, mapping):
        if not name.endswith("_ko"):
            return plain(self.cleaned_data.get(name))
        stem = name.removesuffix("_ko")
        ko, en = (" ".join(self.cleaned_data.get(f"{stem}_{code}", "").split()) for code in ("ko", "en"))
        if not ko and not en:
            return None
        return ko if stem in self.plain_texts and ko == en else {"ko": ko, "en": en}


def _short(field) -> bool:
    """Does it leave room beside it? Numbers, codes, choices and boxes do; texts and groups of boxes do not."""
    brief = field.widget_type in ("checkbox", "select") or "width" in field.field.widget.attrs
    return brief and not field.use_fieldset


def pair(name, label, **kwargs):
    """The two fields of a text: use as `vars().update(pair("title", _("Title")))` in the body of a form class."""
    return {f"{name}_{code}": wording(label, code, **kwargs) for code in ("ko", "en")}


def path_of(name: str) -> list[str]:
    """The keys that a field's name stands for."""
    return name.removesuffix("_ko").removesuffix("_en").rstrip("_").split("__")


def shown(fields, mapping) -> dict:
    """What the fields show of a mapping."""
    found = {}
    for name in fields:
        value = mapping
        for key in path_of(name):
            value = value.get(key) if isinstance(value, dict) else None
        if name.endswith(("_ko", "_en")) and isinstance(value, dict):
            value = value.get(name[-2:])
        if value is not None:
            found[name] = value
    return found


def plain(value):
    """A cleaned value as a file has it: days as text, whole numbers without a fraction."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _put(mapping, path, value, default) -> None:
    *way, key = path
    says_nothing = value in EMPTY or value is False or value == default
    for step in way:
        if says_nothing and step not in mapping:
            return
        mapping = mapping.setdefault(step, {})
    absent = key not in mapping
    if value in EMPTY:
        mapping.pop(key, None)
    elif not (absent and says_nothing):
        mapping[key] = value
