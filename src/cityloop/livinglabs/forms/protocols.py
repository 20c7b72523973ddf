"""What is filled in about a protocol, and about what was done otherwise."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityloop.livinglabs.forms.pilots import _words
from cityloop.livinglabs.protocols import faults, method_choices

COLUMN = {"width": "m"}


def _column(label, initial="", hint="", required=True):
    widget = forms.TextInput(attrs=COLUMN)
    return forms.CharField(
        label=label, initial=initial, help_text=hint, required=required, max_length=80, widget=widget
    )


class ProtocolForm(forms.Form):
    """What will be measured and how. Who is treated and who is compared with comes from the places."""

    outcome = _column(_("Column of the outcome"), hint=_("What the columns of the files of measurements are called."))
    unit = _column(_("Column of the place"), initial="unit")
    time = _column(
        _("Column of the time"), initial="time", hint=_("One column, or two for year and month: year, month")
    )
    measured_in = _column(_("Unit of measurement"), hint=_("e.g. µg/m³, km/h, s"))
    measured_in_column = _column(_("Column of the unit of measurement"), required=False)
    better = forms.ChoiceField(
        label=_("Better is"), choices=[("lower", _("a lower outcome")), ("higher", _("a higher outcome"))]
    )
    counter = forms.BooleanField(label=_("The sensor counts on and on (a counter)"), required=False)
    least = forms.FloatField(label=_("Lowest value that can be"), required=False)
    most = forms.FloatField(label=_("Highest value that can be"), required=False)
    method = forms.ChoiceField(label=pgettext_lazy("protocol", "Comparison and method"))
    start = _column(_("First period after the start"), hint=_("2026-12 for months, 2026-12-01 for days"))
    window = forms.IntegerField(
        label=_("Periods on each side of the start"), min_value=1, max_value=10_000, widget=forms.NumberInput(COLUMN)
    )
    worth = forms.FloatField(
        label=_("Smallest effect worth having"),
        min_value=0.000001,
        help_text=_("In the unit of measurement. Below it, nobody would do it again for this outcome."),
    )
    stopping_ko = _words(_("Stopping rule in Korean"), _("When it is computed, and when the pilot is stopped early."))
    stopping_en = _words(_("Stopping rule in English"))

    def __init__(self, *args, pilot, sites, content=None, **kwargs):
        super().__init__(*args, initial=_initial(content or {}), **kwargs)
        self.pilot, self.sites = pilot, sites
        self.fields["method"].choices = method_choices()

    def clean(self):
        given = super().clean()
        if not self.errors:
            for fault in faults(self.content):
                self.add_error(None, fault)
        return given

    @property
    def content(self) -> dict:
        """The protocol as plain values."""
        given = self.cleaned_data
        roles = {"treated": [], "comparison": []}
        for one in self.sites:
            roles[one.role].append(one.code)
        optional = {name: given[name] for name in ("least", "most") if given.get(name) is not None}
        if given.get("measured_in_column"):
            optional["measured_in_column"] = given["measured_in_column"]
        return {
            "question": {"ko": self.pilot.question_ko, "en": self.pilot.question_en},
            "unit": given["unit"],
            "time": [name for name in re.split(r"\s*,\s*", given["time"]) if name][:2],
            "outcome": given["outcome"],
            "measured_in": given["measured_in"],
            "better": given["better"],
            "counter": given["counter"],
            "grain": "readings",
            "treated": roles["treated"],
            "comparison": roles["comparison"],
            "from": given["start"],
            "window": given["window"],
            "method": given["method"],
            "worth": given["worth"],
            "stopping": {"ko": given["stopping_ko"], "en": given["stopping_en"]},
            "notes": [],
            **optional,
        }


def _initial(content: dict) -> dict:
    if not content:
        return {}
    stopping = content.get("stopping", {})
    shown = {"start": content.get("from"), "time": ", ".join(content.get("time", []))}
    return {**content, **shown, "stopping_ko": stopping.get("ko"), "stopping_en": stopping.get("en")}


class FreezeForm(forms.Form):
    """That what was shown is what is fixed."""

    agreed = forms.BooleanField(
        label=_("Everybody who takes part agrees to this protocol as it is shown; it cannot be changed afterwards.")
    )


class DepartureForm(forms.Form):
    """What was done otherwise, and why."""

    what_ko = _words(_("What was done otherwise, in Korean"))
    what_en = _words(_("What was done otherwise, in English"))
    why_ko = _words(_("Why, in Korean"))
    why_en = _words(_("Why, in English"))
