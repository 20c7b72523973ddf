"""What is filled in about measurements: a file, an address, the acceptance of what was shown."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

KINDS = {".csv": "csv", ".txt": "csv", ".parquet": "parquet"}
PULLED = [("ngsi_ld", "NGSI-LD"), ("sensor_things", "OGC SensorThings")]


class ReadingsFile(forms.Form):
    """A CSV or Parquet file."""

    file = forms.FileField(label=_("File"), help_text=_("CSV or Parquet, up to 20 MB."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not any(file.name.lower().endswith(one) for one in KINDS):
            raise forms.ValidationError(_("Hand in a file whose name ends in .csv or .parquet."))
        if file.size > settings.UPLOAD_LIMIT_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file

    @property
    def kind(self) -> str:
        name = self.cleaned_data["file"].name.lower()
        return next(kind for ending, kind in KINDS.items() if name.endswith(ending))


class PastForm(ReadingsFile):
    """Measurements from before the start."""


class DeliveryForm(ReadingsFile):
    """A delivery, with where it comes from."""

    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who measured, with what."))
    expected = forms.IntegerField(
        label=_("How many rows it should have"),
        required=False,
        min_value=0,
        max_value=10**12,
        help_text=_("Without the header. A file that was cut off on its way is then found."),
    )


class PullForm(forms.Form):
    """An address from which readings are fetched once, page by page."""

    kind = forms.ChoiceField(label=_("What answers there"), choices=PULLED)
    address = forms.URLField(label=_("Address"), max_length=1000, assume_scheme="https")
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who measured, with what."))


class AcceptForm(forms.Form):
    """That what was shown is accepted."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    instead = forms.BooleanField(label=_("Instead of what was accepted before"), required=False)
