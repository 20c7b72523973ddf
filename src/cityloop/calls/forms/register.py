"""The files of a programme's past."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 8 * 1024 * 1024
CSV = {"accept": ".csv,text/csv"}


def _file(label, hint):
    return forms.FileField(
        label=label, help_text=hint, required=False, widget=forms.FileInput(attrs=CSV), allow_empty_file=True
    )


class RegisterFilesForm(forms.Form):
    """What was announced, what was named, and where it is; at least one of the first two."""

    projects = _file(
        _("Projects"),
        _("One line for each: year, country, and what else is known: type, city, title, company, amount, currency…"),
    )
    totals = _file(_("Published totals"), _("One line for each year: year, applications, selected, source…"))
    places = _file(
        _("Where the cities are"), _("Not required: country and city as printed, then iso, latitude, longitude")
    )

    def clean(self):
        """One file at least, none of them huge."""
        given = super().clean()
        for name in ("projects", "totals", "places"):
            if given.get(name) and given[name].size > MOST_BYTES:
                self.add_error(name, _("The file is larger than 8 MB."))
        if not (given.get("projects") or given.get("totals")) and not self.errors:
            raise forms.ValidationError(_("Choose a file of projects or of published totals."))
        return given

    def contents(self) -> dict[str, bytes]:
        """The files as bytes, by the names under which they are read."""
        return {name: file.read() for name, file in self.cleaned_data.items() if file}
