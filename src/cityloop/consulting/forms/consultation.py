"""What people fill in about cities: filters, needs, weights."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.guide import guide
from cityloop.consulting.models import City
from cityloop.language import country_name

IMPORTANCE = (
    (1, _("1 · hardly counts")),
    (2, _("2 · counts little")),
    (3, _("3 · counts")),
    (4, _("4 · counts much")),
    (5, _("5 · counts most")),
)
PRIORITY = ((1, _("First")), (2, _("Second")), (3, _("Third")), (4, _("Fourth")), (5, _("Fifth")))


class CityFilter(forms.Form):
    """Which cities a list shows; what is not offered is overlooked."""

    mark_optional = False
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    certified = forms.ChoiceField(
        label=_("Certification"),
        required=False,
        choices=[("", _("All cities")), ("yes", _("Certified, as the press reported"))],
    )

    def __init__(self, data, regions, countries):
        super().__init__(data)
        titles = dict(City.Region.choices)
        named = sorted((country_name(code), code) for code in countries)
        self.fields["region"].choices = [("", _("All regions")), *((code, titles[code]) for code in regions)]
        self.fields["country"].choices = [("", _("All countries")), *((code, name) for name, code in named)]

    @property
    def chosen(self) -> dict:
        """What was chosen, as `queries.cities.listed` takes it."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}


class NeedForm(forms.Form):
    """A problem, the city's own words, and how soon."""

    problem = forms.ChoiceField(label=_("Problem"))
    statement_ko = forms.CharField(
        label=_("In the city's own words, in Korean"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is wrong, where and for whom? Not which product you want. One language is enough."),
    )
    statement_en = forms.CharField(
        label=_("In the city's own words, in English"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    priority = forms.TypedChoiceField(
        label=_("Which need comes first?"), choices=PRIORITY, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args, pointed_to=(), **kwargs):
        """`pointed_to`: ids of problems that the diagnosis points to; they are offered first."""
        super().__init__(*args, **kwargs)
        first = [guide().problems[one] for one in pointed_to]
        groups = [(_("What the diagnosis points to"), [(one.id, one.title) for one in first])] if first else []
        for field, problems in guide().by_field():
            rest = [(one.id, one.title) for one in problems if one.id not in pointed_to]
            groups += [(field.title, rest)] if rest else []
        self.fields["problem"].choices = [("", _("Choose one")), *groups]

    def clean(self):
        if not (self.cleaned_data.get("statement_ko") or self.cleaned_data.get("statement_en")):
            self.add_error("statement_ko", _("Say in a sentence or two what is wrong, in one language at least."))
        return self.cleaned_data


class WeightsForm(forms.Form):
    """How much each criterion counts, and which conditions a service must meet."""

    filters = forms.MultipleChoiceField(
        label=_("Conditions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave out what fails these."),
    )

    def __init__(self, *args, known, agreed=None, **kwargs):
        """`known`: of how many services each criterion is known. `agreed`: weights that need not be asked for."""
        super().__init__(*args, **kwargs)
        self.fields["filters"].choices = [(one.id, one.title) for one in guide().conditions if not one.always]
        if agreed:
            return
        for criterion in guide().criteria:
            self.fields[criterion.id] = forms.TypedChoiceField(
                label=criterion.title,
                choices=IMPORTANCE,
                coerce=int,
                initial=3,
                help_text=f"{criterion.why} · {known[criterion.id]}",
            )
        self.order_fields([criterion.id for criterion in guide().criteria])

    @property
    def weights(self) -> list:
        """The fields of the criteria, to be laid out by hand."""
        return [self[criterion.id] for criterion in guide().criteria if criterion.id in self.fields]

    @property
    def importance(self) -> dict[str, int]:
        return {criterion.id: self.cleaned_data[criterion.id] for criterion in guide().criteria}
