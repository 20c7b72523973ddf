"""Pre-consulting: times that are offered, what one wants to talk about, and what was advised."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.calls.actions.preconsulting import LONGEST, MOST_AT_ONCE, SHORTEST

FEW = forms.NumberInput(attrs={"width": "s"})


class SlotsForm(forms.Form):
    """Times in a row that are offered for a track."""

    track = forms.ChoiceField(label=_("Call and track"))
    begins_at = forms.DateTimeField(
        label=_("The first begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "width": "m"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label=_("Minutes each"), initial=40, min_value=SHORTEST, max_value=LONGEST, widget=FEW)
    count = forms.IntegerField(label=_("How many in a row"), initial=4, min_value=1, max_value=MOST_AT_ONCE, widget=FEW)
    place = forms.CharField(label=_("Place, or address of the meeting"), max_length=300)

    def __init__(self, *args, tracks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = tracks


class BookForm(forms.Form):
    """What the applicant wants to talk about."""

    asks = forms.CharField(
        label=_("What it is about"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    shows_draft = forms.BooleanField(
        label=_("The secretariat may read this draft"),
        required=False,
        help_text=_("Its officers then open the draft with its files, to advise on it, until you give the time back."),
    )


class AdviceForm(forms.Form):
    """What was advised."""

    text = forms.CharField(label=_("Advice"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 5}))
