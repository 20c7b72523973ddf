"""A dossier as a list of parts to fill in."""

from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.assessment.queries.checklist import FORM
from cityloop.language import pick

DOCUMENTS = "documents"
FILES = "files"
"""The place of the files that questions of the form ask for."""
NAMES = {
    DOCUMENTS: {"ko": "신청서류", "en": "Documents"},
    FORM: {"ko": "신청 양식", "en": "Form"},
    FILES: {"ko": "신청 양식의 파일", "en": "Files of the form"},
}


def parts(case, dossier, asked) -> list[dict]:
    """The documents, then every criterion that applies, each with what it asks for and how much is missing.

    `key` (id of the criterion or `documents`), `title`, `area`, `missing`, `have` and `asked` (numbers), `said`.
    """
    rules = compiled(case.edition)
    by_criterion = {}
    for one in asked:
        by_criterion.setdefault(one.criterion, []).append(one)
    found = [_part(DOCUMENTS, NAMES[DOCUMENTS], None, by_criterion.get("", []), "")]
    asked_in_form = by_criterion.get(FORM, [])
    words = [one for one in asked_in_form if one.kind != "file"]
    found.append(_part(FORM, NAMES[FORM], None, words, ""))
    files = [one for one in asked_in_form if one.kind == "file"]
    found.append(_part(FILES, NAMES[FILES], None, files, ""))
    for criterion in rules.criteria_for(case.profile):
        if criterion.kind == "formula":
            continue
        wanted = by_criterion.get(criterion.id, [])
        said = dossier.answers.get(criterion.id, "")
        found.append(_part(criterion.id, criterion.title, rules.area(criterion.area), wanted, said))
    return [part for part in found if part["asked"] or part["area"]]


def part_of(rules, one) -> tuple[str, str]:
    """Under which heading a thing asked for stands in a long list: the documents, the form, or an area."""
    if one.criterion == FORM:
        return FORM, pick(NAMES[FORM])
    if not one.criterion:
        return DOCUMENTS, pick(NAMES[DOCUMENTS])
    area = rules.area(rules.criterion(one.criterion).area)
    return area.id, pick(area.title)


def place_named(case, one) -> str:
    """What a place of the dossier is called: the document, or the criterion with the piece that it asks for."""
    rules = compiled(case.edition)
    if one.criterion == FORM:
        return next((pick(question.asks) for question in rules.form if question.id == one.item), one.item)
    if not one.criterion:
        found = next((document for document in rules.documents if document.id == one.item), None)
        return pick(found.title) if found else one.item
    criterion = rules.criterion(one.criterion)
    piece = next((evidence for evidence in criterion.evidence if evidence.id == one.item), None)
    return f"{pick(criterion.title)}: {pick(piece.what)}" if piece else pick(criterion.title)


def _part(key, title, area, wanted, said) -> dict:
    missing = sum(one.missing for one in wanted)
    have = sum(bool(one.have) for one in wanted)
    if missing:
        badge, tone = (_("Not begun"), "") if not have else (_("%(n)s missing") % {"n": missing}, "warn")
    else:
        badge, tone = _("Complete"), "good"
    return {
        "key": key,
        "title": title,
        "area": area,
        "missing": missing,
        "have": have,
        "asked": len(wanted),
        "said": said,
        "badge": badge,
        "tone": tone,
    }
