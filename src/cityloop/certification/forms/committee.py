"""What the operating body and the members of a committee fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models import Ballot, CommitteeMember, Dismissal
from cityloop.organisations.models import Organisation

LONG = {"rows": 3}


class MemberForm(forms.Form):
    """One member to appoint, with the qualification and the career that shows it."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=None)
    qualification = forms.ChoiceField(label=_("Qualification"), choices=CommitteeMember.Qualification.choices)
    career = forms.CharField(label=_("Career that shows it"), max_length=1_000, widget=forms.Textarea(attrs=LONG))
    of_field = forms.BooleanField(label=_("From the field of the service"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class FormCommitteeForm(forms.Form):
    """Everybody of the pool with the place for a qualification; those with a tick become members."""

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        qualifications = CommitteeMember.Qualification.choices
        for key, person in self.people.items():
            self.fields[f"chosen_{key}"] = forms.BooleanField(label=str(person), required=False)
            self.fields[f"qualification_{key}"] = forms.ChoiceField(
                label=_("Qualification"), choices=qualifications, required=False
            )
            self.fields[f"career_{key}"] = forms.CharField(
                label=_("Career that shows it"), max_length=1_000, required=False
            )
            self.fields[f"of_field_{key}"] = forms.BooleanField(
                label=_("From the field of the service"), required=False
            )

    def rows(self):
        """For each person the four controls."""
        names = ("chosen", "qualification", "career", "of_field")
        return [(person, [self[f"{name}_{key}"] for name in names]) for key, person in self.people.items()]

    def members(self) -> list[dict]:
        """Those with a tick, as the action takes them."""
        names = ("qualification", "career", "of_field")
        return [
            {"person": person, **{name: self.cleaned_data[f"{name}_{key}"] for name in names}}
            for key, person in self.people.items()
            if self.cleaned_data[f"chosen_{key}"]
        ]


class DismissForm(forms.Form):
    """A dismissal by one of the five grounds."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Dismissal.Ground.choices)
    reason = forms.CharField(label=_("Reason"), max_length=4_000, widget=forms.Textarea(attrs=LONG))


class FitnessForm(forms.Form):
    """The review of fitness after which a term is renewed."""

    fitness = forms.CharField(label=_("Review of fitness"), max_length=4_000, widget=forms.Textarea(attrs=LONG))


class ChairForm(forms.Form):
    """A vote for the chair."""

    candidate = forms.ModelChoiceField(
        label=_("Your vote for the chair"), queryset=None, empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = members


class MeetingForm(forms.Form):
    """Date, place and agenda of a meeting."""

    meets_at = forms.DateTimeField(
        label=_("Date and time"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    place = forms.CharField(label=_("Meeting place"), max_length=200)
    notice = forms.CharField(
        label=_("Notice to the members"), required=False, max_length=4_000, widget=forms.Textarea(attrs=LONG)
    )
    cases = forms.ModelMultipleChoiceField(
        label=_("Cases to deliberate on"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    challenges = forms.ModelMultipleChoiceField(
        label=_("Challenges to decide"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    matters = forms.ModelMultipleChoiceField(
        label=_("Other matters"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, cases, challenges, matters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["challenges"].label_from_instance = lambda one: f"{one.case.reference} · {one.member}"
        for name, found in (("cases", cases), ("challenges", challenges), ("matters", matters)):
            self.fields[name].queryset = found
            if not found.exists():
                del self.fields[name]


class MatterForm(forms.Form):
    """Another matter for the committee, in one language at least."""

    title_ko = forms.CharField(label=_("Title in Korean"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    question_ko = forms.CharField(
        label=_("Question in Korean"), max_length=4_000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    question_en = forms.CharField(
        label=_("Question in English"), max_length=4_000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    concerns = forms.ModelChoiceField(
        label=_("Organisation that it concerns"),
        queryset=Organisation.objects.order_by("code"),
        required=False,
        empty_label=_("None"),
        help_text=_("Members who work there, or did within three years, are recused."),
    )

    def clean(self):
        for stem, words in (("title", _("Give it a title.")), ("question", _("Say what is asked."))):
            if not (self.cleaned_data.get(f"{stem}_ko") or self.cleaned_data.get(f"{stem}_en")):
                self.add_error(f"{stem}_ko", words)
        return self.cleaned_data


class BallotForm(forms.Form):
    """A vote on one item, with an opinion in writing where there is one."""

    vote = forms.ChoiceField(label=_("Your vote"), choices=Ballot.Vote.choices, widget=forms.RadioSelect)
    dissent = forms.CharField(
        label=_("Opinion in writing, for the minutes"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, again=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not again:
            field = self.fields["vote"]
            field.choices = [one for one in Ballot.Vote.choices if one[0] != Ballot.Vote.RETURN]


class CloseMeetingForm(forms.Form):
    """The grounds of the committee, item by item."""

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"reason_{item.pk}"] = forms.CharField(
                label=_("Grounds of the committee on item %(n)s") % {"n": item.position},
                required=False,
                max_length=4_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def reasons(self) -> dict[int, str]:
        """The grounds by the item's id."""
        return {item.pk: self.cleaned_data[f"reason_{item.pk}"] for item in self.items}
