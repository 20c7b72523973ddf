"""What anybody fills in on the rules, and what their owner answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.certification.forms.proceedings import PapersField
from cityloop.feedback.models import CommentAnswer, ProposalAnswer
from cityloop.language import pick

LONG = {"rows": 6}
LONGEST = 8_000


def places(content) -> list[tuple[str, str]]:
    """The parts of an edition that something can be said of: its areas and criteria."""
    found = [("", _("The edition as a whole"))]
    for name in ("areas", "criteria"):
        for one in content.get(name) or []:
            if isinstance(one, dict) and one.get("id"):
                found.append((one["id"], pick(one.get("title") or {}) or one["id"]))
    return found


class ProposalForm(forms.Form):
    """A change that somebody proposes, and what shows that it is needed."""

    title = forms.CharField(label=_("Your proposal in one sentence"), max_length=200)
    place = forms.ChoiceField(label=_("What it concerns"), required=False)
    what = forms.CharField(label=_("What should change"), max_length=LONGEST, widget=forms.Textarea(attrs=LONG))
    why = forms.CharField(
        label=_("Why, and what shows it"),
        max_length=LONGEST,
        help_text=_("Please leave out other people’s personal data."),
        widget=forms.Textarea(attrs=LONG),
    )
    files = PapersField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, HWPX, DOCX, XLSX, ZIP or pictures; several may be chosen at once."),
    )
    name = forms.CharField(
        label=_("Name shown"), required=False, max_length=100, help_text=_("Empty: “somebody without an account”.")
    )

    def __init__(self, content, *args, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places(content)
        if known:
            self.fields["name"].help_text = _("Your organisation, for example. Empty: your own name is shown.")


class CommentForm(forms.Form):
    """A comment on a draft that is open to comments."""

    place = forms.ChoiceField(label=_("What it concerns"), required=False)
    words = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        help_text=_("Please leave out other people’s personal data."),
        widget=forms.Textarea(attrs=LONG),
    )
    name = forms.CharField(
        label=_("Name shown"), required=False, max_length=100, help_text=_("Empty: “somebody without an account”.")
    )

    def __init__(self, content, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places(content)


class OpenCommentsForm(forms.Form):
    """What everybody reads beside a draft that is open to comments."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(label=_("What changes, and why"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerCommentForm(forms.Form):
    """What the owner of a scheme answers to a comment."""

    mark_optional = False
    verdict = forms.ChoiceField(label=_("Answer"), choices=CommentAnswer.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerProposalForm(forms.Form):
    """What the owner of a scheme makes of a proposal."""

    mark_optional = False
    verdict = forms.ChoiceField(label=_("Answer"), choices=ProposalAnswer.Verdict.choices, widget=forms.RadioSelect)
    draft = forms.TypedChoiceField(label=_("Taken up in the draft"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(label=_("Reason"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, drafts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["draft"].choices = [("", "–"), *((str(one.pk), one.title) for one in drafts)]
