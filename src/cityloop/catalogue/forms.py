"""What a provider says about a service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.countries import CountriesField
from cityloop.catalogue.models import Service
from cityloop.catalogue.vocabulary import fields
from cityloop.language import pick

EARLIEST, LATEST = 1950, 9999
TYPE_HINTS = {
    Service.Type.UNIT: _("one service that works by itself"),
    Service.Type.NETWORK_LINKED: _("linked with other services or facilities over a network"),
    Service.Type.DATA_HUB: _("gathers, joins and hands on the data of a city"),
}


class ServiceForm(forms.Form):
    """Names and summaries in both languages, and what kind of service it is. `on` is the day it is filled in."""

    mark_optional = False  # one of two languages will do, which the mark cannot say

    name_ko = forms.CharField(
        label=_("Name in Korean"),
        max_length=300,
        required=False,
        help_text=_("One language is enough; both are better."),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    summary_ko = forms.CharField(
        label=_("Summary in Korean"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What it does, for whom, and how one sees that it works."),
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    fields_chosen = forms.MultipleChoiceField(
        label=_("Service fields"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or more of the twelve fields of the Decree."),
    )
    type = forms.ChoiceField(
        label=_("Type"), choices=Service.Type.choices, widget=forms.RadioSelect(attrs={"hints": TYPE_HINTS})
    )
    operation = forms.ChoiceField(label=_("Operation"), choices=Service.Operation.choices, widget=forms.RadioSelect)
    countries = CountriesField(label=_("Countries"), help_text=_("Where it runs or will run, e.g. Korea, Vietnam"))
    start_year = forms.IntegerField(
        label=_("Running since (year)"),
        required=False,
        min_value=EARLIEST,
        help_text=_("Leave it empty where it does not run yet."),
        widget=forms.NumberInput(attrs={"width": "s"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, on, initial=None):
        super().__init__(data, initial=initial)
        self.on = on
        self.fields["fields_chosen"].choices = [(key, pick(title)) for key, title in fields().items()]

    @classmethod
    def about(cls, service: Service, *, on, data=None) -> "ServiceForm":
        """The form as it stands for a service."""
        described = {name: getattr(service, name) for name in cls.base_fields if hasattr(service, name)}
        chosen = [row.field for row in service.service_fields.all()]
        return cls(data, on=on, initial=described | {"fields_chosen": chosen})

    def clean_countries(self):
        return Service._meta.get_field("countries").clean(self.cleaned_data["countries"], None)

    def clean_start_year(self):
        year = self.cleaned_data["start_year"]
        if year and year > self.on.year:
            raise forms.ValidationError(_("Enter a year that is not in the future, or leave it empty."))
        return year

    def clean(self):
        given = super().clean()
        if not (given.get("name_ko") or given.get("name_en")):
            self.add_error("name_ko", _("Enter the name in at least one language."))
        if not (given.get("summary_ko") or given.get("summary_en")):
            self.add_error("summary_ko", _("Enter a summary in at least one language."))
        return given

    def described(self) -> dict:
        """What the actions take: columns of `Service`, and `fields`."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "provider")}
        return given | {"fields": given.pop("fields_chosen")}


class RegistrationForm(ServiceForm):
    """A new service, and for whom it is registered where the person acts for several organisations."""

    def __init__(self, data=None, *, on, organisations):
        super().__init__(data, on=on)
        self.organisations = {organisation.code: organisation for organisation in organisations}
        if len(self.organisations) > 1:
            choices = [(code, str(organisation)) for code, organisation in self.organisations.items()]
            self.fields["provider"] = forms.ChoiceField(label=_("Provider"), choices=choices, widget=forms.RadioSelect)
            self.order_fields(["provider"])

    @property
    def provider(self):
        """The organisation that will provide the service."""
        code = self.cleaned_data.get("provider")
        return self.organisations[code] if code else next(iter(self.organisations.values()))


class CityForm(forms.Form):
    """A city in which a service runs, and since when. `on` is the day it is filled in."""

    city_en = forms.CharField(
        label=_("City in English"),
        max_length=100,
        help_text=_("By this name the same city is known again: Busan, Sofia."),
    )
    city_ko = forms.CharField(label=_("City in Korean"), max_length=100, required=False)
    country = CountriesField(label=_("Country"), help_text=_("One country: its name or its two-letter code."))
    operation = forms.ChoiceField(label=_("Operation"), choices=Service.Operation.choices, widget=forms.RadioSelect)
    since_year = forms.IntegerField(
        label=_("Running since (year)"),
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        widget=forms.NumberInput(attrs={"width": "s"}),
    )

    def clean_country(self):
        country = self.cleaned_data["country"]
        if "," in country:
            raise forms.ValidationError(_("Name one country; enter the city of another one by itself."))
        return country


class WithdrawalForm(forms.Form):
    """Why a service is taken out of the directory."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever opens the address of the service will read it."),
    )


class SavedSearchForm(forms.Form):
    """The name of a saved search, and whether letters are wished."""

    name = forms.CharField(label=_("Name of the search"), max_length=120)
    by_letter = forms.BooleanField(label=_("Write to me when it finds something new"), required=False)


class DataKeyForm(forms.Form):
    """The name of a program that will use a key."""

    name = forms.CharField(label=_("Name of the program"), max_length=80)
