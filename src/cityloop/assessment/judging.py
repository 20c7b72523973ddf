"""From rows to the engine and back: the same `evaluate` that the command line and the replay use."""

from collections import Counter

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled, counting_marks
from cityloop.engine.evaluation import NA, evaluate, voided_criteria


def judge(case, dossier, sheets):
    """The engine's outcome of a case from the sheets given and what was measured.

    Where the procedure has the assessors agree on one mark, what they agreed on counts instead of their sheets.
    """
    rules, agreed = compiled(case.edition), procedure_of(case).agreed(case)
    return evaluate(
        rules,
        marks_by_criterion(sheets) if agreed is None else agreed,
        measurements=measurements_of(case, dossier),
        profile=None if rules.tracks else case.profile or None,
        track=(case.profile or None) if rules.tracks else None,
        assessors=[sheet.person.code for sheet in sheets] if agreed is None else None,
        voided=voided_on(case, dossier),
    )


def measurements_of(case, dossier) -> dict[str, float]:
    """What was measured: as the dossier claims it, and where a criterion is read from a vote, as that was counted."""
    rules = compiled(case.edition)
    claimed = {one.criterion: one.value for one in dossier.measurements.all()}
    own = {id: value for id, value in claimed.items() if (rule := rules.criterion(id)) and not rule.citizen_vote}
    return own | procedure_of(case).measured(case)


def voided_on(case, dossier) -> frozenset[str]:
    """Criteria of a dossier whose evidence was voided, by the engine's rule."""
    pieces = dossier.evidence.filter(withdrawn_at=None).exclude(criterion="")
    rows = list(pieces.values_list("criterion", "item", "void__pk"))
    held = Counter((criterion, item) for criterion, item, _void in rows)
    voided = Counter((criterion, item) for criterion, item, void in rows if void)
    return voided_criteria(compiled(case.edition).criteria, held, voided) if voided else frozenset()


def marks_by_criterion(sheets) -> dict[str, dict[str, object]]:
    """`{criterion: {assessor: mark}}` of the marks that count; “does not apply” is the engine's NA."""
    counting = counting_marks(sheets)
    found = {}
    for sheet in sheets:
        for criterion, mark in counting[sheet.pk].items():
            found.setdefault(criterion, {})[sheet.person.code] = NA if mark.mark is None else mark.mark
    return found


def plain(outcome) -> dict:
    """An engine outcome as JSON values: what is stored, hashed and shown, reasons in both languages included."""
    return {
        "status": outcome.status,
        "points": outcome.points,
        "highest": outcome.highest,
        "of": outcome.of,
        "cut": outcome.cut,
        "grade": outcome.grade,
        "failed": list(outcome.failed),
        "missing": list(outcome.missing),
        "assessors": outcome.assessors,
        "areas": {id: _node(node) for id, node in outcome.areas.items()},
        "criteria": {id: _node(node) for id, node in outcome.criteria.items()},
        "reasons": [_reason(reason) for reason in outcome.reasons],
    }


def _node(node) -> dict:
    return {
        "status": node.status,
        "points": node.points,
        "possible": node.possible,
        "share": node.share,
        "value": node.value,
        "reasons": [_reason(reason) for reason in node.reasons],
    }


def _reason(reason) -> dict:
    return {"code": reason.code, "ko": reason.text.ko, "en": reason.text.en}
