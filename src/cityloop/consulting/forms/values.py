"""What people fill in to give values: files of them, or a single one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.certification.forms.proceedings import ManyFiles
from cityloop.consulting.models import IndicatorValue

MOST_BYTES = 5_000_000
Status, Quality = IndicatorValue.Status, IndicatorValue.Quality


class FilesField(forms.FileField):
    """Several files, each as `(name, bytes)`; nothing larger than allowed is read into memory."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = list(data or ())
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError(_("The files are larger than 5 MB together. Give them in parts."))
        return [(file.name, file.read()) for file in files]


class ValuesForm(forms.Form):
    """Files of values, and where they come from."""

    files = FilesField(
        label=_("Workbook or CSV files"),
        help_text=_(
            "XLSX or CSV (UTF-8) with the columns city, indicator, value and, where you have them, year, quality, "
            "unit, status, note. An empty value says that there is none."
        ),
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who measured or published these values?"))

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.fields["files"].widget.value_from_datadict = lambda _data, given, name: (
            given.getlist(name) if hasattr(given, "getlist") else []
        )


class OneValueForm(forms.Form):
    """One value of one indicator, or which kind of nothing; read as a file of one line is."""

    status = forms.ChoiceField(label=_("What is known"), choices=Status.choices, initial=Status.KNOWN)
    value = forms.CharField(
        label=_("Value"),
        max_length=40,
        required=False,
        help_text=_("A number with a decimal point; empty if not known."),
    )
    year = forms.CharField(label=_("Year"), max_length=10, required=False)
    quality = forms.ChoiceField(
        label=_("Data quality"), required=False, choices=[("", _("not stated")), *Quality.choices]
    )
    note = forms.CharField(
        label=_("Remark"),
        max_length=300,
        required=False,
        help_text=_("Why it does not apply, or of whom it was asked; empty for a plain value."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who measured or published it?"))

    def clean(self):
        given = self.cleaned_data
        if given.get("status") in (Status.NOT_APPLICABLE, Status.ASKED) and not given.get("note"):
            self.add_error("note", _("Say why it does not apply, or of whom it was asked."))
        return given
