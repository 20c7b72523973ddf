"""What is filled in at a workshop: by whoever leads it, and by whoever holds a slip."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.guide import guide
from cityloop.consulting.models import WorkshopRound
from cityloop.consulting.workshop_terms import workshop_terms

SHORT = {"width": "s"}


def problem_choices(first: str) -> list:
    """Problems under their fields, with an empty choice in front."""
    groups = [(field.title, [(one.id, one.title) for one in problems]) for field, problems in guide().by_field()]
    return [("", first), *groups]


class PlacesForm(forms.Form):
    """How many slips are printed."""

    citizens = forms.IntegerField(
        label=_("Citizens"), min_value=0, max_value=workshop_terms().places, widget=forms.NumberInput(attrs=SHORT)
    )
    experts = forms.IntegerField(
        label=_("Experts"), min_value=0, max_value=workshop_terms().places, widget=forms.NumberInput(attrs=SHORT)
    )


class WorkshopForm(PlacesForm):
    """A workshop in one language at least, and who comes."""

    title_ko = forms.CharField(label=_("Title in Korean"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    field_order = ("title_ko", "title_en", "citizens", "experts")

    def clean(self):
        if not (self.cleaned_data.get("title_ko") or self.cleaned_data.get("title_en")):
            self.add_error("title_ko", _("Give the workshop a title in one language at least."))
        return self.cleaned_data


class RoundForm(forms.Form):
    """Which round comes next."""

    kind = forms.ChoiceField(
        label=_("Which round comes next?"), choices=WorkshopRound.Kind.choices, widget=forms.RadioSelect
    )
    dots = forms.IntegerField(
        label=_("Dots a person has"),
        min_value=1,
        max_value=workshop_terms().most,
        initial=workshop_terms().usual,
        widget=forms.NumberInput(attrs=SHORT),
        help_text=_("Only where dots are given."),
    )


class CardForm(forms.Form):
    """A problem in somebody's own words."""

    words = forms.CharField(
        label=_("What is wrong?"),
        max_length=workshop_terms().card_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What, where, for whom? Write no names and no telephone numbers."),
    )
    problem = forms.ChoiceField(label=_("Which problem is it?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["problem"].choices = problem_choices(_("I leave that open"))


class SlipForm(forms.Form):
    """The code of a slip."""

    mark_optional = False
    slip = forms.CharField(
        label=_("Code of your slip"),
        max_length=100,
        widget=forms.TextInput(attrs={"width": "m", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Eight letters and digits, as printed: hyphens and spaces do not matter."),
    )


class DotsForm(forms.Form):
    """Dots on problems, by a number beside each."""

    def __init__(self, *args, round, given, cards, **kwargs):
        """`given`: the dots that the place gave last. `cards`: what was written under each problem."""
        super().__init__(*args, **kwargs)
        self.most = min(workshop_terms().on_one, round.dots)
        for problem in round.problems:
            self.fields[problem] = forms.TypedChoiceField(
                label=guide().problems[problem].title,
                coerce=int,
                choices=[(n, str(n)) for n in range(self.most + 1)],
                initial=given.get(problem, 0),
                widget=forms.RadioSelect(attrs={"inline": True}),
                help_text=" · ".join(cards.get(problem, ())[:6]),
            )

    @property
    def dots(self) -> dict[str, int]:
        return {problem: number for problem, number in self.cleaned_data.items() if number}
