"""What is filled in after the decision: suspensions, withdrawals, and the steps of every proceeding."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models import Withdrawal

LONG = {"rows": 5}
DAY = {"type": "date", "width": "m"}
LONGEST = 8_000


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True

    def __init__(self):
        super().__init__({"multiple": True})


class PapersField(forms.FileField):
    """Several files: `(name, bytes)` of each. Nothing larger than allowed is read into memory."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        limit = settings.UPLOAD_LIMIT_MEGABYTES * 1_000_000 + 1
        return [(file.name, file.read(limit)) for file in data or ()]


class StepForm(forms.Form):
    """A step of a proceeding: why."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args, label=None, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label or field.label, hint

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        return self.cleaned_data


class FilingForm(StepForm):
    """A step with files."""

    papers = PapersField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, HWPX, DOCX, XLSX, ZIP or pictures; several may be chosen at once."),
    )


class CloseWithdrawalForm(StepForm):
    """Closing a withdrawal: does the ground hold?"""

    ground_holds = forms.TypedChoiceField(
        label=_("Does the ground hold?"),
        choices=(("no", _("No: the explanation is founded")), ("yes", _("Yes, but the certificate is left standing"))),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    field_order = ["ground_holds", "reason"]


class OpenWithdrawalForm(forms.Form):
    """Begin to examine whether a certificate is to be withdrawn."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=Withdrawal.Ground.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    reason = forms.CharField(
        label=_("What points to it"),
        max_length=LONGEST,
        help_text=_("The holder is not told before the certifier gives notice."),
        widget=forms.Textarea(attrs=LONG),
    )


class SuspendForm(forms.Form):
    """The terms of a suspension."""

    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=LONGEST,
        help_text=_("Published on the page of the certificate."),
        widget=forms.Textarea(attrs=LONG),
    )
    scope = forms.CharField(
        label=_("What is suspended"),
        max_length=2_000,
        help_text=_("The whole certificate, or the parts, sites or functions that it no longer covers."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.DateField(
        label=_("Last day of the suspension"),
        required=False,
        help_text=_("It ends by itself after this day. Leave it empty where something has to be shown first."),
        widget=forms.DateInput(attrs=DAY),
    )
    condition = forms.CharField(
        label=_("What has to be shown for it to be lifted"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
