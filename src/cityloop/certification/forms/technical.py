"""What the officer, the body and the applicant fill in about a technical review."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = {"rows": 4}


def _long(label):
    return forms.CharField(label=label, max_length=4_000, widget=forms.Textarea(attrs=LONG))


class AskReviewForm(forms.Form):
    """A designated body, and what it is asked; a day where the edition sets no time."""

    body = forms.ModelChoiceField(label=_("Evaluation body"), queryset=None, empty_label=None)
    questions = _long(_("Questions to the body"))
    due_on = forms.DateField(label=_("Report due"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, bodies, span, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        if span:
            del self.fields["due_on"]


class VerdictForm(forms.Form):
    """What the officer finds when reviewing a report."""

    accepted = forms.TypedChoiceField(
        label=_("The report"),
        choices=(("yes", _("is accepted, and counts")), ("no", _("is returned, and does not count"))),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    reason = _long(_("Reason"))


class CancelReviewForm(forms.Form):
    """Why a review is cancelled."""

    reason = _long(_("Reason"))


class ReleaseExaminerForm(forms.Form):
    """Who of the body is kept from the case, and why."""

    person = forms.ModelChoiceField(label=_("Examiner"), queryset=None, empty_label=None)
    reason = _long(_("Ground that became known"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class AskDocumentsForm(forms.Form):
    """What the applicant should send."""

    asks = _long(_("Documents asked for"))


class AnswerDocumentsForm(forms.Form):
    """What the applicant says, with a file."""

    text = _long(_("Answer"))
    file = forms.FileField(label=_("File"), required=False)


class TechnicalReportForm(forms.Form):
    """What the body reports."""

    summary = _long(_("Summary"))
    findings = _long(_("Findings"))
    file = forms.FileField(label=_("Report as a file (PDF, HWPX, DOCX)"))
