"""What officers, reviewers and deciders fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models import Decision, Review

LONG = {"rows": 4}


class ReviewForm(forms.Form):
    """A review of the evaluation that was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    recommendation = forms.ChoiceField(
        label=_("Recommendation"),
        choices=Review.Recommendation.choices,
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    note = forms.CharField(label=_("Grounds"), max_length=4_000, widget=forms.Textarea(attrs=LONG))


class ReportForm(forms.Form):
    """The report that was shown, handed over with a word beside it where one is needed."""

    digest = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note to the certifier"), required=False, max_length=4_000, widget=forms.Textarea(attrs=LONG)
    )


class DecideForm(forms.Form):
    """A decision on the digest that was shown; the second step asks the person to confirm it."""

    digest = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Decision"), choices=Decision.Verdict.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    reason = forms.CharField(label=_("Grounds"), max_length=4_000, widget=forms.Textarea(attrs=LONG))
