"""What an officer of the secretariat fills in while screening."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JudgeForm(forms.Form):
    """Is a rule met, where the facts do not tell, and what does that rest on?"""

    met = forms.ChoiceField(
        label=_("Is it met?"), choices=[("yes", _("It is met")), ("no", _("It is not met"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What the judgement rests on"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class AdmitForm(forms.Form):
    """The version that was looked at."""

    digest = forms.CharField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    """When the objection was received, and why the proposal is looked at again."""

    objected_on = forms.DateField(
        label=_("Objection received on"), widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        help_text=_("The applicant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExcludeForm(AdmitForm):
    """Why a proposal is excluded, in words that the applicant reads."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2_000,
        help_text=_("The letter names each rule that is not met, and this reason."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
