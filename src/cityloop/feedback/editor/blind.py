"""The form over who is hidden from whom while a call is judged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor.call import TrackedForm


class BlindForm(TrackedForm):
    """Who is hidden from whom, and until when."""

    hides = forms.ChoiceField(
        label=_("Who is hidden"),
        choices=[
            ("applicants", _("applicants, from reviewers")),
            ("reviewers", _("reviewers, from applicants")),
        ],
    )
    until = forms.ChoiceField(
        label=_("Until"),
        choices=[
            ("consensus", _("the consensus")),
            ("assessed", _("the end of the evaluation")),
            ("decided", _("the decision")),
            ("never", _("names are never open")),
        ],
    )
    track = forms.ChoiceField(label=_("Track"), required=False)
