"""What an applicant fills in of a dossier."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.language import pick


class StatementForm(forms.Form):
    """What the applicant states on one criterion."""

    statement = forms.CharField(
        label=_("Statement"),
        required=False,
        max_length=4_000,
        help_text=_("What you claim, and on which page of which file it is shown."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class MeasurementForm(forms.Form):
    """The measured value of a measured criterion."""

    value = forms.FloatField(label=_("Measured value"), required=False)

    def __init__(self, *args, criterion, **kwargs):
        super().__init__(*args, **kwargs)
        widget = forms.NumberInput(attrs={"unit": pick(criterion.unit), "width": "s", "step": "any"})
        self.fields["value"].widget = widget


class EvidenceForm(forms.Form):
    """One piece of evidence: a file or an address, and the period in which it was observed."""

    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    address = forms.CharField(
        label=_("Address"), required=False, max_length=500, help_text=_("The whole address, from https:// on.")
    )
    pages = forms.CharField(
        label=_("Pages"),
        required=False,
        max_length=100,
        help_text=_("Where in the file it is shown, such as 3 or 3, 7-9."),
        widget=forms.TextInput(attrs={"width": "m"}),
    )
    observed_from = forms.DateField(
        label=_("Observed from"), required=False, widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )
    observed_until = forms.DateField(
        label=_("Observed until"), required=False, widget=forms.DateInput(attrs={"type": "date", "width": "m"})
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, prefix=asked.item, **kwargs)
        files = [kind for kind in asked.accepts if kind != "url"]
        if asked.accepts and not files:
            del self.fields["file"]
        else:
            self.fields["file"].help_text = _("%(kinds)s, at most %(limit)s MB.") % {
                "kinds": ", ".join(files).upper() or _("Any format"),
                "limit": settings.UPLOAD_LIMIT_MEGABYTES,
            }
            self.fields["file"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in files)
        if asked.accepts and "url" not in asked.accepts:
            del self.fields["address"]

    def clean(self):
        given = super().clean()
        if not given.get("file") and not given.get("address"):
            raise forms.ValidationError(_("Choose a file or write an address."))
        return given
