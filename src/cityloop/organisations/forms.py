"""What a person says about the organisation that they act for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import countries
from cityloop.organisations.models import Organisation


class OrganisationForm(forms.Form):
    """A new organisation, with its name in both languages."""

    name_ko = forms.CharField(label=_("Name in Korean"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    code = forms.SlugField(
        label=_("Short name for addresses"),
        max_length=50,
        help_text=_("Small letters, digits and hyphens, e.g. daon-systems. It cannot be changed later."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices, widget=forms.RadioSelect)
    tier = forms.ChoiceField(
        label=_("Kind of local government"),
        required=False,
        choices=[("", _("It is no local government")), *Organisation.Tier.choices],
        help_text=_("It decides whether the city itself can be certified."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries)

    def clean(self):
        given = super().clean()
        local = given.get("kind") == Organisation.Kind.LOCAL_GOVERNMENT
        if local and given.get("country") == "KR" and not given.get("tier"):
            self.add_error("tier", _("Choose which kind of local government it is."))
        return given

    def clean_code(self):
        return self.cleaned_data["code"].lower()


class TierForm(forms.Form):
    """Which kind of local government an organisation is."""

    tier = forms.ChoiceField(label=_("Kind of local government"), choices=Organisation.Tier.choices)
