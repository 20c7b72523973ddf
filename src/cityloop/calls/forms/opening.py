"""What whoever opens a proposal fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 300


class OpenForm(forms.Form):
    """Which organisation applies, and what the proposal is called."""

    applicant = forms.ModelChoiceField(queryset=None, label=_("Applicant"), empty_label=None)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=LONGEST_TITLE)
    title_ko = forms.CharField(
        label=_("Title in Korean"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("One of the two titles is enough."),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applicant"].queryset = organisations

    def clean(self):
        given = super().clean()
        if not (given.get("title_en") or given.get("title_ko")):
            self.add_error("title_en", _("Write a title, in Korean or in English."))
        return given


class CopyForm(forms.Form):
    """Which earlier proposal to copy from."""

    source = forms.ModelChoiceField(queryset=None, label=_("Earlier proposal"), empty_label=None)

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources
        self.fields["source"].label_from_instance = lambda case: f"{case.reference} · {case.title}"
