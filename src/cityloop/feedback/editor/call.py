"""The forms over what a call adds: tracks, rules of eligibility, the form, money, selection, milestones, events."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cityloop.engine import expressions
from cityloop.engine.edition.checks.calls import FACTS
from cityloop.feedback.editor.criteria import unused
from cityloop.feedback.editor.fields import CodeField, CodesField, SpanField, count, day, identifying, number
from cityloop.feedback.editor.mapping import MappingForm, pair
from cityloop.language import pick

MOST_MONEY = 10**15
TYPES = (
    ("text", _("text")),
    ("choice", _("choice")),
    ("number", _("number")),
    ("money", _("amount of money")),
    ("date", _("day")),
    ("file", _("file")),
    ("table", _("table")),
    ("partners", _("partners")),
    ("indicator", _("indicator")),
)
_NEVER = [("", "–")]
_TOLD = re.compile(r"request|(project|proposal)\.[a-z][a-z_]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


class MomentField(forms.CharField):
    """A day, or a day and an hour, as a file has it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("2026-03-01, or with the hour 2026-03-01T18:00"))
        super().__init__(max_length=16, widget=forms.TextInput(attrs={"width": "m"}), **kwargs)

    def clean(self, value):
        """As it was written, where the calendar has it."""
        text = super().clean(value)
        try:
            if text:
                datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else date.fromisoformat(text)
        except ValueError:
            raise ValidationError(_("Write a day such as 2026-03-01, or 2026-03-01T18:00.")) from None
        return text


class CelField(forms.CharField):
    """A condition in CEL over known facts."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("CEL over %(facts)s") % {"facts": ", ".join(FACTS)})
        super().__init__(max_length=1_000, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}), **kwargs)

    def clean(self, value):
        """An expression that can be read; which facts there are is the linter's business."""
        text = super().clean(value)
        try:
            expressions.program(text) if text else None
        except ValueError:
            raise ValidationError(_("It is no CEL expression.")) from None
        return text


class ToldField(forms.CharField):
    """A fact that an answer tells, by its name."""

    def __init__(self, **kwargs):
        super().__init__(max_length=80, widget=forms.TextInput(attrs={"width": "m"}), **kwargs)

    def clean(self, value):
        """A name that conditions know."""
        text = super().clean(value)
        if text and not _TOLD.fullmatch(text):
            raise ValidationError(_("Write request, or a fact such as project.ends or proposal.pages."))
        return text


class TrackedForm(MappingForm):
    """Something that may be of one track only."""

    def suit(self):
        """The tracks that the content has; none for all of them."""
        tracks = [(one["id"], pick(one.get("title") or {}) or one["id"]) for one in self.content.get("tracks") or []]
        self.fields["track"].choices = [("", _("every track")), *tracks]


def _track():
    return forms.ChoiceField(label=_("Track"), required=False)


class CallIdentityForm(MappingForm):
    """What the call is called."""

    required_texts = ("title",)
    edition = CodeField(label=_("Edition"), help_text=_("The name under which it is published, e.g. 2027"))
    vars().update(pair("title", _("Title")))
    vars().update(pair("programme", _("Programme"), help_text=_("What the calls of all years are called together")))
    vars().update(pair("bodies__authority", _("Programme authority")))


class TrackForm(MappingForm):
    """A branch of the call: who applies, when, how many seats, how much money."""

    required_texts = ("title", "applicant__says")
    defaults = {"seats__min": 0}
    vars().update(pair("title", _("Title")))
    vars().update(pair("applicant__says", _("Who applies")))
    applicant__kinds = CodesField(label=_("Kinds of applicants"), help_text=_("Ids, with commas between"))
    vars().update(pair("secretariat", _("Secretariat")))
    intake__opens = MomentField(label=_("Applications from"))
    intake__closes = MomentField(label=_("Applications until"), required=False)
    intake__zone = forms.CharField(label=_("Time zone"), max_length=60, initial="Asia/Seoul")
    intake__rolling = forms.BooleanField(label=_("Taken all year"), required=False)
    intake__cut_off = MomentField(label=_("Cut-off of this year"), required=False)
    intake__after_cut_off = forms.ChoiceField(
        label=_("What comes after the cut-off"),
        required=False,
        choices=[("", _("Not taken")), ("next_edition", _("Taken for the next edition"))],
    )
    preconsulting = forms.BooleanField(label=_("Pre-consulting"), required=False)
    seats__min = count(_("Awards, at least"), required=False)
    seats__max = count(_("Awards, at most"), least=1)
    ceiling__amount = number(_("At most each"), most=MOST_MONEY, required=False)
    ceiling__currency = CodeField(label=_("Currency"), required=False)
    vars().update(pair("grant__to", _("The money goes to")))
    result_expected = forms.CharField(label=_("Result expected"), required=False, max_length=40)
    vars().update(pair("note", _("Note")))

    def clean(self):
        """An amount and its currency come together."""
        given = super().clean()
        if (given.get("ceiling__amount") is None) != (not given.get("ceiling__currency")):
            self.add_error("ceiling__currency", _("An amount needs its currency."))
        return given


class RuleForm(TrackedForm):
    """A condition of eligibility: unmet, the proposal is excluded."""

    required_texts = ("says",)
    vars().update(pair("says", _("What it says"), long=True))
    when = CelField(label=_("Condition"))
    track = _track()


class QuestionForm(TrackedForm):
    """A question of the form."""

    required_texts = ("asks",)
    vars().update(pair("asks", _("Question"), long=True))
    type = forms.ChoiceField(label=_("Kind of answer"), choices=TYPES)
    required = forms.BooleanField(label=_("Required"), required=False)
    identifies = identifying()
    tells = ToldField(
        label=_("The fact that the answer tells to conditions"),
        required=False,
        help_text=_("request for the money asked for; or such as project.ends, proposal.pages"),
    )
    limit__characters = count(_("Characters at most"), most=100_000, required=False)
    limit__rows = count(_("Rows at most"), most=1_000, required=False)
    limit__choices = count(_("Choices at most"), required=False)
    limit__megabytes = number(_("Megabytes at most"), required=False)
    limit__min = number(_("Least value"), least=-MOST_MONEY, most=MOST_MONEY, required=False)
    limit__max = number(_("Largest value"), least=-MOST_MONEY, most=MOST_MONEY, required=False)
    limit__currencies = CodesField(label=_("Currencies"), required=False)
    when = CelField(label=_("Asked only where"), required=False)
    track = _track()


class OptionForm(MappingForm):
    """A choice, or a column of a table."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))


class MilestoneForm(TrackedForm):
    """What is due when, and the share of the money that follows it."""

    defaults = {"after": "agreement", "instalment": 0}
    due = SpanField(label=_("Due after"))
    after = forms.ChoiceField(
        label=_("Counted from"), choices=[("agreement", _("the agreement")), ("end", _("the end"))]
    )
    instalment = number(_("Share of the money"), most=1, required=False, help_text=_("Between 0 and 1; together 1"))
    track = _track()


class AskedForm(MappingForm):
    """What is to be delivered at a milestone."""

    required_texts = ("what",)
    id = CodeField(label=_("Id"))
    vars().update(pair("what", _("What is delivered")))


class BudgetForm(MappingForm):
    """The money of the whole call."""

    amount = number(_("Budget"), most=MOST_MONEY, required=False)
    currency = CodeField(label=_("Currency"), required=False)

    def clean(self):
        """An amount and its currency come together."""
        given = super().clean()
        if (given.get("amount") is None) != (not given.get("currency")):
            self.add_error("currency", _("An amount needs its currency."))
        return given


class SelectionForm(MappingForm):
    """How the order is made, and what is taken from it."""

    defaults = {"reserve": 0, "applicants_see": "areas"}
    policy = forms.ChoiceField(
        label=_("What is chosen"),
        choices=[
            ("rank", _("in the order of points, what does not fit is skipped")),
            ("total", _("the best together")),
        ],
    )
    ties = CodesField(label=_("Order of ties"), required=False, help_text=_("Ids of criteria, the first decides"))
    unresolved = forms.ChoiceField(
        label=_("What is still tied"),
        required=False,
        choices=[*_NEVER, ("panel", _("the panel decides")), ("lot", _("by lot")), ("earlier", _("the earlier one"))],
    )
    reserve = count(_("Reserve list"), required=False, help_text=_("How many may wait on it"))
    applicants_see = forms.ChoiceField(
        label=_("What applicants see of their own evaluation"),
        required=False,
        choices=[
            ("areas", _("the total, the rank and the points of each area")),
            ("total", _("the total and the rank")),
            ("comments", _("all that, and the reasons without names")),
            ("nothing", _("the verdict and its reason only")),
        ],
    )


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
    track = _track()


class RankWeightForm(MappingForm):
    """A criterion that counts more, or less, for the order only."""

    criterion = CodeField(label=_("Criterion"))
    weight = number(_("Counts so many times"))


class RoundForm(MappingForm):
    """A round of marking: each marks alone, or all agree on one mark."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))
    marks = forms.ChoiceField(
        label=_("Marks"), choices=[("each", _("each assessor marks")), ("one", _("all agree on one mark"))]
    )
    opens_with = CodeField(label=_("Opens with the round"), required=False, help_text=_("Id of an earlier round"))
    minority_views = forms.ChoiceField(
        label=_("Minority views"), required=False, choices=[*_NEVER, ("kept", _("kept beside what is agreed"))]
    )


class CapForm(MappingForm):
    """At most so many awards to those that share a value."""

    by = CodeField(label=_("By"), help_text=_("e.g. country"))
    at_most = count(_("No more than"), least=1)


class EventForm(MappingForm):
    """An event that those chosen are invited to."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))
    from_ = day(_("From"))
    to = day(_("Until"))
    vars().update(pair("place", _("Place")))
    vars().update(pair("invites", _("Who is invited")))


class TrackDocumentForm(TrackedForm):
    """A document to hand in."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))
    accepts = CodesField(label=_("Formats"), required=False, help_text=_("e.g. pdf, hwpx, xlsx; empty for any"))
    required = forms.BooleanField(label=_("Required"), required=False)
    identifies = identifying()
    when = CelField(label=_("Asked only where"), required=False)
    track = _track()


def _id(name):
    def clean_id(self):
        """An id that no other has."""
        return unused(self.cleaned_data["id"], self.content.get(name))

    return clean_id


class NewTrackForm(TrackForm):
    """A track that is added."""

    field_order = ("id",)
    id = CodeField(label=_("Id"), help_text=_("Latin letters; it never changes"))
    clean_id = _id("tracks")


class NewRuleForm(RuleForm):
    """A rule that is added; its sources follow on its own page."""

    field_order = ("id",)
    id = CodeField(label=_("Id"), help_text=_("Latin letters; it never changes"))
    clean_id = _id("eligibility")


class NewQuestionForm(QuestionForm):
    """A question that is added; its options follow on its own page."""

    field_order = ("id",)
    id = CodeField(label=_("Id"), help_text=_("Latin letters; it never changes"))
    clean_id = _id("form")


class NewMilestoneForm(MilestoneForm):
    """A milestone that is added; what it asks follows on its own page."""

    field_order = ("id",)
    id = CodeField(label=_("Id"), help_text=_("Latin letters; it never changes"))
    clean_id = _id("milestones")
