"""The form in which a draft's values are changed: one field for each value, grouped as the edition is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.drafting import METHODS, Value, values
from cityloop.language import pick

METHOD_NAMES = {
    "mean": _("Mean"),
    "median": _("Median"),
    "trimmed_mean": _("Mean without the highest and lowest"),
    "majority": _("Majority"),
    "unanimous": _("Unanimous"),
}


class OpenDraftForm(forms.Form):
    """The name of a new draft."""

    title = forms.CharField(label=_("Name of the draft"), max_length=200, help_text=_("e.g. Stricter pass mark"))


class DraftForm(forms.Form):
    """The values of one draft; unchanged ones keep those of the base edition."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, edition, changes, version, data=None):
        super().__init__(data, initial={"version": version})
        self.values = values(edition)
        for value in self.values:
            self.fields[value.path] = _field(value, changes.get(value.path, value.now))

    def changes(self) -> dict:
        """Path and value of everything in the form, in the units of the file."""
        return {value.path: _whole(self.cleaned_data[value.path]) for value in self.values}

    def groups(self) -> dict[str, list]:
        """The fields by group: `whole`, `areas`, and one group for each area's criteria."""
        grouped: dict[str, list] = {}
        for value in self.values:
            grouped.setdefault(value.group, []).append((value, self[value.path]))
        return grouped


def _field(value: Value, now):
    title = pick(value.title)
    if value.kind == "method":
        return forms.ChoiceField(label=title, choices=[(name, METHOD_NAMES[name]) for name in METHODS], initial=now)
    if value.kind == "gate":
        return forms.BooleanField(label=_("Gate: %(title)s") % {"title": title}, initial=now, required=False)
    if value.kind == "count":
        return forms.IntegerField(label=title, min_value=1, max_value=99, initial=now, widget=_short())
    if value.kind == "share":
        return forms.FloatField(
            label=_("Least share of %(title)s") % {"title": title},
            help_text=_("Between 0 and 1; empty for none"),
            min_value=0,
            max_value=1,
            initial=now,
            required=False,
            widget=_short(),
        )
    return forms.FloatField(label=title, min_value=0, max_value=100_000, initial=now, widget=_short())


def _short():
    return forms.NumberInput(attrs={"width": "s", "step": "any"})


def _whole(value):
    """A number without a fraction is an integer in a rulebook file."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
