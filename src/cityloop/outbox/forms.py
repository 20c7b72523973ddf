"""What an officer fills in about letters."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.outbox.models import Letter
from cityloop.outbox.texts import LONGEST_SUBJECT

LONGEST_BODY = 20_000
MOST = 200
KEY = re.compile(r"[0-9]{1,15}")


class EditForm(forms.Form):
    """The text of a letter in both languages."""

    shown = forms.CharField(widget=forms.HiddenInput)
    subject_ko = forms.CharField(label=_("Subject line in Korean"), max_length=LONGEST_SUBJECT)
    body_ko = forms.CharField(
        label=_("Text in Korean"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14})
    )
    subject_en = forms.CharField(label=_("Subject line in English"), max_length=LONGEST_SUBJECT)
    body_en = forms.CharField(
        label=_("Text in English"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14})
    )


class StopForm(forms.Form):
    """Why a letter is not to go."""

    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class ReleaseForm(forms.Form):
    """The letters chosen, each with the digest of the text that the page showed: `<key>-<sha256>`."""

    letter = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, letters, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.data.getlist("letter")[:MOST]
        keys = [int(key) for key, _dash, _digest in (one.partition("-") for one in given) if KEY.fullmatch(key)]
        self.letters = {str(letter.pk): letter for letter in letters.filter(pk__in=keys)}
        self.fields["letter"].choices = [(one, one) for one in given if one.partition("-")[0] in self.letters]

    def chosen(self) -> dict[Letter, str]:
        """Each letter chosen, with the digest shown."""
        pairs = (one.partition("-") for one in self.cleaned_data["letter"])
        return {self.letters[key]: digest for key, _dash, digest in pairs}
