"""The forms over a whole edition: its name, how it judges, its procedure, its calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import EditionState
from cityloop.feedback.editor.fields import (
    CodeField,
    CodesField,
    ShareField,
    SpanField,
    count,
    day,
    number,
)
from cityloop.feedback.editor.mapping import MappingForm, pair
from cityloop.feedback.forms import METHOD_NAMES
from cityloop.language import pick

BASES = (
    ("", "–"),
    ("law", _("law")),
    ("press", _("published by the body")),
    ("record", _("open data")),
    ("background", _("background, cited from memory")),
    ("illustrative", _("illustrative")),
)


class IdentityForm(MappingForm):
    """What the edition is called."""

    required_texts = ("title",)
    edition = CodeField(label=_("Edition"), help_text=_("The name under which it is published, e.g. 2027"))
    vars().update(pair("title", _("Title")))
    vars().update(pair("bodies__certifier", _("Certifier")))
    vars().update(pair("bodies__operating_body", _("Operating body")))


class SourceForm(MappingForm):
    """Where a rule comes from."""

    plain_texts = required_texts = ("cite",)
    vars().update(pair("cite", _("Source")))
    basis = forms.ChoiceField(label=_("Kind of source"), choices=BASES, required=False)


class JudgingForm(MappingForm):
    """The cut, and how assessors' marks become one."""

    defaults = {"aggregate__unmarked": "missing", "aggregate__minimum_assessors": 1}
    pass__points = number(_("Pass mark"))
    pass__of = number(_("Out of"), least=0.001, help_text=_("What the weights of the areas add up to"))
    aggregate__assessors = forms.ChoiceField(label=_("How marks are put together"), choices=list(METHOD_NAMES.items()))
    aggregate__minimum_assessors = count(_("Fewest assessors"), least=1)
    aggregate__unmarked = forms.ChoiceField(
        label=_("What nobody marked"),
        choices=[("missing", _("is missing; the case stays incomplete")), ("not_applicable", _("does not apply"))],
    )


class GradeForm(MappingForm):
    """A grade and the points that it begins at."""

    id = CodeField(label=_("Grade"))
    from_ = number(_("From points"))
    vars().update(pair("title", _("Title")))


class ProfileForm(MappingForm):
    """A field of services, for which some criteria do not apply."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))
    fields_ = CodesField(label=_("Codes of the fields"), required=False, help_text=_("Ids, with commas between"))


class DocumentForm(MappingForm):
    """A document to hand in."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"))
    vars().update(pair("title", _("Title")))
    accepts = CodesField(label=_("Formats"), required=False, help_text=_("e.g. pdf, hwpx, xlsx; empty for any"))
    required = forms.BooleanField(label=_("Required"), required=False)


class PanelForm(MappingForm):
    """The committee."""

    seats = count(_("Seats"), least=1, help_text=_("Nine at most (Notice 2021-223 Art. 4(2))"))
    from_field = count(_("From the field"), required=False)
    common = count(_("Common to all panels"), required=False)
    quorum = ShareField(label=_("Quorum, of members in office"))
    decision = ShareField(label=_("Majority, of members present"))
    recused_count_as_in_office = forms.BooleanField(label=_("Recused members count as in office"), required=False)
    term = SpanField(label=_("Term of office"), required=False)


class TermsForm(MappingForm):
    """How long a certificate lasts, and when the rules are looked at again."""

    validity__lasts = SpanField(label=_("Valid for"), required=False)
    validity__renewal_opens = SpanField(label=_("Renewal opens, before the end"), required=False)
    validity__late_renewal = SpanField(label=_("Late renewal is taken, after the end"), required=False)
    reexamination__from_ = day(_("The rules are examined again, counted from"), required=False)
    reexamination__every = SpanField(label=_("How often they are examined"), required=False)
    revision__comments__editorial = SpanField(label=_("Comments on an editorial change"), required=False)
    revision__comments__minor = SpanField(label=_("Comments on a minor change"), required=False)
    revision__comments__major = SpanField(label=_("Comments on a major change"), required=False)
    revision__transition = SpanField(
        label=_("Transition to new rules"),
        required=False,
        help_text=_("From the day on which putting in force is decided until it holds"),
    )

    def clean(self):
        given = super().clean()
        if (given.get("validity__renewal_opens") or given.get("validity__late_renewal")) and not given.get(
            "validity__lasts"
        ):
            self.add_error("validity__lasts", _("Renewal needs a certificate that ends."))
        if bool(given.get("reexamination__from_")) != bool(given.get("reexamination__every")):
            self.add_error("reexamination__every", _("Write both: from which day, and how often."))
        names = ("editorial", "minor", "major")
        missing = [name for name in names if not given.get(f"revision__comments__{name}")]
        if missing and (len(missing) < len(names) or given.get("revision__transition")):
            self.add_error(f"revision__comments__{missing[0]}", _("Write all three periods for comments."))
        return given


class StepForm(MappingForm):
    """A step and how long it may take."""

    step = CodeField(label=_("Step"))
    term = SpanField(label=_("Term"))


class StageForm(MappingForm):
    """A state that the text itself plans for some fields."""

    from_ = day(_("From"))
    state = forms.ChoiceField(label=_("State"), choices=EditionState.State.choices)
    profiles = forms.MultipleChoiceField(
        label=_("Fields of services"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None for all")
    )

    def suit(self):
        """The fields that the content names."""
        self.fields["profiles"].choices = profile_choices(self.content)


def profile_choices(content) -> list:
    """Id and title of every field of a content."""
    return [(one["id"], pick(one.get("title") or {}) or one["id"]) for one in content.get("profiles") or []]
