"""Letters are written by a step, in both languages, once; a gap refuses the step as a whole."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from house.files import ROOT

from cityloop.assessment import actions as assessing
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.engine.text import Text
from cityloop.outbox.models import Letter
from cityloop.outbox.texts import asked, rendered, template
from cityloop.outbox.writing import scheme_of, write

LETTERS = sorted(
    path.relative_to(ROOT / "src" / "cityloop") for path in (ROOT / "src").glob("cityloop/*/letters/*.txt")
)
KINDS = sorted({f"{path.parts[0]}.{path.name.split('.')[0]}" for path in LETTERS})


def test_a_letter_is_fixed_in_both_languages_when_it_is_written(letter):
    found = letter(case={"ko": "밤 버스", "en": "Night bus"})
    assert "밤 버스" in found.body_ko and "Night bus" not in found.body_ko
    assert "Night bus" in found.body_en and "신청 취하" in found.subject_ko
    assert found.state == Letter.State.HELD and found.scheme == "night-bus"


def test_writing_twice_changes_nothing(letter):
    first = letter()
    assert letter(case="Another title").pk == first.pk
    assert Letter.objects.get().body_en == first.body_en


def test_another_key_is_another_letter(letter):
    assert letter(key="1").pk != letter(key="2").pk


def test_the_database_holds_one_letter_for_a_reader(letter):
    found = letter()
    found.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)


def test_somebody_without_an_account_is_written_to_by_address(letter):
    found = letter(to=["neighbour@example.org"])
    assert (found.person, found.reader) == (None, "neighbour@example.org")
    assert letter(to=["neighbour@example.org"]).pk == found.pk


def test_a_text_with_a_gap_is_refused_and_the_step_with_it(stage):
    case = stage.case("submitted")
    with pytest.raises(Refused, match="reason"):
        write(at=case.changed_at, kind="certification.supplement_asked", to=[stage.applicant], about=case, case="x")
    assert Letter.objects.filter(kind="certification.supplement_asked").count() == 0


def test_a_step_that_is_refused_leaves_no_letter(stage):
    case = stage.case("submitted")
    written = Letter.objects.count()
    with pytest.raises(Refused):
        assessing.ask_supplement(**stage.step(stage.operator, 2), case=case, reason=" ")
    assert Letter.objects.count() == written


def test_a_day_and_a_text_are_said_in_each_language():
    facts = {"at": date(2026, 9, 1), "case": Text("밤 버스", "Night bus"), "reference": "NB-1", "link": "/x"}
    text = rendered("certification.withdrawn", "a@example.org", facts)
    assert "2026년 9월 1일" in text["body_ko"] and "Sept. 1, 2026" in text["body_en"]


def test_a_letter_about_nothing_that_has_a_scheme_says_so():
    with pytest.raises(ValueError, match="scheme="):
        scheme_of(object())


def test_what_a_person_typed_is_not_read_as_a_template(letter):
    assert "{reader}" in letter(case="{reader} {0.__class__}").body_en


def test_the_audit_chain_names_no_address_and_no_text(stage):
    stage.case("granted")
    said = str(list(Entry.objects.values_list("detail", flat=True)))
    assert "@" not in said and "Dear" not in said


def test_there_are_letters():
    assert "certification.receipt" in KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_there_in_both_languages_and_asks_for_the_same(kind):
    korean, english = (template(kind, language) for language in ("ko", "en"))
    assert asked(korean) == asked(english)
    assert all(text.splitlines()[0].strip() and len(text.splitlines()) > 2 for text in (korean, english))
