"""Applications in a workbook: the sheet made from the edition, what it would change, and all or nothing of it."""

import io

import pytest
from certification.stage import Stage
from certification.test_form import FORM
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from cityloop.assessment.actions import import_applications, plan_applications, save_answers
from cityloop.assessment.imports import NotRead
from cityloop.assessment.imports.applications import application_template
from cityloop.assessment.intake import Bringing
from cityloop.assessment.models import Case
from cityloop.assessment.queries import dossier_of
from cityloop.audit.models import Entry
from cityloop.audit.queries import about
from cityloop.audit.refusal import Refused
from cityloop.certification.intake import own_drafts

SERVICE, SITE, PHASE, ENDS, USERS, COST, PARTNERS = "ABCDEFG"


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(form=FORM)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def bringing(stage, who=None, received=False):
    step = stage.step(who or stage.applicant)
    return Bringing(step["actor"], step["at"], stage.edition, "bus", received)


def sheet(stage, cells=None, by=None):
    by = by or bringing(stage)
    book = load_workbook(io.BytesIO(application_template(by, own_drafts(by))))
    for place, value in (cells or {}).items():
        book["applications"][place] = value
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def given(stage, content, who=None, days=0):
    return {
        **stage.step(who or stage.applicant, days),
        "edition": stage.edition,
        "profile": "bus",
        "name": "a.xlsx",
        "content": content,
    }


def plan(stage, cells):
    return plan_applications(**given(stage, sheet(stage, cells)))


ROW = {"A5": "service-1", "B5": "Haean", "C5": "live", "E5": "1,200", "F5": 5000}
ROW["E5"] = 12


def test_the_sheet_is_made_from_the_edition_in_both_languages_with_choices_as_lists(stage):
    stage.service()
    book = load_workbook(io.BytesIO(application_template(bringing(stage))))
    page = book["applications"]
    assert [cell.value for cell in page[2]][:3] == ["service", "form:site", "form:phase"]
    assert page["B3"].value == "Where? (한국어)\nWhere? *" and page.row_dimensions[2].hidden
    rules = {str(rule.sqref).partition(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {"A5": "lists!$A$2:$A$2", "C5": "lists!$B$2:$B$3"}
    assert [cell.value for cell in book["lists"]["B"]][1:] == ["trial (한국어) / trial", "live (한국어) / live"]
    assert book["lists"]["A2"].value == "service-1 · 밤 버스 / Night bus"
    assert "One row is one application" in str([cell.value for cell in book["guide"]["C"]])


def test_a_row_begins_a_draft_with_its_answers_after_it_was_shown_and_confirmed(stage):
    stage.service()
    found = plan(stage, {**ROW, "G5": "Daon | maps\nRail | trams"})
    assert (found.troubles, found.counts) == ((), {"new": 1, "changed": 0, "same": 0})
    told = {cell.cell: (cell.before, cell.after) for cell in found.rows[0].cells}
    assert told["applications!B5"] == ("", "Haean") and told["applications!C5"] == ("", "live")
    assert not Case.objects.exists(), "showing writes nothing"
    content = sheet(stage, {**ROW, "G5": "Daon | maps\nRail | trams"})
    entries = Entry.objects.count()
    shown = plan_applications(**given(stage, content)).shown
    assert Entry.objects.count() == entries
    import_applications(**given(stage, content), shown=shown)
    case = Case.objects.get()
    assert dossier_of(case).answers == {
        "site": "Haean",
        "phase": "live",
        "users": 12,
        "cost": {"amount": 5000, "currency": "KRW"},
        "partners": [{"who": "Daon", "what": "maps"}, {"who": "Rail", "what": "trams"}],
    }
    assert (case.state, case.opened_by, case.applicant) == ("draft", stage.applicant, stage.owner)
    assert about(stage.edition)[0].detail["applications"] == {case.reference: "new"}


def test_a_draft_that_is_there_is_changed_cell_by_cell_and_the_same_file_twice_does_nothing(stage):
    case = stage.case("draft")
    save_answers(**stage.step(stage.applicant), case=case, answers={"site": "Haean", "users": 3})
    content = sheet(stage, {"B5": "Busan"})
    found = plan_applications(**given(stage, content))
    assert found.counts == {"new": 0, "changed": 1, "same": 0}
    assert [(one.cell, one.before, one.after) for one in found.rows[0].cells] == [("applications!B5", "Haean", "Busan")]
    import_applications(**given(stage, content), shown=found.shown)
    assert dossier_of(case).answers == {"site": "Busan", "users": 3}
    with pytest.raises(Refused, match="others than those that were shown"):
        import_applications(**given(stage, content), shown=found.shown)
    assert plan_applications(**given(stage, content)).counts == {"new": 0, "changed": 0, "same": 1}


@pytest.mark.parametrize(
    ("cells", "cell", "says"),
    [
        ({"E5": "many"}, "applications!E5", "This is not a number."),
        ({"E5": True}, "applications!E5", "This is not a number."),
        ({"E5": 101}, "applications!E5", "between 0 and 100"),
        ({"E5": "=1+1"}, "applications!E5", "A formula stands here"),
        ({"A5": "=A6"}, "applications!A5", "A formula stands here"),
        ({"E5": "#REF!"}, "applications!E5", "shows an error"),
        ({"B5": "x" * 21}, "applications!B5", "At most 20 characters"),
        ({"C5": "sleeping"}, "applications!C5", "none of the choices: trial, live"),
        ({"F5": "EUR 5"}, "applications!F5", "one of: KRW"),
        ({"G5": "a | b | c"}, "applications!G5", "has 3 cells; there are 2 columns"),
        ({"G5": "a\nb\nc"}, "applications!G5", "At most 2 rows"),
        ({"A5": "сервис"}, "applications!A5", "none of the choices"),
        ({"A5": None}, "applications!A5", "This must be filled in."),
        ({"D5": "in May"}, "applications!D5", "not asked of this application"),
        ({"A6": "service-1"}, "applications!A6", "stands in row 5 already"),
    ],
    ids=str,
)
def test_every_cell_that_is_wrong_is_named_and_nothing_is_written(stage, cells, cell, says):
    stage.service()
    content = sheet(stage, {**ROW, **cells})
    found = plan_applications(**given(stage, content))
    assert [one.cell for one in found.troubles] == [cell] and says in str(found.troubles[0])
    assert found.troubles[0].remedy
    with pytest.raises(Refused, match="Nothing of the file was taken in"):
        import_applications(**given(stage, content), shown=found.shown)
    assert not Case.objects.exists()


def test_one_wrong_row_keeps_the_right_ones_out(stage):
    stage.service(), stage.service()
    found = plan(stage, {**ROW, "A6": "service-2", "E6": 900})
    assert (len(found.rows), [one.cell for one in found.troubles]) == (1, ["applications!E6"])


def test_the_service_of_somebody_else_is_not_found(stage):
    stage.service()
    content = sheet(stage, ROW, bringing(stage, stage.stranger))
    found = plan_applications(**given(stage, content, stage.stranger))
    assert "Your organisation has no service with this code" in str(found.troubles[0])


def test_an_application_that_is_handed_in_is_not_changed(stage):
    case = stage.case("submitted")
    content = sheet(stage, {"A5": case.service.code, "B5": "Elsewhere"})
    (trouble,) = plan_applications(**given(stage, content)).troubles
    assert (trouble.cell, "is not possible while the case is" in trouble.why) == ("applications!A5", True)


def moved(stage):
    book = load_workbook(io.BytesIO(sheet(stage, ROW)))
    book["applications"].move_range("B2:C5", cols=8)
    return saved(book)


def test_columns_may_be_moved_because_each_is_known_by_its_id(stage):
    stage.service()
    found = plan_applications(**given(stage, moved(stage)))
    assert [one.cell for one in found.rows[0].cells][-2:] == ["applications!J5", "applications!K5"]


def of_head(stage, **cells):
    return sheet(stage, {**ROW, **cells})


def too_many(stage):
    return sheet(stage, {f"A{row}": "service-1" for row in range(5, 106)})


def bare(stage):
    return saved(Workbook())


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda stage: b"", "empty"),
        (lambda stage: b"%PDF-1.4 nothing", "cut off"),
        (lambda stage: b"x" * 1_000_001, "larger than 1 MB"),
        (bare, "no sheet “applications”"),
        (too_many, "more than 100 applications"),
        (lambda stage: sheet(stage), "No application stands in the sheet"),
        (lambda stage: of_head(stage, A1="something"), "not a sheet of applications"),
        (lambda stage: of_head(stage, B1="0" * 64), "another edition"),
        (lambda stage: of_head(stage, D1="received"), "not the sheet of this desk"),
        (lambda stage: of_head(stage, B2="form:colour"), "does not ask for it"),
        (lambda stage: of_head(stage, C2="form:site"), "is there twice"),
        (lambda stage: of_head(stage, A2=None), "was taken out"),
    ],
)
def test_a_file_that_is_no_sheet_of_this_desk_is_refused_with_the_reason(stage, made, says):
    stage.service()
    with pytest.raises(NotRead) as refused:
        plan_applications(**given(stage, made(stage)))
    assert says in refused.value.why and refused.value.remedy
