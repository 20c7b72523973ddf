"""What an officer fills in to seat panels, and a party to challenge a member."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Challenge

SHORT = {"width": "s", "min": 1}


class PanelForm(forms.Form):
    """Who is to sit on the panel, chosen by hand, and why."""

    people = forms.MultipleChoiceField(label=_("Assessors"), choices=(), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why it is seated by hand"),
        max_length=2_000,
        help_text=_("Kept with each seat and in the case record."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, free, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.person_id), str(one.person)) for one in free]


class ReleaseForm(forms.Form):
    """Which member is kept from the case, and on which ground."""

    person = forms.ChoiceField(label=_("Panel member"), choices=())
    reason = forms.CharField(
        label=_("Ground that became known"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, seated, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(person.pk), str(person)) for person in seated]


class RulingForm(forms.Form):
    """What the operating body decides on a challenge, where there is no committee."""

    challenge = forms.IntegerField(widget=forms.HiddenInput)
    uphold = forms.TypedChoiceField(
        label=_("Decision"),
        choices=(("yes", _("Uphold: the member is released")), ("no", _("Dismiss: the member stays"))),
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    reason = forms.CharField(label=_("Grounds"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))


class ModerationForm(forms.Form):
    """Who looks at their marks again, and why."""

    people = forms.MultipleChoiceField(
        label=_("Who looks at their marks again"), choices=(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Why it is opened"),
        max_length=4_000,
        help_text=_("Those asked read it; it stays in the case record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, handed_in, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(person.pk), str(person)) for person in handed_in]


class SizeForm(forms.Form):
    """How large the panels are, and how many cases a person may have at once."""

    members = forms.IntegerField(label=_("Members of a panel"), min_value=1, widget=forms.NumberInput(attrs=SHORT))
    most = forms.IntegerField(
        label=_("Cases of one person, at most"),
        min_value=1,
        required=False,
        help_text=_("With those being marked; empty: no limit."),
        widget=forms.NumberInput(attrs=SHORT),
    )

    common = forms.IntegerField(
        label=_("Members common to all panels"),
        min_value=0,
        required=False,
        help_text=_("Empty: as the edition says; 0: the panels are linked by some."),
        widget=forms.NumberInput(attrs={"width": "s", "min": 0}),
    )
    seed = forms.IntegerField(
        label=_("Another order of ties"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Any number; empty: by name."),
        widget=forms.NumberInput(attrs={"width": "s", "min": 0}),
    )
    floor = forms.ChoiceField(
        label=_("The weakest panel"),
        required=False,
        choices=(("", _("the best panels in total")), ("max", _("first as strong as it can be"))),
    )

    def __init__(self, *args, least, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["common"].max_value = seats
        self.fields["common"].validators.append(MaxValueValidator(seats))
        field = self.fields["members"]
        field.min_value, field.max_value = least, seats
        field.validators += [MinValueValidator(least), MaxValueValidator(seats)]
        field.help_text = _("From %(least)s to %(seats)s by the edition.") % {"least": least, "seats": seats}

    @property
    def rules(self) -> dict:
        """The rules as a proposal takes them; what was left empty is None."""
        given = self.cleaned_data
        return {name: given[name] or None for name in ("most", "floor", "seed")} | {
            "members": given["members"],
            "common": given["common"],
        }


class SwapForm(forms.Form):
    """Who leaves which panel of a version, who comes, and why."""

    case = forms.ChoiceField(label=_("Case"), choices=())
    left = forms.ChoiceField(label=_("Who leaves"), choices=(), required=False)
    came = forms.ChoiceField(label=_("Who comes"), choices=(), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, cases, seated, pool, **kwargs):
        super().__init__(*args, **kwargs)
        nobody = ("", _("Nobody"))
        self.fields["case"].choices = [(one.reference, f"{one.reference} {one.title}") for one in cases]
        self.fields["left"].choices = [nobody, *((one.code, str(one)) for one in seated)]
        self.fields["came"].choices = [nobody, *((one.code, str(one)) for one in pool)]


class ChallengeForm(forms.Form):
    """Whom a party challenges, on which ground and why."""

    member = forms.ChoiceField(label=_("Panel member"), choices=(), widget=forms.RadioSelect(attrs={"boxed": True}))
    ground = forms.ChoiceField(
        label=_("Ground"), choices=Challenge.Ground.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=4_000,
        help_text=_("What happened and when. The committee reads it; the member does not take part."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    evidence = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=4_000,
        help_text=_("Documents, addresses or persons by which it can be checked."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.pk), str(one)) for one in members]
