"""What an applicant fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StartForm(forms.Form):
    """Which service applies, and under which scheme and field."""

    service = forms.ModelChoiceField(queryset=None, label=_("Service"), empty_label=None)
    scheme = forms.ChoiceField(
        label=_("Scheme and field"),
        help_text=_("Mock certification tries an edition out; it gives no certificate."),
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )

    def __init__(self, *args, services, standings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services
        self.fields["scheme"].choices = standings

    def clean_scheme(self):
        """The pair that was chosen: id of the scheme, id of the field profile."""
        return tuple(self.cleaned_data["scheme"].split("/", 1))
