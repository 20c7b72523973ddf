"""The forms over what a call adds: tracks, rules of eligibility, the form, money, selection, milestones, events."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor.call_fields import CelField, MomentField, ToldField
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
PAYEES = (
    ("lead", _("the lead of the proposal")),
    ("consortium", _("any member of the consortium")),
    ("contractor", _("somebody else whom the call names")),
)


def _tracks(content):
    return [(one["id"], pick(one.get("title") or {}) or one["id"]) for one in content.get("tracks") or []]


class TrackedForm(MappingForm):
    """Something that may be of one track only."""

    def suit(self):
        """The tracks that the content has; none for all of them."""
        self.fields["track"].choices = [("", _("every track")), *_tracks(self.content)]


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
    defaults = {"seats__min": 0, "grant__payee": "lead"}
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
    floor__amount = number(_("At least each"), most=MOST_MONEY, required=False)
    floor__currency = CodeField(label=_("Currency of the least"), required=False)
    vars().update(pair("grant__to", _("The money goes to")))
    grant__payee = forms.ChoiceField(label=_("Who receives it"), choices=PAYEES, required=False)
    grant__countries = CodesField(
        label=_("Established in"), required=False, help_text=_("Codes of countries, such as KR; empty for any")
    )
    grant__kinds = CodesField(
        label=_("Kinds of who receives it"), required=False, help_text=_("Ids, with commas between; empty for any")
    )
    term__at_most = SpanField(label=_("An agreement lasts at most"), required=False)
    term__extension = SpanField(
        label=_("Extended once, by at most"), required=False, help_text=_("Empty where it is never extended")
    )
    closing__due = SpanField(label=_("The closing report is due after the end by"), required=False)
    follows = forms.ChoiceField(label=_("Follows the track"), required=False)
    result_expected = forms.CharField(label=_("Result expected"), required=False, max_length=40)
    vars().update(pair("note", _("Note")))

    def suit(self):
        """The tracks whose awards this one may follow."""
        self.fields["follows"].choices = [*_NEVER, *_tracks(self.content)]

    def clean(self):
        """An amount and its currency come together; nothing is extended that has no length."""
        given = super().clean()
        for money in ("ceiling", "floor"):
            if (given.get(f"{money}__amount") is None) != (not given.get(f"{money}__currency")):
                self.add_error(f"{money}__currency", _("An amount needs its currency."))
        if given.get("term__extension") and not given.get("term__at_most"):
            self.add_error("term__at_most", _("Say how long an agreement lasts; the extension comes on top of it."))
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
