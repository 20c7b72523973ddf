"""What an officer fills in of a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = {"rows": 4}


class ReasonForm(forms.Form):
    """A reason, where a step needs one or takes one."""

    reason = forms.CharField(label=_("Reason"), max_length=4_000, widget=forms.Textarea(attrs=LONG))
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, label=None, hint="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text, field.required = label or field.label, hint, required


class AcceptForm(forms.Form):
    """Acceptance of a dossier as it was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason why it can be evaluated although something is missing"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DisclosureForm(forms.Form):
    """Why a file is shown to reviewers, or kept from them; `sha256` is that of what was looked at."""

    sha256 = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What you saw in the file"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
