"""What is recorded in the stages of a consultation, and at a year's end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models import ActionEnd, JanuaryPlan
from cityloop.consulting.stages import stage_choices

DAY = {"type": "date", "width": "m"}
LONG = {"rows": 5}


class StageForm(forms.Form):
    """Something recorded in a stage."""

    stage = forms.ChoiceField(label=_("Stage"), choices=stage_choices)


class AdviserForm(StageForm):
    name = forms.CharField(label=_("Name of the adviser"), max_length=100)
    affiliation = forms.CharField(label=_("Affiliation"), max_length=200, required=False)
    expertise = forms.CharField(label=_("Field of expertise"), max_length=200)


class MeetingForm(StageForm):
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs=DAY))
    place = forms.CharField(label=_("Place of the meeting"), max_length=200)
    attended = forms.CharField(label=_("Who attended"), max_length=500)
    minutes = forms.CharField(label=_("What was said"), max_length=10_000, widget=forms.Textarea(attrs=LONG))


class AgreedForm(StageForm):
    what = forms.CharField(label=_("What is to be done"), max_length=500)
    who = forms.CharField(label=_("Who does it"), max_length=200)
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs=DAY))


class DeliverableForm(StageForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("File"), help_text=_("Up to 20 MB. It is kept under its hash."))

    @property
    def handed(self) -> dict:
        told = {name: self.cleaned_data[name] for name in ("stage", "title")}
        file = self.cleaned_data["file"]
        return {**told, "name": file.name, "content": file.read()}


class EndForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=ActionEnd.Outcome.choices)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class YearEndForm(forms.Form):
    """One measurement of one service."""

    service = forms.ChoiceField(label=_("Service"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    measure = forms.CharField(label=_("What was measured"), max_length=200)
    expected = forms.FloatField(label=_("Expected"), required=False)
    measured = forms.FloatField(label=_("Measured value"))
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    source = forms.CharField(label=_("Source"), max_length=300)

    def __init__(self, *args, reading, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(line.row["code"], line.name) for line in reading.chosen]
        self.fields["year"].choices = [(year, year) for year in reading.years]


class JanuaryForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decision of the January plan"), choices=JanuaryPlan.Decision.choices)
    reason = forms.CharField(label=_("Reason"), max_length=500)
