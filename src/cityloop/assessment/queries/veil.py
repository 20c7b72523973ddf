"""What a call that is judged blind hides: from its reviewers who applies, from those who apply who reviews.

Where a reviewer reads a proposal, its row and dossier are copies from which the names were taken off: pages, files,
lists and letters show what they are given, and need not know. Such a copy is never saved.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files import MEDIA_TYPES
from cityloop.assessment.models import Case, CleanCopy, Dossier, Duty, Evidence
from cityloop.assessment.models.dossier import FORM
from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries.edition import compiled
from cityloop.assessment.queries.sides import sides_of
from cityloop.assessment.rules import ASSESSOR
from cityloop.engine.text import Text
from cityloop.language import pick
from cityloop.organisations.models import Membership, Organisation, OrganisationName, Person
from cityloop.organisations.naming import ENDINGS, LEGAL_FORM

APPLICANTS, REVIEWERS = "applicants", "reviewers"
PROPOSAL = Text("제안 {n}", "Proposal {n}")
NOBODY = Text("비공개 신청자", "Applicant not shown")
BLACKENED = "▇▇▇"
LETTER = re.compile(r"[^\W\d_]")


def hides(case, side: str) -> bool:
    """Does the edition still hide one side of a case from the other, in the state in which the case is?"""
    found = compiled(case.edition).hiding(side, case.profile)
    return found is not None and case.state not in procedure_of(case).opened.get(found.until, ())


def reads_blind(case, roles) -> bool:
    """Does somebody who is this to a case read it without knowing who applies?"""
    return ASSESSOR in roles and roles == {ASSESSOR} and hides(case, APPLICANTS)


def veil(case) -> Case:
    """The same row with a number in place of everything that says who applies."""
    said = PROPOSAL.format(n=int(case.reference.rpartition("-")[2]))
    known = case.applicant
    nobody = {"name_ko": NOBODY.ko, "name_en": NOBODY.en}
    hidden = Organisation(code="", **nobody, kind=known.kind, tier=known.tier, country=known.country)
    case.veiled, case.title_ko, case.title_en = True, said.ko, said.en
    Case._meta.get_field("applicant").set_cached_value(case, hidden)  # the key stays: rules ask it
    Case._meta.get_field("opened_by").set_cached_value(case, Person(**nobody))
    return case


def veiled_for_reviewer(case) -> Case:
    """A row of a list as somebody reads it who only reviews it."""
    return veil(case) if hides(case, APPLICANTS) else case


def veil_dossier(case, dossier: Dossier) -> Dossier:
    """The same version without the answers that say who applies, and with names in the others blackened."""
    rules, names = compiled(case.edition), names_of(case)
    shown = {one.id for one in rules.form_for(case.profile) if not one.identifying}
    shown |= {one.id for one in rules.criteria_for(case.profile)}
    dossier.veiled, dossier.told = True, dossier.answers
    dossier.answers = {key: blackened(value, names) for key, value in dossier.answers.items() if key in shown}
    Dossier._meta.get_field("case").set_cached_value(dossier, case)
    return dossier


def pieces_of(dossier: Dossier, **where) -> list[Evidence]:
    """The evidence of a version as its reader may see it: of a veiled one, copies under names that say nothing."""
    found = dossier.evidence.filter(withdrawn_at=None, **where)
    if not dossier.veiled:
        return list(found)
    rules, part = compiled(dossier.case.edition), dossier.case.profile
    return [
        _veiled_piece(one)
        for one in found.select_related("clean_copy").prefetch_related("disclosures")
        if not identifies(rules, part, one.criterion, one.item)
    ]


def identifies(rules, part: str, criterion: str, item: str) -> bool:
    """Does what is asked at a place of the dossier say who applies?"""
    if criterion == FORM:
        asked = next((one for one in rules.form_for(part) if one.id == item), None)
        return asked is not None and asked.identifying
    found = rules.criterion(criterion)
    listed = found.evidence if found else () if criterion else rules.documents_for(part)
    return any(one.identifies for one in listed if one.id == item)


def _veiled_piece(piece: Evidence) -> Evidence:
    copy, decided = getattr(piece, "clean_copy", None), list(piece.disclosures.all())
    piece.name = f"evidence-{piece.pk}{ending_of(piece)}"
    piece.veiled = True
    if decided and decided[-1].shown:
        piece.sha256, piece.size = decided[-1].sha256, decided[-1].size
        return _received_from_nobody(piece)
    piece.address = ""
    if decided:
        piece.withheld, piece.sha256, piece.size = _("The secretariat keeps it back."), "", 0
        return _received_from_nobody(piece)
    if copy is None or copy.problem:
        piece.withheld = CleanCopy.Problem(copy.problem if copy else CleanCopy.Problem.BROKEN).label
        piece.sha256, piece.size = "", 0
    else:
        piece.sha256, piece.size = copy.sha256, copy.size
    return _received_from_nobody(piece)


def _received_from_nobody(piece: Evidence) -> Evidence:
    Evidence._meta.get_field("received_from").set_cached_value(piece, Person(name_ko=NOBODY.ko, name_en=NOBODY.en))
    return piece


def ending_of(piece: Evidence) -> str:
    """The ending of a file by what it is, whatever it was called."""
    return next((f".{kind}" for kind, media in MEDIA_TYPES.items() if media == piece.media_type and kind != "url"), "")


def names_of(case) -> tuple[str, ...]:
    """Every name by which those who apply may be known: all that their bodies had, and those of their people."""
    bodies = Organisation.objects.filter(pk__in=sides_of([case])[case.pk])
    found = {name for row in bodies.values_list("name_ko", "name_en") for name in row}
    found |= set(
        OrganisationName.objects.filter(organisation__in=bodies, retraction=None).values_list("name", flat=True)
    )
    members = Membership.objects.filter(organisation__in=bodies).values("person_id")
    people = Person.objects.filter(pk__in=[*members.values_list("person_id", flat=True), case.opened_by_id])
    found |= {name for row in people.values_list("name_ko", "name_en", "email") for name in row}
    found |= set(procedure_of(case).named(case))
    found |= {_short(name) for name in found}
    return tuple(sorted(filter(_tells, found), key=lambda name: (-len(name), name)))


def naming(case, dossier: Dossier) -> list[str]:
    """What whoever applies should look at before they hand in: the answers in which they name themselves."""
    if not hides(case, APPLICANTS) or not (names := names_of(case)):
        return []
    rules = compiled(case.edition)
    asked = {one.id: one.asks for one in rules.form_for(case.profile) if not one.identifying}
    asked |= {one.id: one.title for one in rules.criteria_for(case.profile)}
    answers = dossier.answers
    return [pick(asked[key]) for key in asked if key in answers and blackened(answers[key], names) != answers[key]]


def named_in(case, *texts: str) -> list[str]:
    """The words of some texts by which whoever applies would be known to those who must not know."""
    if not hides(case, APPLICANTS) or not (names := names_of(case)):
        return []
    pattern = pattern_of(names)
    found = (word for text in texts for word in pattern.findall(unicodedata.normalize("NFC", text)))
    return list(dict.fromkeys(found))


def blackened(value, names):
    """A text, or the texts within an answer, with every name blackened."""
    if not names:
        return value
    if isinstance(value, dict):
        return {key: blackened(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [blackened(one, names) for one in value]
    return pattern_of(names).sub(BLACKENED, unicodedata.normalize("NFC", value)) if isinstance(value, str) else value


def pattern_of(names) -> re.Pattern:
    """Finds any of these names: in Latin script as whole words, in Korean also with a particle behind it."""
    return re.compile("|".join(map(_as_word, names)), re.IGNORECASE)


def reviewers_of(case) -> set[int]:
    """Ids of the people who review a case, or did until they were released."""
    return set(Duty.objects.filter(case=case, duty=Duty.Kind.EVALUATE).values_list("person_id", flat=True))


def _as_word(name: str) -> str:
    words = r"\s*".join(re.escape(word) for word in unicodedata.normalize("NFC", name).split())
    before = r"(?<![^\W\d_])" if name[0].isascii() else ""
    after = r"(?![^\W\d_가-힣])" if name[-1].isascii() else ""
    return f"{before}{words}{after}"


def _short(name: str) -> str:
    """A name of an organisation without its legal form."""
    words = LEGAL_FORM.sub(" ", unicodedata.normalize("NFKC", name)).split()
    while len(words) > 1 and ENDINGS.fullmatch(words[-1].casefold().strip(".,")):
        words.pop()
    return " ".join(words).strip(" ,.")


def _tells(name: str) -> bool:
    """Is it long enough to tell somebody by? Two syllables, or three letters."""
    letters = LETTER.findall(name)
    return len(letters) >= (2 if any("가" <= one <= "힣" for one in letters) else 3)
