"""The forms over the tree: an area, a criterion with its anchors, thresholds, evidence and sources."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor.fields import LARGEST, CodeField, CodesField, count, identifying, number
from cityloop.feedback.editor.mapping import MappingForm, pair
from cityloop.feedback.editor.whole import profile_choices
from cityloop.language import pick

KINDS = (
    ("rubric", _("anchored scale")),
    ("binary", _("met or not met")),
    ("measured", _("measured")),
    ("formula", _("computed")),
)


class OfTrackForm(MappingForm):
    """An area, which in a call belongs to a track."""

    def suit(self):
        """The tracks that the content has; a scheme has none."""
        tracks = [(one["id"], pick(one.get("title") or {}) or one["id"]) for one in self.content.get("tracks") or []]
        self.fields["track"].choices = [("", _("every track")), *tracks]
        if not tracks:
            del self.fields["track"]


class AreaForm(OfTrackForm):
    """A group of criteria."""

    required_texts = ("title",)
    vars().update(pair("title", _("Title")))
    weight = number(_("Weight"), help_text=_("Points of the whole"))
    minimum = number(_("Least share"), most=1, required=False, help_text=_("Between 0 and 1; below it the whole fails"))
    track = forms.ChoiceField(label=_("Track"), required=False)


class CriterionForm(MappingForm):
    """What is judged, and how it is answered."""

    required_texts = ("title", "asks")
    plain_texts = ("unit",)
    defaults = {"between": "line"}
    vars().update(pair("title", _("Title")))
    vars().update(pair("asks", _("The question that an assessor answers"), long=True))
    vars().update(pair("why", _("Why it is asked"), long=True))
    area = forms.ChoiceField(label=_("Area"))
    kind = forms.ChoiceField(label=_("How it is answered"), choices=KINDS)
    weight = number(_("Weight"), help_text=_("Inside its area; a gate may weigh 0"))
    mandatory = forms.BooleanField(label=_("A gate: unmet, the whole fails"), required=False)
    not_for = forms.MultipleChoiceField(
        label=_("Does not apply to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    step = number(_("Step between marks"), required=False, help_text=_("Anchored scale: empty for the anchors only"))
    vars().update(pair("unit", _("Unit")))
    direction = forms.ChoiceField(
        label=_("Which way is better"),
        required=False,
        choices=[("", "–"), ("higher", _("Higher is better.")), ("lower", _("Lower is better."))],
    )
    between = forms.ChoiceField(
        label=_("Between two thresholds"),
        required=False,
        choices=[("line", _("in a straight line")), ("step", _("the best one that is reached"))],
    )
    formula = forms.CharField(
        label=_("Formula"),
        required=False,
        max_length=1_000,
        help_text=_("CEL over marks.ID, measurements.ID and shares.ID; ID is that of a criterion."),
    )

    vars().update(pair("citizen_vote__asks", _("Citizen vote: what citizens are asked"), long=True))
    vars().update(pair("citizen_vote__voters", _("Citizen vote: who may vote"), long=True))
    citizen_vote__method = forms.ChoiceField(
        label=_("Citizen vote: method"),
        required=False,
        choices=[("", "–"), ("yes_no", _("yes or no")), ("approval", _("every option that one agrees with"))],
    )
    citizen_vote__counts = CodeField(label=_("Citizen vote: the option whose share counts"), required=False)
    citizen_vote__at_most = count(_("Citizen vote: options at most"), least=1, required=False)
    citizen_vote__turnout = number(
        _("Citizen vote: least turnout"), most=1, required=False, help_text=_("Between 0 and 1; below it, not filed")
    )
    citizen_vote__smallest_cell = count(_("Citizen vote: smallest count shown"), least=2, most=10_000, required=False)

    def suit(self):
        """The areas and fields that the content has; only a call asks citizens."""
        if self.content.get("kind") != "call":
            for name in [one for one in self.fields if one.startswith("citizen_vote__")]:
                del self.fields[name]
        areas = [(area["id"], pick(area.get("title") or {}) or area["id"]) for area in self.content.get("areas") or []]
        self.fields["area"].choices = areas
        self.fields["not_for"].choices = profile_choices(self.content)
        if not self.content.get("profiles"):
            del self.fields["not_for"]


class LevelForm(MappingForm):
    """A mark and what it stands for."""

    required_texts = ("means",)
    mark = number(_("Mark"))
    vars().update(pair("means", _("What it means"), long=True))


class PointForm(MappingForm):
    """A measured value and the share of the weight that it earns."""

    value = number(_("Value"), least=-LARGEST)
    share = number(_("Share"), most=1)


class EvidenceForm(MappingForm):
    """What a criterion is checked by."""

    required_texts = ("what",)
    id = CodeField(label=_("Id"))
    vars().update(pair("what", _("Evidence")))
    accepts = CodesField(label=_("Formats"), required=False, help_text=_("e.g. pdf, hwpx, xlsx; empty for any"))
    required = forms.BooleanField(label=_("Required"), required=False)
    identifies = identifying()

    def suit(self):
        """Only a call hides anybody."""
        if self.content.get("kind") != "call":
            del self.fields["identifies"]


class NewAreaForm(OfTrackForm):
    """An area that is added."""

    required_texts = ("title",)
    id = CodeField(label=_("Id"), help_text=_("Latin letters; it never changes"))
    vars().update(pair("title", _("Title")))
    weight = number(_("Weight"), least=0.001, help_text=_("Points of the whole"))
    track = forms.ChoiceField(label=_("Track"), required=False)

    def clean_id(self):
        """An id that no area has."""
        return unused(self.cleaned_data["id"], self.content.get("areas"))


class NewCriterionForm(MappingForm):
    """A criterion that is added; its anchors, evidence and sources follow on its own page."""

    required_texts = ("title", "asks")
    area = forms.ChoiceField(label=_("Area"))
    id = CodeField(label=_("Id"), help_text=_("Latin letters, beginning with the area, e.g. effect.reach"))
    vars().update(pair("title", _("Title")))
    vars().update(pair("asks", _("The question that an assessor answers"), long=True))
    kind = forms.ChoiceField(label=_("How it is answered"), choices=KINDS)
    weight = number(_("Weight"), help_text=_("Inside its area; a gate may weigh 0"))

    def suit(self):
        """The areas that the content has."""
        areas = [(area["id"], pick(area.get("title") or {}) or area["id"]) for area in self.content.get("areas") or []]
        self.fields["area"].choices = areas

    def clean_id(self):
        """An id that no criterion has."""
        return unused(self.cleaned_data["id"], self.content.get("criteria"))


def unused(id, items) -> str:
    """The id, where no item has it."""
    if any(item.get("id") == id for item in items or []):
        raise ValidationError(_("This id is in use. Choose another."))
    return id
