"""What a reviewer states once about what they know, and how gladly they would take each case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Bid, Expertise
from cityloop.catalogue.vocabulary import fields
from cityloop.language import languages_read, pick

PREFIX = "field-"


class ExpertiseForm(forms.Form):
    """A level for each field, empty for those one does not know; and the languages one reads."""

    languages = forms.MultipleChoiceField(
        label=_("Languages that you read"), choices=languages_read, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = [("", _("–")), *Expertise.Level.choices]
        for code, title in fields().items():
            self.fields[f"{PREFIX}{code}"] = forms.ChoiceField(label=pick(title), choices=levels, required=False)
        self.order_fields([*(name for name in self.fields if name != "languages"), "languages"])

    @property
    def levels(self) -> dict[str, str]:
        """The level by field, of those that were chosen."""
        given = self.cleaned_data
        return {name[len(PREFIX) :]: level for name, level in given.items() if name.startswith(PREFIX) and level}

    @classmethod
    def initial_of(cls, said) -> dict:
        """What somebody said last, as the form takes it."""
        if said is None:
            return {}
        return {"languages": said.languages, **{f"{PREFIX}{code}": level for code, level in said.fields.items()}}


class BidsForm(forms.Form):
    """One answer for each case of a round; those left empty stay unsaid."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[row.case.reference] = forms.ChoiceField(
                label=row.case.title, choices=Bid.Level.choices, required=False, initial=row.level or ""
            )

    @property
    def levels(self) -> dict[str, str]:
        """The bid by reference, of those that were chosen."""
        return {name: level for name, level in self.cleaned_data.items() if level}

    def shown(self) -> list:
        """Each case with its choices and the one that is ticked."""
        return [(row, Bid.Level.choices, self[row.case.reference].value() or "") for row in self.rows]
