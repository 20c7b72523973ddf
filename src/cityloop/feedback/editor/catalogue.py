"""The pages of the editor, by name."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor import criteria, whole
from cityloop.feedback.editor.part import Many, One, Part, found, keys_of


def _points(value):
    return [{"value": pair[0], "share": pair[1]} for pair in value or []]


def _pairs(rows):
    """Thresholds in the order in which the values run."""
    pairs = [[row["value"], row["share"]] for row in rows]
    falling = len(pairs) > 1 and pairs[0][0] > pairs[-1][0]
    return sorted(pairs, key=lambda pair: pair[0], reverse=falling)


def _terms(value):
    return [{"step": step, "term": term} for step, term in (value or {}).items()]


def _ascending(key, reverse=False):
    return lambda rows: sorted(rows, key=lambda row: row[key], reverse=reverse)


def _item(lists, *more):
    return (lists, "{id}", *more)


SOURCES = _("Law, standard or reason that it comes from")
_PARTS = (
    Part(
        "identity",
        _("Name and sources"),
        (
            One(whole.IdentityForm),
            Many(whole.SourceForm, ("source",), _("Sources"), SOURCES),
        ),
        (*keys_of(whole.IdentityForm), "source"),
    ),
    Part(
        "judging",
        _("Cut and grades"),
        (
            One(whole.JudgingForm),
            Many(
                whole.GradeForm,
                ("grades",),
                _("Grades"),
                _("None where a service is certified or not"),
                as_value=_ascending("from", True),
            ),
        ),
        ("pass", "aggregate", "grades"),
    ),
    Part(
        "profiles",
        _("Fields of services"),
        (Many(whole.ProfileForm, ("profiles",), _("Fields of services"), _("For some of them criteria do not apply")),),
        ("profiles",),
    ),
    Part(
        "documents",
        _("Documents to hand in"),
        (Many(whole.DocumentForm, ("documents",), _("Documents to hand in")),),
        ("documents",),
    ),
    Part("panel", _("Committee"), (One(whole.PanelForm, ("panel",)),), ("panel",)),
    Part(
        "terms",
        _("Terms"),
        (
            One(whole.TermsForm),
            Many(
                whole.StepForm,
                ("steps",),
                _("Steps"),
                _("e.g. supplement, written_evaluation, decision, objection"),
                as_rows=_terms,
                as_value=lambda rows: {row["step"]: row["term"] for row in rows},
            ),
        ),
        ("validity", "reexamination", "steps"),
    ),
    Part(
        "calendar",
        _("Planned calendar"),
        (Many(whole.StageForm, ("timeline",), _("Planned calendar"), as_value=_ascending("from")),),
        ("timeline",),
        hint=_("Usually a draft plans nothing: each field is put in mock use and in force after publication."),
    ),
    Part("area", _("Area"), (One(criteria.AreaForm, _item("areas")),), lists="areas"),
    Part(
        "criterion",
        _("Criterion"),
        (
            One(criteria.CriterionForm, _item("criteria")),
            Many(
                criteria.LevelForm,
                _item("criteria", "levels"),
                _("Anchors"),
                _("For an anchored scale: what each mark stands for, from the lowest"),
                as_value=_ascending("mark"),
            ),
            Many(
                criteria.PointForm,
                _item("criteria", "points"),
                _("Thresholds"),
                _("For a measured value: which share of the weight it earns, from 0 to 1"),
                as_rows=_points,
                as_value=_pairs,
            ),
            Many(criteria.EvidenceForm, _item("criteria", "evidence"), _("Evidence"), _("What it is checked by")),
            Many(whole.SourceForm, _item("criteria", "source"), _("Sources"), SOURCES),
        ),
        lists="criteria",
    ),
)
PARTS = {part.key: part for part in _PARTS}


def part_of(key: str, content: dict, item: str = "") -> Part:
    """The page of that name; 404 where there is none, or the draft has no such item."""
    part = PARTS.get(key)
    if part is None or bool(part.lists) != bool(item) or (part.lists and found(content, (part.lists, item)) is None):
        raise Http404
    return part
