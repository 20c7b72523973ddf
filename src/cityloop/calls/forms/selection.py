"""What officers and the authority fill in on the pages of a selection. Whether they may is asked of the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityloop.calls.models import Override, Scenario
from cityloop.ledger.amounts import minor

REASON = forms.Textarea(attrs={"rows": 2})


class AmountField(forms.DecimalField):
    """An amount in whole units of the round's currency; given back in its smallest unit."""

    def __init__(self, **given):
        super().__init__(min_value=0, max_digits=15, decimal_places=2, **given)

    def in_smallest(self, value, currency: str) -> int | None:
        """The value as a number of the smallest unit, None where it was left out."""
        try:
            return None if value is None else minor(value, currency or "KRW")
        except ValueError:
            raise forms.ValidationError(_("This is no amount in the currency of the call.")) from None


class Limited(forms.Form):
    """Budget and seats."""

    budget = AmountField(label=_("Budget"), required=False)
    seats = forms.IntegerField(label=pgettext_lazy("selection", "Seats"), required=False, min_value=1, max_value=10_000)

    def __init__(self, *args, currency="", **kwargs):
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.fields["budget"].widget.attrs |= {"unit": currency, "width": "m"}
        self.fields["seats"].widget.attrs |= {"width": "s"}

    def clean_budget(self):
        return self.fields["budget"].in_smallest(self.cleaned_data["budget"], self.currency)


class OpenForm(Limited):
    """Begin a selection; what is left out comes from the edition."""

    field_order = ("budget", "seats")


class ScenarioForm(Limited):
    """A scenario: what is left out is the round's own."""

    name = forms.CharField(label=_("Name"), max_length=120)
    policy = forms.ChoiceField(label=_("Policy"), choices=Scenario.Policy.choices)
    per_country = forms.IntegerField(
        label=_("At most per country"), required=False, min_value=1, max_value=1_000, widget=forms.NumberInput
    )
    ceiling = AmountField(label=_("At most for one award"), required=False)
    field_order = ("name", "policy", "budget", "ceiling", "seats", "per_country")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["per_country"].widget.attrs |= {"width": "s"}
        self.fields["ceiling"].widget.attrs |= {"unit": self.currency, "width": "m"}

    def clean_ceiling(self):
        return self.fields["ceiling"].in_smallest(self.cleaned_data["ceiling"], self.currency)

    @property
    def limits(self) -> dict:
        """What `save_scenario` takes."""
        given = dict(self.cleaned_data)
        most = given.pop("per_country")
        return given | ({"caps": {"country": most}} if most else {})


class LimitsForm(Limited):
    """Change what the round may give."""

    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=REASON)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seats"].required = True


class OverrideForm(forms.Form):
    """Keep a proposal in or out."""

    case = forms.ChoiceField(label=pgettext_lazy("call", "Proposal"))
    kind = forms.ChoiceField(label=_("What"), choices=Override.Kind.choices)
    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=REASON)

    def __init__(self, *args, cases=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [(one.reference, f"{one.reference} {one.title}") for one in cases]


class RecommendForm(forms.Form):
    """Which scenario is put before the authority, and why."""

    scenario = forms.ChoiceField(label=_("Scenario"))
    note = forms.CharField(label=_("Why this one"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, scenarios=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scenario"].choices = [(str(one.pk), one.name) for one in scenarios]


class DecisionForm(forms.Form):
    """Approve what was shown, or return it."""

    CHOICES = (("approved", _("Approve the selection shown")), ("returned", _("Return it to the secretariat")))
    verdict = forms.ChoiceField(label=_("What is decided"), choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=4_000, widget=REASON, help_text=_("Needed where it is returned.")
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class MoveUpForm(forms.Form):
    """Who moves up from the reserve list, and why."""

    case = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=2_000)
