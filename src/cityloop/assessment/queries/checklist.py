"""What an edition asks of a dossier, and what is still missing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cityloop.assessment.answers import is_answered
from cityloop.assessment.asking import is_whole
from cityloop.assessment.models import Measurement
from cityloop.assessment.models.dossier import FORM
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries.edition import compiled
from cityloop.assessment.queries.facts import facts_of
from cityloop.assessment.queries.veil import identifies, pieces_of
from cityloop.engine.expressions import holds
from cityloop.language import pick


@dataclass(frozen=True)
class Asked:
    """One thing that a dossier should hold: a document, an answer, a file, a piece of evidence, or a measured value.

    `criterion` is empty for a document and `FORM` for an answer, or for the file that a question of the form asks for;
    `have` are the pieces of evidence there, or the measurement, or the answer. `megabytes` is the size that the
    edition allows, where it says one.
    """

    kind: str
    criterion: str
    item: str
    title: object
    required: bool
    accepts: tuple[str, ...]
    have: tuple
    megabytes: float | None = None

    @property
    def missing(self) -> bool:
        """Is it required and not there?"""
        return self.required and not self.have

    @property
    def label(self) -> str:
        """What is asked, in the reader's language."""
        return pick(self.title)


def checklist(case, dossier) -> list[Asked]:
    """Everything that the case's edition asks of a dossier of its profile, in the order of the edition."""
    edition = compiled(case.edition)
    pieces, values = _held(dossier)
    known = known_of(case, _told(dossier))
    asked = [_document(one, pieces) for one in edition.documents_for(case.profile) if _applies(one, known)]
    asked += [_answer(question, dossier, pieces) for question in _asked(case, known)]
    for criterion in edition.criteria_for(case.profile):
        if criterion.kind == "measured" and criterion.citizen_vote is None:
            asked.append(_value(criterion, values))
        asked += [_piece(criterion, one, pieces) for one in criterion.evidence]
    if case.veiled:
        return [one for one in asked if not identifies(edition, case.profile, one.criterion, one.item)]
    return asked


def questions(case, dossier) -> list:
    """The questions of the form that are asked: those whose condition the facts and the answers so far meet."""
    found = _asked(case, known_of(case, _told(dossier)))
    return [one for one in found if not one.identifying] if case.veiled else found


def written_here(case, dossier) -> list:
    """The questions that are answered on the page of the form; files and some others have a page of their own."""
    elsewhere = {"file", *procedure_of(case).elsewhere}
    return [one for one in questions(case, dossier) if one.type not in elsewhere]


def asked_for(case, dossier, criterion: str, item: str) -> Asked | None:
    """The one thing asked for at a place of the dossier, or None where the edition asks for nothing there."""
    edition = compiled(case.edition)
    pieces = {(criterion, item): pieces_of(dossier, criterion=criterion, item=item)}
    if criterion == FORM:
        question = next((one for one in questions(case, dossier) if one.id == item), None)
        return _answer(question, dossier, pieces) if question else None
    if not criterion:
        found = next((one for one in edition.documents_for(case.profile) if one.id == item), None)
        applies = found is not None and _applies(found, known_of(case, _told(dossier)))
        return _document(found, pieces) if applies else None
    rule = next((one for one in edition.criteria_for(case.profile) if one.id == criterion), None)
    if rule is None:
        return None
    if not item and rule.kind == "measured" and rule.citizen_vote is None:
        return _value(rule, {one.criterion: one for one in dossier.measurements.filter(criterion=criterion)})
    found = next((one for one in rule.evidence if one.id == item), None)
    return _piece(rule, found, pieces) if found else None


def missing(case, dossier) -> list[Asked]:
    """What is required and not there."""
    return [one for one in checklist(case, dossier) if one.missing]


def known_of(case, answers: dict) -> Callable[[], dict]:
    """What the edition's conditions may ask of a case whose form is answered so; gathered once, if at all."""
    told = procedure_of(case).facts or facts_of
    return cache(lambda: told(case, answers))


def _told(dossier) -> dict:
    """What conditions ask: all answers, also those that a veiled copy does not show."""
    return dossier.answers if dossier.told is None else dossier.told


def _asked(case, known) -> list:
    form = compiled(case.edition).form_for(case.profile)
    return [one for one in form if one.when is None or holds(one.when, known()) is True]


def _held(dossier):
    pieces, values = {}, {}
    for one in pieces_of(dossier):
        pieces.setdefault((one.criterion, one.item), []).append(one)
    for one in Measurement.objects.filter(dossier=dossier):
        values[one.criterion] = one
    return pieces, values


def _applies(document, known) -> bool:
    """A condition that the facts cannot tell counts as met: better asked once too often."""
    return document.when is None or holds(document.when, known()) is not False


def _answer(question, dossier, pieces) -> Asked:
    if question.type == "file":
        have = tuple(pieces.get((FORM, question.id), ()))
        most = question.limit.megabytes if question.limit else None
        return Asked("file", FORM, question.id, question.asks, question.required, (), have, most)
    given = dossier.answers.get(question.id)
    have = (given,) if is_answered(given) and is_whole(question, given) else ()
    return Asked("answer", FORM, question.id, question.asks, question.required, (), have)


def _document(document, pieces) -> Asked:
    have = tuple(pieces.get(("", document.id), ()))
    return Asked("document", "", document.id, document.title, document.required, document.accepts, have)


def _piece(criterion, one, pieces) -> Asked:
    have = tuple(pieces.get((criterion.id, one.id), ()))
    return Asked("evidence", criterion.id, one.id, one.what, one.required, one.accepts, have)


def _value(criterion, values) -> Asked:
    have = (values[criterion.id],) if criterion.id in values else ()
    return Asked("measurement", criterion.id, "", criterion.title, True, (), have)
