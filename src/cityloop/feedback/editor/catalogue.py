"""The pages of the editor, by name."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from cityloop.feedback.editor import blind, call, criteria, whole
from cityloop.feedback.editor.part import Many, One, Part, found, keys_of


def _points(value):
    return [{"value": pair[0], "share": pair[1]} for pair in value or []]


def _pairs(rows):
    """Thresholds in the order in which the values run."""
    pairs = [[row["value"], row["share"]] for row in rows]
    falling = len(pairs) > 1 and pairs[0][0] > pairs[-1][0]
    return sorted(pairs, key=lambda pair: pair[0], reverse=falling)


def _weights(value):
    return [{"criterion": criterion, "weight": weight} for criterion, weight in (value or {}).items()]


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
        kinds=("scheme",),
    ),
    Part(
        "call",
        _("Name and sources"),
        (
            One(call.CallIdentityForm),
            Many(whole.SourceForm, ("source",), _("Sources"), SOURCES),
        ),
        (*keys_of(call.CallIdentityForm), "source"),
        kinds=("call",),
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
        kinds=("scheme",),
    ),
    Part(
        "documents",
        _("Documents to hand in"),
        (Many(whole.DocumentForm, ("documents",), _("Documents to hand in")),),
        ("documents",),
        kinds=("scheme",),
    ),
    Part(
        "papers",
        _("Documents to hand in"),
        (Many(call.TrackDocumentForm, ("documents",), _("Documents to hand in")),),
        ("documents",),
        kinds=("call",),
    ),
    Part("budget", _("Budget"), (One(call.BudgetForm, ("budget",)),), ("budget",), kinds=("call",)),
    Part(
        "selection",
        _("Selection"),
        (
            One(call.SelectionForm, ("selection",)),
            Many(call.CapForm, ("selection", "caps"), _("Caps"), _("e.g. at most two of one country")),
            Many(
                call.RankWeightForm,
                ("selection", "rank_weights"),
                _("Weights for the order"),
                _("They count for the order only, never against a threshold"),
                as_rows=_weights,
                as_value=lambda rows: {row["criterion"]: row["weight"] for row in rows},
            ),
        ),
        ("selection",),
        kinds=("call",),
    ),
    Part(
        "blind",
        _("Who is hidden from whom"),
        (Many(blind.BlindForm, ("blind",), _("Who is hidden from whom"), _("None where reviewers see who applies")),),
        ("blind",),
        kinds=("call",),
    ),
    Part(
        "rounds",
        _("Rounds of marking"),
        (
            Many(
                call.RoundForm,
                ("rounds",),
                _("Rounds of marking"),
                _("None where each assessor marks once; else e.g. individual, consensus, panel"),
            ),
        ),
        ("rounds",),
        kinds=("call",),
    ),
    Part("events", _("Events"), (Many(call.EventForm, ("events",), _("Events")),), ("events",), kinds=("call",)),
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
        kinds=("scheme",),
    ),
    Part(
        "steps",
        _("Terms"),
        (
            Many(
                whole.StepForm,
                ("steps",),
                _("Steps"),
                _("e.g. supplement, screening, bidding, agreement, report"),
                as_rows=_terms,
                as_value=lambda rows: {row["step"]: row["term"] for row in rows},
            ),
        ),
        ("steps",),
        kinds=("call",),
    ),
    Part(
        "calendar",
        _("Planned calendar"),
        (Many(whole.StageForm, ("timeline",), _("Planned calendar"), as_value=_ascending("from")),),
        ("timeline",),
        hint=_("Usually a draft plans nothing: each field is put in mock use and in force after publication."),
    ),
    Part(
        "track",
        _("Track"),
        (
            One(call.TrackForm, _item("tracks")),
            Many(call.AskedForm, _item("tracks", "closing", "asks"), _("Questions of the closing report")),
            Many(whole.SourceForm, _item("tracks", "term", "source"), _("Sources of the length"), SOURCES),
        ),
        lists="tracks",
        kinds=("call",),
        new=call.NewTrackForm,
        hint=_("Who applies, when, how many are chosen and how much each gets"),
    ),
    Part(
        "rule",
        _("Rule of eligibility"),
        (
            One(call.RuleForm, _item("eligibility")),
            Many(whole.SourceForm, _item("eligibility", "source"), _("Sources"), SOURCES),
        ),
        lists="eligibility",
        kinds=("call",),
        new=call.NewRuleForm,
        hint=_("Unmet, a proposal is excluded, whatever its marks would be"),
    ),
    Part(
        "question",
        _("Question of the form"),
        (
            One(call.QuestionForm, _item("form")),
            Many(call.OptionForm, _item("form", "options"), _("Options"), _("Of a choice")),
            Many(call.OptionForm, _item("form", "columns"), _("Columns"), _("Of a table")),
        ),
        lists="form",
        kinds=("call",),
        new=call.NewQuestionForm,
        hint=_("What the applicant fills in"),
    ),
    Part(
        "milestone",
        _("Milestone"),
        (
            One(call.MilestoneForm, _item("milestones")),
            Many(call.AskedForm, _item("milestones", "asks"), _("What is delivered")),
        ),
        lists="milestones",
        kinds=("call",),
        new=call.NewMilestoneForm,
        hint=_("What is due when, and the share of the money that follows it"),
    ),
    Part("area", _("Area"), (One(criteria.AreaForm, _item("areas")),), lists="areas", new=criteria.NewAreaForm),
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
            Many(
                call.OptionForm,
                _item("criteria", "citizen_vote", "options"),
                _("Options of the citizen vote"),
                _("Where a measured criterion of a call is read from a vote"),
            ),
            Many(whole.SourceForm, _item("criteria", "source"), _("Sources"), SOURCES),
        ),
        lists="criteria",
        new=criteria.NewCriterionForm,
    ),
)
PARTS = {part.key: part for part in _PARTS}


def parts_for(content: dict) -> list[Part]:
    """The pages that a kind of edition has."""
    return [part for part in _PARTS if content.get("kind", "scheme") in part.kinds]


def part_of(key: str, content: dict, item: str = "") -> Part:
    """The page of that name; 404 where there is none, or the draft has no such item."""
    part = next((part for part in parts_for(content) if part.key == key), None)
    if part is None or bool(part.lists) != bool(item) or (part.lists and found(content, (part.lists, item)) is None):
        raise Http404
    return part
