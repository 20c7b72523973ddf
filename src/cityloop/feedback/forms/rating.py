"""What a city says of a service that it runs, what its provider answers, and why something is hidden."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.models import Moderation
from cityloop.feedback.rating_guide import guide
from cityloop.language import pick


class RatingForm(forms.Form):
    """One answer on each scale of the rulebook, and words."""

    def __init__(self, cities, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(cities) > 1:
            self.fields["city"] = forms.ChoiceField(
                label=_("City"), choices=[(str(one.city.pk), str(one.city)) for one in cities]
            )
        self.cities = cities
        for scale in guide().scales:
            self.fields[scale.id] = forms.TypedChoiceField(
                label=pick(scale.asks),
                choices=[(str(mark), pick(means)) for mark, means in scale.levels],
                coerce=int,
                empty_value=None,
                required=scale.required,
                widget=forms.RadioSelect(attrs={"boxed": True}),
            )
        self.fields["words"] = forms.CharField(
            label=_("In your own words"),
            required=False,
            max_length=2_000,
            help_text=_("Everybody reads it. Please name nobody."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def city(self):
        """The city that rates."""
        chosen = self.cleaned_data.get("city")
        return next(one.city for one in self.cities if chosen in (None, str(one.city.pk)))

    def marks(self) -> dict[str, int]:
        """What was answered, by scale."""
        given = {scale.id: self.cleaned_data[scale.id] for scale in guide().scales}
        return {id: mark for id, mark in given.items() if mark is not None}


class ReplyForm(forms.Form):
    """What a provider answers."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=2_000,
        help_text=_("It stands beside the rating, and stays as it was given."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ModerationForm(forms.Form):
    """Show or hide, with the reason that everybody reads."""

    mark_optional = False

    verdict = forms.ChoiceField(label=_("Show or hide"), choices=Moderation.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1_000,
        help_text=_("Needed where it is hidden; everybody reads it in its place."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
