"""What is filled in about awards. What a person may do is asked of the actions, never here."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.calls import agreeing
from cityloop.calls.models import Invitation, ProgressNote
from cityloop.language import pick
from cityloop.ledger.amounts import minor
from cityloop.organisations.models import Organisation

LONG = {"rows": 5}
DAY = {"type": "date", "width": "m"}
LONGEST = 4_000


def long_text(label, required=True, help_text=""):
    """A field for some sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=LONG),
        help_text=help_text,
    )


def day(label, help_text=""):
    """A field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), help_text=help_text)


class AwardForm(forms.Form):
    """A step on an award."""

    def __init__(self, *args, award, **kwargs):
        super().__init__(*args, **kwargs)
        self.award = award

    def values(self) -> dict:
        """What was filled in, as the action takes it."""
        return self.cleaned_data


class ReasonForm(AwardForm):
    """A step that needs a reason."""

    reason = long_text(_("Reason"))


class PublicReasonForm(AwardForm):
    """A step for a reason that everybody reads."""

    reason_ko = long_text(_("Reason in Korean"))
    reason_en = long_text(_("Reason in English"), help_text=_("Everybody reads it."))


class OfferForm(AwardForm):
    """The agreement: with whom, from when until when. Milestones and instalments are those of the call."""

    payee = forms.CharField(
        label=_("Code of the organisation that is paid"),
        max_length=50,
        help_text=_("Its code in the register of organisations."),
    )
    chosen_by = forms.CharField(
        label=_("How the contractor was chosen"),
        required=False,
        max_length=300,
        help_text=_("Only where a contractor is paid: the tender and its number."),
    )
    starts_on = day(_("Starts on"))
    ends_on = day(_("Ends on"))
    terms_ko = long_text(_("Further terms in Korean"), required=False)
    terms_en = long_text(_("Further terms in English"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grant = agreeing.track_of(self.award).grant
        if grant is None or grant.payee != "contractor":
            self.fields["payee"].initial = self.award.case.applicant.code
            del self.fields["chosen_by"]

    def clean_payee(self):
        """The organisation with that code."""
        found = Organisation.objects.filter(code=self.cleaned_data["payee"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("No organisation has this code. Look it up, or register it first."))
        return found


class AmendForm(PublicReasonForm):
    """Other days for milestones that are open."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = []
        for one in self.award.agreement.milestones.filter(state__in=("open", "returned", "handed_in")):
            name = f"due_{one.code}"
            self.codes.append((name, one.code, one.due_on))
            self.fields[name] = forms.DateField(
                label=one.title, initial=one.due_on, widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY)
            )

    def values(self) -> dict:
        """As the action takes it: the days that are other than before."""
        given = self.cleaned_data
        due = {code: given[name] for name, code, before in self.codes if given[name] != before}
        return {"due": due, "reason_ko": given["reason_ko"], "reason_en": given["reason_en"]}


class ExtendForm(PublicReasonForm):
    """A later end."""

    ends_on = day(_("New last day"))
    field_order = ["ends_on"]


class NoteForm(AwardForm):
    """What was done or seen on a day."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=ProgressNote.Kind.choices, widget=forms.RadioSelect(attrs={"boxed": True})
    )
    on = day(_("Day"))
    text = long_text(_("What was seen or done"))


class LessonForm(AwardForm):
    """What the next project should know."""

    text_ko = long_text(_("Lesson in Korean"))
    text_en = long_text(_("Lesson in English"), help_text=_("Everybody reads it."))


class CloseForm(AwardForm):
    """What came of the project."""

    result_ko = long_text(_("What came of it, in Korean"))
    result_en = long_text(_("What came of it, in English"), help_text=_("Everybody reads it, in the public register."))


class TerminateForm(PublicReasonForm):
    """The end before its time."""

    recover = forms.DecimalField(
        label=_("Amount to be paid back"), min_value=0, max_digits=18, initial=0, help_text=_("At most what was paid.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recover"].widget.attrs["unit"] = self.award.currency

    def clean_recover(self):
        """The amount in the currency's smallest unit."""
        try:
            return minor(self.cleaned_data["recover"], self.award.currency)
        except ValueError as fault:
            raise forms.ValidationError(_("That is finer than the currency’s smallest unit.")) from fault


class ReportForm(forms.Form):
    """A report of a milestone: what was done, and a file for each document that is asked for."""

    note = long_text(_("What was done"))

    def __init__(self, *args, asked=(), questions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.questions = asked, questions
        for one in questions:
            self.fields[f"answer_{one.id}"] = long_text(pick(one.what))
        for one in asked:
            self.fields[f"paper_{one.id}"] = forms.FileField(
                label=pick(one.what), help_text=_("PDF, HWPX, DOCX, XLSX, CSV or ZIP.")
            )

    def papers(self) -> list[tuple[str, str, bytes]]:
        """Item, name and content of each file; nothing larger than allowed is read into memory."""
        limit = settings.UPLOAD_LIMIT_MEGABYTES * 1_000_000 + 1
        files = ((one.id, self.cleaned_data[f"paper_{one.id}"]) for one in self.asked)
        return [(item, file.name, file.read(limit)) for item, file in files if file]

    def answers(self) -> dict[str, str]:
        """The answer to each question."""
        return {one.id: self.cleaned_data[f"answer_{one.id}"] for one in self.questions}

    def clean(self):
        """No file is larger than the site takes."""
        given = super().clean()
        limit = settings.UPLOAD_LIMIT_MEGABYTES
        for one in self.asked:
            file = given.get(f"paper_{one.id}")
            if file and file.size > limit * 1_000_000:
                self.add_error(f"paper_{one.id}", _("The file is larger than %(n)s MB.") % {"n": limit})
        return given


class VerdictForm(forms.Form):
    """The answer to a report, on the digest of what is shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Your answer to the report"),
        choices=(("accepted", _("Accept the report")), ("returned", _("Return with a reason"))),
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    reason = long_text(_("Reason"), required=False, help_text=_("Needed where it is returned."))


class SignForm(forms.Form):
    """A signature under the text that is shown."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=_("I have read the text and sign it for my organisation."))


class InviteForm(forms.Form):
    """An official to be invited."""

    award = forms.ChoiceField(label=_("Project"))
    name = forms.CharField(label=_("Full name"), max_length=100)
    office = forms.CharField(label=_("City and office"), max_length=200)
    email = forms.EmailField(label=_("Mail address"))

    def __init__(self, *args, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.awards = {one.case.reference: one for one in awards}
        self.fields["award"].choices = [(key, f"{key} · {one.case.title}") for key, one in self.awards.items()]

    def clean_award(self):
        """The award itself."""
        return self.awards[self.cleaned_data["award"]]


class EventAnswerForm(forms.Form):
    """The answer to an invitation."""

    answer = forms.ChoiceField(
        label=_("Will you attend?"),
        choices=[one for one in Invitation.Answer.choices if one[0] != Invitation.Answer.WAITING],
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    instead = forms.CharField(
        label=_("Who comes instead"), required=False, max_length=200, help_text=_("Name and office, where it applies.")
    )
    note = forms.CharField(
        label=_("Anything we should know"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
