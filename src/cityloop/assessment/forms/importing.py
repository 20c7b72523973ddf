"""A workbook of applications, as it is chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.imports.applications import LARGEST
from cityloop.assessment.imports.workbook import too_large


class ApplicationsForm(forms.Form):
    """The file; one that is too large is refused before it is read."""

    file = forms.FileField(
        label=_("Filled-in sheet"),
        allow_empty_file=True,
        help_text=_("XLSX, at most 1 MB: the sheet that you downloaded here."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            wrong = too_large(LARGEST)
            raise forms.ValidationError(f"{wrong.why} {wrong.remedy}")
        return file
