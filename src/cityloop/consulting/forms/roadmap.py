"""What a roadmap is planned from: money and staff by year, and what is known of each service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.planning import MOST_MONEY, MOST_YEARS, Terms, Wanted

YEARS = 5
FIRST, LAST = 2000, 2100


def _amount(label, required=False, **options):
    attrs = {"width": "s", **options.pop("attrs", {})}
    field = forms.FloatField(label=label, required=required, min_value=0, max_value=MOST_MONEY, **options)
    field.widget.attrs.update(attrs)
    return field


class TermsForm(forms.Form):
    """What can be spent: by year and in all."""

    mark_optional = False
    first_year = forms.IntegerField(label=_("First year"), min_value=FIRST, max_value=LAST)
    whole = _amount(
        _("Budget of all years together"), attrs={"unit": _("KRW million")}, help_text=_("Empty: no limit.")
    )
    rate = forms.FloatField(
        label=_("Discount of later benefits"),
        min_value=0,
        max_value=50,
        initial=5,
        help_text=_("What starts a year later is worth this much less."),
        widget=forms.NumberInput(attrs={"unit": _("% a year"), "width": "s"}),
    )
    uncertainty = forms.FloatField(
        label=_("Uncertainty of the effects"),
        min_value=0,
        max_value=200,
        initial=30,
        help_text=_("How far the benefit of a service may lie from what is stated (one standard error)."),
        widget=forms.NumberInput(attrs={"unit": "%", "width": "s"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for year in range(1, YEARS + 1):
            words = {"year": year}
            self.fields[f"budget_{year}"] = _amount(_("Budget of year %(year)s") % words, required=year == 1)
            self.fields[f"staff_{year}"] = _amount(_("Staff of year %(year)s") % words)

    @property
    def general(self) -> list:
        return [self[name] for name in ("first_year", "whole", "rate", "uncertainty")]

    @property
    def years(self) -> list:
        """Number of the year, with its fields of money and staff, to be laid out by hand."""
        return [(year, self[f"budget_{year}"], self[f"staff_{year}"]) for year in range(1, YEARS + 1)]

    def clean(self):
        given = [self.cleaned_data.get(f"budget_{year}") is not None for year in range(1, YEARS + 1)]
        count = sum(given)
        for year in range(1, YEARS + 1):
            if year <= count and not given[year - 1] and f"budget_{year}" not in self.errors:
                self.add_error(f"budget_{year}", _("Years follow one another: give every budget up to the last year."))
        staff = [self.cleaned_data.get(f"staff_{year}") is not None for year in range(1, count + 1)]
        if any(staff) and not all(staff):
            missing = staff.index(False) + 1
            self.add_error(f"staff_{missing}", _("Give the staff of every year that has a budget, or of none."))
        return self.cleaned_data

    @property
    def terms(self) -> Terms:
        told = self.cleaned_data
        budgets = [told[f"budget_{year}"] for year in range(1, YEARS + 1) if told.get(f"budget_{year}") is not None]
        staff = [told.get(f"staff_{year}") for year in range(1, len(budgets) + 1)]
        return Terms(
            first_year=told["first_year"],
            budgets=tuple(budgets),
            staff=None if None in staff else tuple(staff),
            whole=told["whole"],
            rate=told["rate"],
            uncertainty=told["uncertainty"],
        )


class ServiceForm(forms.Form):
    """One service of the shortlists: may it be planned, what does it take, how does it hang together with others?"""

    use_required_attribute = False
    mark_optional = False
    take = forms.BooleanField(label=_("May be planned"), required=False)
    capex = _amount(_("Cost to build"), attrs={"unit": _("KRW million")})
    opex = _amount(_("Cost to run, a year"), attrs={"unit": _("KRW million")})
    staff = _amount(_("Staff bound"), attrs={"unit": _("persons")})
    earliest = forms.TypedChoiceField(
        label=_("Earliest year"), coerce=int, choices=[(year, year) for year in range(1, MOST_YEARS + 1)], initial=1
    )
    required = forms.BooleanField(label=_("Must be in the roadmap"), required=False)
    after = forms.ChoiceField(label=_("Not before"), required=False)
    apart = forms.ChoiceField(label=_("Not together with"), required=False)

    def __init__(self, data, *, standing, names, **kwargs):
        """`standing`: what the shortlists say of the service; `names`: of all services by code."""
        known = {"capex": standing.capex, "opex": standing.opex}
        complete = None not in known.values()
        super().__init__(data, prefix=standing.code, initial={**known, "take": complete, "staff": 1}, **kwargs)
        self.standing, self.name = standing, names[standing.code]
        others = [("", "–"), *((code, name) for code, name in names.items() if code != standing.code)]
        self.fields["after"].choices = self.fields["apart"].choices = others

    def clean(self):
        if self.cleaned_data.get("take"):
            for name in ("capex", "opex", "staff"):
                if self.cleaned_data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Give this, or leave the service out of the planning."))
        return self.cleaned_data

    @property
    def wanted(self) -> Wanted | None:
        """The service as it is to be planned; None where it is left out."""
        told = dict(self.cleaned_data)
        return Wanted(code=self.standing.code, **told) if told.pop("take") else None


class PlanForm:
    """The whole page: the terms, and one row for each service of the shortlists."""

    def __init__(self, data, *, standings, names, initial, before):
        """`before`: the rows of the last version by code, None where there is none; they are filled in."""
        self.is_bound = data is not None
        self.terms = TermsForm(data, initial=initial)
        self.rows = [ServiceForm(data, standing=standing, names=names) for standing in standings.values()]
        for row in self.rows if before is not None else ():
            told = before.get(row.standing.code, {})
            row.initial |= {"take": bool(told), **{name: told[name] for name in row.fields if name in told}}

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in (self.terms, *self.rows)]
        return all(checked)

    def non_field_errors(self):
        return [words for form in (self.terms, *self.rows) for words in form.non_field_errors()]

    def __iter__(self):
        for form in (self.terms, *self.rows):
            yield from form

    @property
    def wanted(self) -> list[Wanted]:
        return [row.wanted for row in self.rows if row.wanted]
