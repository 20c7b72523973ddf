"""What is filled in after the decision: suspensions, withdrawals, and the steps of every proceeding."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models import Change, Ruling, Withdrawal
from cityloop.organisations.models import DesignationEnd

LONG = {"rows": 5}
DAY = {"type": "date", "width": "m"}
LONGEST = 8_000


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True

    def __init__(self):
        super().__init__({"multiple": True})


class PapersField(forms.FileField):
    """Several files: `(name, bytes)` of each. Nothing larger than allowed is read into memory."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        limit = settings.UPLOAD_LIMIT_MEGABYTES * 1_000_000 + 1
        return [(file.name, file.read(limit)) for file in data or ()]


class StepForm(forms.Form):
    """A step of a proceeding: why."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args, label=None, hint="", proceeding=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.proceeding = proceeding
        field = self.fields["reason"]
        field.label, field.help_text = label or field.label, hint

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        return self.cleaned_data


class FilingForm(StepForm):
    """A step with files."""

    papers = PapersField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, HWPX, DOCX, XLSX, ZIP or pictures; several may be chosen at once."),
    )


class NoteForm(StepForm):
    """A step that needs no reason but takes one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class DismissForm(StepForm):
    """A ruling, on the digest of what the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["digest"].initial = self.proceeding.appealed_digest


class UpholdForm(DismissForm):
    """A ruling that sends a refused case back."""

    back_to = forms.ChoiceField(
        label=_("From where the case goes on"),
        choices=Ruling.Back.choices,
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    field_order = ["back_to", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.proceeding.decision is None:
            del self.fields["back_to"]


class AppealForm(FilingForm):
    """Grounds of an appeal, with files."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label=_("Grounds of the appeal"), **kwargs)


class CloseWithdrawalForm(StepForm):
    """Closing a withdrawal: does the ground hold?"""

    ground_holds = forms.TypedChoiceField(
        label=_("Does the ground hold?"),
        choices=(("no", _("No: the explanation is founded")), ("yes", _("Yes, but the certificate is left standing"))),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    field_order = ["ground_holds", "reason"]


class DatedForm(StepForm):
    """A step that names a day."""

    planned_on = forms.DateField(label=_("Planned for"), widget=forms.DateInput(attrs=DAY))


class EndForm(StepForm):
    """The end of a designation: on which ground, and why."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=DesignationEnd.Ground.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    field_order = ["ground", "reason"]


class InquiryForm(StepForm):
    """What is looked into, and until when the body may answer."""

    answer_by = forms.DateField(label=_("Statement until"), widget=forms.DateInput(attrs=DAY))
    field_order = ["reason", "answer_by"]


class ConformingForm(FilingForm):
    """A report of a surveillance in which everything was in order."""

    seen_on = forms.DateField(label=_("Seen on"), widget=forms.DateInput(attrs=DAY))
    field_order = ["seen_on", "reason", "papers"]

    def values(self) -> dict:
        """As the action takes it: the reason is what was found."""
        given = dict(self.cleaned_data)
        given["findings"] = given.pop("reason")
        return given


class NonconformingForm(ConformingForm):
    """A report of what does not conform, and what is to be done about it."""

    correction = forms.CharField(
        label=_("What is to be corrected"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    correct_by = forms.DateField(label=_("To be corrected by"), widget=forms.DateInput(attrs=DAY))
    field_order = ["seen_on", "reason", "correction", "correct_by", "papers"]


class ReissueForm(StepForm):
    """The names that the certificate bears from now on; those of before stand in the fields."""

    holder_ko = forms.CharField(label=_("Holder, in Korean"), max_length=200)
    holder_en = forms.CharField(label=_("Holder, in English"), max_length=200)
    subject_ko = forms.CharField(label=_("What is certified, in Korean"), max_length=300)
    subject_en = forms.CharField(label=_("What is certified, in English"), max_length=300)
    field_order = ["holder_ko", "holder_en", "subject_ko", "subject_en", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        content = self.proceeding.certificate.content
        for side in ("holder", "subject"):
            for language in ("ko", "en"):
                self.fields[f"{side}_{language}"].initial = content[side][language]


class ChangeForm(FilingForm):
    """What changes about what is certified."""

    what = forms.ChoiceField(
        label=_("What changes"), choices=Change.What.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    takes_effect_on = forms.DateField(label=_("Takes effect on"), widget=forms.DateInput(attrs=DAY))
    field_order = ["what", "reason", "takes_effect_on", "papers"]


class OpenWithdrawalForm(forms.Form):
    """Begin to examine whether a certificate is to be withdrawn."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=Withdrawal.Ground.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    reason = forms.CharField(
        label=_("What points to it"),
        max_length=LONGEST,
        help_text=_("The holder is not told before the certifier gives notice."),
        widget=forms.Textarea(attrs=LONG),
    )

    def __init__(self, *args, label=None, proceeding=None, **kwargs):
        super().__init__(*args, **kwargs)

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        return self.cleaned_data


class SuspendForm(forms.Form):
    """The terms of a suspension."""

    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=LONGEST,
        help_text=_("Published on the page of the certificate."),
        widget=forms.Textarea(attrs=LONG),
    )
    scope = forms.CharField(
        label=_("What is suspended"),
        max_length=2_000,
        help_text=_("The whole certificate, or the parts, sites or functions that it no longer covers."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.DateField(
        label=_("Last day of the suspension"),
        required=False,
        help_text=_("It ends by itself after this day. Leave it empty where something has to be shown first."),
        widget=forms.DateInput(attrs=DAY),
    )
    condition = forms.CharField(
        label=_("What has to be shown for it to be lifted"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, label=None, proceeding=None, **kwargs):
        super().__init__(*args, **kwargs)

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        return self.cleaned_data
