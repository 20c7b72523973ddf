"""What the officer and the applicant fill in about a site visit."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = {"rows": 3}


class PlanVisitForm(forms.Form):
    """Day, place, visitors and agenda of a visit."""

    on = forms.DateField(label=_("Day of the visit"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label=_("Place of the visit"), max_length=200)
    visitors = forms.CharField(label=_("Visitors"), max_length=500)
    agenda = forms.CharField(label=_("Agenda of the visit"), max_length=4_000, widget=forms.Textarea(attrs=LONG))


class RecordVisitForm(forms.Form):
    """What was seen, with the report as a file where there is one."""

    attendees = forms.CharField(label=_("Who was there"), max_length=500)
    observations = forms.CharField(label=_("Observations"), max_length=4_000, widget=forms.Textarea(attrs=LONG))
    report = forms.FileField(label=_("Report as a file (PDF, HWPX, DOCX)"), required=False)


class FindingForm(forms.Form):
    """A piece of evidence that was found not to hold."""

    evidence = forms.ModelChoiceField(label=_("Piece of evidence"), queryset=None)
    found = forms.CharField(label=_("What was found"), max_length=4_000, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = pieces
        self.fields["evidence"].label_from_instance = lambda one: f"{one.criterion} · {one.item} · {one.name}"


class RulingForm(forms.Form):
    """Confirm a finding, or drop it."""

    confirmed = forms.TypedChoiceField(
        label=_("Decision on the finding"),
        choices=[("yes", _("Confirm: the evidence is voided")), ("no", _("Drop the finding"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Grounds"), max_length=4_000, widget=forms.Textarea(attrs=LONG))
