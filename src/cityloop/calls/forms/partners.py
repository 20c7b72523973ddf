"""Who carries out the project together with the lead, and what each is asked to fill."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import countries, pick
from cityloop.organisations.models import Organisation


class ChangePartnerForm(forms.Form):
    """What a partner does, its share of the grant, and which parts of the form are its to fill."""

    role = forms.CharField(label=_("What it does in the project"), max_length=300)
    grant = forms.CharField(
        label=_("Share of the grant"),
        required=False,
        max_length=20,
        help_text=_("Empty or 0 where it receives none."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "width": "m"}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Parts that it is asked to fill"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only an organisation that is registered here can be asked. It reads the draft and fills these."),
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts


class PartnerForm(ChangePartnerForm):
    """An organisation that is registered here, by its name or code, or any other with its kind and country."""

    organisation = forms.CharField(
        label=_("Organisation that is registered here"),
        required=False,
        max_length=200,
        help_text=_("Its exact name in either language, or its code. Leave it empty for any other."),
    )
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=200)
    name_ko = forms.CharField(label=_("Name in Korean, or as it writes itself"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "–"), *Organisation.Kind.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)
    field_order = ("organisation", "name_en", "name_ko", "kind", "country", "role", "grant", "parts")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *countries()]


def parts_of(case, rules) -> list[tuple[str, str]]:
    """The parts of the form that can be given to a partner, as choices."""
    asked = [(one.id, pick(one.asks)) for one in rules.form_for(case.profile) if one.type != "partners"]
    papers = [(one.id, pick(one.title)) for one in rules.documents_for(case.profile)]
    return asked + papers + [(one.id, pick(one.title)) for one in rules.criteria_for(case.profile)]
