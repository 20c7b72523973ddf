"""The sample form of the style guide."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import pick


class SampleForm(forms.Form):
    """One field of each kind, as applications use them."""

    name = forms.CharField(label=_("Name of the service"), help_text=_("Printed on the certificate as it stands"))
    sites = forms.IntegerField(
        label=_("Number of sites"),
        help_text=_("Only those in operation"),
        widget=forms.NumberInput(attrs={"unit": _("sites"), "width": "s"}),
    )
    amount = forms.IntegerField(
        label=_("Amount asked for"),
        help_text=_("At most KRW 400 million"),
        max_value=400,
        error_messages={"max_value": _("Enter 400 or less.")},
        widget=forms.TextInput(attrs={"unit": _("KRW million"), "width": "m", "inputmode": "numeric"}),
    )
    measured = forms.DateField(
        label=_("Measured from"),
        help_text=_("Not the day it was received"),
        widget=forms.DateInput(attrs={"type": "date", "width": "m"}),
    )
    field = forms.ChoiceField(
        label=_("Field"), choices=[("transport", _("Transport")), ("environment", _("Environment"))]
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        help_text=_("PDF, HWPX or XLSX, at most 20 MB"),
        error_messages={"required": _("Attach a PDF, HWPX or XLSX file.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of service"),
        widget=forms.RadioSelect,
        choices=[("unit", _("Unit service")), ("linked", _("Network-linked service")), ("hub", _("Data-hub service"))],
        error_messages={"required": _("Choose the kind of service.")},
    )
    partners = forms.MultipleChoiceField(
        label=_("Partners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("city", _("Local government")), ("university", _("University"))],
    )
    together = forms.ChoiceField(
        label=_("Who applies"),
        widget=forms.RadioSelect(attrs={"boxed": True, "hints": {"alone": _("One provider"), "joint": _("Both sign")}}),
        choices=[("alone", _("Alone")), ("joint", _("With a local government"))],
    )
    mark = forms.ChoiceField(
        label=_("Mark"),
        widget=forms.RadioSelect(attrs={"scale": True}),
        choices=[("0", _("No record")), ("1", _("Only a plan")), ("2", _("Records of use"))],
    )
    note = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("What is written here is true"), help_text=_("Both parties confirm it"))


def filled_form():
    """A form that nobody has sent yet."""
    first = {"name": pick({"ko": "안심 스마트 횡단보도", "en": "Safe Crossing"}), "sites": 92, "amount": 380}
    chosen = {
        "measured": datetime.date(2026, 3, 1),
        "kind": "unit",
        "partners": ["city"],
        "together": "alone",
        "mark": "2",
    }
    return SampleForm(initial={**first, **chosen})


def wrong_form():
    """A form that came back: an amount too large, and two answers missing."""
    data = {"name": pick({"ko": "안심 스마트 횡단보도", "en": "Safe Crossing"}), "sites": 92, "amount": 420}
    chosen = {"measured": "2026-03-01", "field": "transport", "together": "alone", "mark": "2", "agreed": "on"}
    form = SampleForm({**data, **chosen}, auto_id="wrong_%s")
    for name in ("name", "sites", "measured", "field", "partners", "together", "mark", "note", "agreed"):
        form.fields.pop(name)
    return form
