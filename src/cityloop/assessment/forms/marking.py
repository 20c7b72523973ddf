"""What an assessor fills in: interests, and a mark with its anchors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Declaration
from cityloop.engine.evaluation import scale
from cityloop.language import pick

NOT_APPLICABLE = "–"
CONFIDENCE = (
    (1, _("Very low")),
    (2, _("Low")),
    (3, _("Fair")),
    (4, _("High")),
    (5, _("Very high")),
)


class DeclareForm(forms.Form):
    """Interests by the five grounds of Art. 5(1)."""

    ground = forms.ChoiceField(
        label=_("Your interest in this case"),
        choices=Declaration.Ground.choices,
        widget=forms.RadioSelect(attrs={"boxed": True}),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, blind=False, **kwargs):
        """Whoever is not to know who applies is asked whether they recognise them, and nothing of parties."""
        super().__init__(*args, **kwargs)
        ground, given = Declaration.Ground, [one for one in Declaration.Ground.choices if one[0] != "recognised"]
        if blind:
            given = [(ground.NONE, _("I do not recognise who applies")), (ground.RECOGNISED, ground.RECOGNISED.label)]
        self.fields["ground"].choices = given


class MarkFileForm(forms.Form):
    """A mark sheet that was filled in offline."""

    file = forms.FileField(
        label=_("Mark sheet"),
        allow_empty_file=True,
        help_text=_("XLSX, at most 5 MB: the sheet of this case that you downloaded."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class MarkForm(forms.Form):
    """A mark on one criterion, with confidence and the reason."""

    mark_optional = False
    mark = forms.ChoiceField(label=_("Mark"), widget=forms.RadioSelect(attrs={"boxed": True, "scale": True}))
    confidence = forms.TypedChoiceField(
        label=_("Confidence"),
        choices=CONFIDENCE,
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=4_000,
        help_text=_("Goes to the applicant word for word once the case is closed. Cite the page."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def values(self) -> dict:
        """The mark as the action takes it."""
        given = self.cleaned_data
        mark = None if given["mark"] == NOT_APPLICABLE else float(given["mark"])
        return {"mark": mark, "confidence": given["confidence"], "note": given["note"]}


def mark_form(criterion, mark=None, data=None) -> MarkForm:
    """The form of one criterion, with its anchors as choices, filled with the mark that counts so far."""
    initial = {"confidence": None, "note": ""}
    if mark is not None:
        shown = NOT_APPLICABLE if mark.mark is None else f"{mark.mark:g}"
        initial = {"mark": shown, "confidence": mark.confidence, "note": mark.note}
    form = MarkForm(data, initial=initial)
    form.fields["mark"].choices = [*_choices(criterion), (NOT_APPLICABLE, _("Does not apply here (give a reason)"))]
    return form


def _choices(criterion):
    means = {level.mark: pick(level.means) for level in criterion.levels}
    if criterion.kind == "binary" and not means:
        means = {0: _("Not met"), 1: _("Met")}
    return [(f"{mark:g}", means.get(mark, f"{mark:g}")) for mark in scale(criterion)]
