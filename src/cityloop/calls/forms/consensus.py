"""What reviewers write together. Whether they may is asked of the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.language import pick
from cityloop.organisations.models import Person

LONGEST = 4_000


class CommentForm(forms.Form):
    """A comment in the discussion, on one criterion or on the whole."""

    criterion = forms.ChoiceField(label=_("On"), required=False)
    text = forms.CharField(label=_("Comment"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, criteria=(), **kwargs):
        super().__init__(*args, **kwargs)
        whole = ("", _("the whole proposal"))
        self.fields["criterion"].choices = [whole, *((one.id, pick(one.title)) for one in criteria)]


class VoiceForm(forms.Form):
    """Agree to the version shown, or keep another view beside it."""

    CHOICES = (("yes", _("I agree to this version")), ("no", _("I keep another view, written here")))
    agrees = forms.ChoiceField(label=_("The consensus"), choices=CHOICES, widget=forms.RadioSelect)
    view = forms.CharField(
        label=_("Minority view"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class RapporteurForm(forms.Form):
    """Who writes the consensus."""

    person = forms.ModelChoiceField(label=_("Rapporteur"), queryset=Person.objects.none())

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


def consensus_form(criteria, latest):
    """The form of a consensus: a mark and words for each criterion, begun with the latest version."""
    fields = {}
    for n, one in enumerate(criteria):
        before = latest.marks.get(one.id, {}) if latest else {}
        fields[f"mark{n}"] = forms.FloatField(
            label=_("%(criterion)s: mark from %(low)s to %(high)s")
            % {"criterion": pick(one.title), "low": f"{one.lowest:g}", "high": f"{one.highest:g}"},
            min_value=one.lowest,
            max_value=one.highest,
            initial=before.get("mark"),
            widget=forms.NumberInput(attrs={"step": one.step or 1, "width": "s"}),
        )
        fields[f"words{n}"] = forms.CharField(
            label=_("%(criterion)s: in words") % {"criterion": pick(one.title)},
            max_length=LONGEST,
            initial=before.get("words"),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def marks(self, criteria):
        given = self.cleaned_data
        return {one.id: {"mark": given[f"mark{n}"], "words": given[f"words{n}"]} for n, one in enumerate(criteria)}

    return type("ConsensusForm", (forms.Form,), {**fields, "marks": marks})
