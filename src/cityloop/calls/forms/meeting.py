"""What is written down in the panel over a round. Whether it may be is asked of the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import pick

LONGEST = 4_000


class EndForm(forms.Form):
    """The minutes, and the order of what is still tied."""

    minutes = forms.CharField(label=_("Minutes"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    order = forms.CharField(
        label=_("Order of those that are tied"),
        required=False,
        max_length=LONGEST,
        help_text=_("References, with commas between, the first before the next"),
    )

    def clean_order(self):
        """The references in their order."""
        return [one for one in self.cleaned_data["order"].replace(",", " ").split() if one]


def adjust_form(criteria, marks):
    """The form by which the panel's move is written down: a mark for each criterion, and the reason."""
    fields = {
        f"mark{n}": forms.FloatField(
            label=_("%(criterion)s: mark from %(low)s to %(high)s")
            % {"criterion": pick(one.title), "low": f"{one.lowest:g}", "high": f"{one.highest:g}"},
            min_value=one.lowest,
            max_value=one.highest,
            initial=marks.get(one.id),
            widget=forms.NumberInput(attrs={"step": one.step or 1, "width": "s"}),
        )
        for n, one in enumerate(criteria)
    }
    fields["reason"] = forms.CharField(
        label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it was compared with; both versions stay on record."),
    )  # fmt: skip

    def given(self):
        return {one.id: self.cleaned_data[f"mark{n}"] for n, one in enumerate(criteria)}

    return type("AdjustForm", (forms.Form,), {**fields, "marks": given})
