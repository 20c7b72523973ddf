"""Marks made offline: the sheet to take along, what a filled-in one would change, and all or nothing of it."""

import io

import pytest
from certification.stage import NONE, named
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from cityloop.assessment.actions import declare_interest, import_marks, save_marks
from cityloop.assessment.imports import NotRead, mark_template, read_marks
from cityloop.assessment.models import Mark
from cityloop.assessment.queries import sheet_of
from cityloop.audit.queries import about
from cityloop.audit.refusal import Refused

COMFORT, LAWFUL = 4, 5  # rows of the sheet


@pytest.fixture
def case(stage):
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=NONE)
    return case


def filled(stage, case, cells=None, who=None):
    """The downloaded sheet with some cells filled in: `{"F4": 3}`."""
    book = load_workbook(io.BytesIO(mark_template(sheet_of(case, who or stage.assessor))))
    for place, value in (cells or {}).items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reading(stage, case, cells):
    with override("en"):
        return read_marks(sheet_of(case, stage.assessor), "marks.xlsx", filled(stage, case, cells))


def test_the_sheet_holds_criteria_anchors_and_marks_so_far_in_both_languages(stage, case):
    save_marks(
        **stage.step(stage.assessor, 4),
        case=case,
        marks={"service.comfort": {"mark": 3, "confidence": 4, "note": "=HYPERLINK(1)"}},
    )
    page = load_workbook(io.BytesIO(filled(stage, case))).active
    row = [cell.value for cell in page[COMFORT]]
    assert (
        row[0] == "service.comfort"
        and row[2] == "Comfort (한국어)\nComfort"
        and "4: level 4 (한국어) / level 4" in row[4]
    )
    assert (row[5:], page["H4"].data_type) == ([3, 4, "=HYPERLINK(1)"], "s"), "what was written is no formula"
    assert page["A5"].value == "service.lawful" and page.max_row == LAWFUL, "a measured criterion is not marked"


def test_a_filled_sheet_says_what_would_change_and_saves_all_of_it(stage, case):
    save_marks(**stage.step(stage.assessor, 4), case=case, marks={"service.comfort": {"mark": 1}})
    content = filled(stage, case, {"F4": 3, "G4": 5, "H4": "p. 2", "F5": "–", "H5": "no licence is needed"})
    found = read_marks(sheet_of(case, stage.assessor), "marks.xlsx", content)
    assert found.troubles == ()
    told = [(one.criterion.id, one.before.mark if one.before else None, one.after["mark"]) for one in found.changes]
    assert told == [("service.comfort", 1, 3), ("service.lawful", None, None)]
    step = {**stage.step(stage.assessor, 5), "case": case, "name": "marks.xlsx", "content": content}
    import_marks(**step, shown=found.shown)
    assert list(Mark.objects.values_list("mark", "note").order_by("pk")) == [
        (1, ""), (3, "p. 2"), (None, "no licence is needed")
    ]  # fmt: skip
    assert [entry.verb for entry in about(case)[:2]] == ["assessment.import_marks", "assessment.save_marks"]
    with override("en"), pytest.raises(Refused, match="others than those that were shown"):
        import_marks(**step, shown=found.shown)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"F4": 5}, "Cell F4 “5”"),
        ({"F4": 2.5}, "Write one of 0, 1, 2, 3, 4"),
        ({"F4": "three"}, "Cell F4 “three”"),
        ({"F4": True}, "Cell F4 “True”"),
        ({"F4": 3, "G4": 6}, "Cell G4 “6”: Confidence runs from 1 to 5."),
        ({"F4": 3, "G4": "high"}, "Cell G4 “high”"),
        ({"F4": "–"}, "Cell H4 “”: To say that it does not apply needs a reason."),
        ({"H4": "p. 1"}, "Cell F4 “”: There is a reason or a confidence and no mark."),
        ({"F4": 3, "H4": "x" * 4_001}, "longer than 4000"),
        ({"A4": "service.speed", "F4": 3}, "Cell A4 “service.speed”: No criterion"),
        ({"A5": "service.comfort", "F4": 3, "F5": 1}, "stands in row 4 already"),
    ],
    ids=str,
)
def test_every_cell_that_is_wrong_is_named_and_nothing_is_saved(stage, case, cells, says):
    found = reading(stage, case, cells)
    assert len(found.troubles) == 1
    with override("en"):
        assert says in str(found.troubles[0])
    content = filled(stage, case, cells)
    with pytest.raises(Refused):
        import_marks(**stage.step(stage.assessor, 5), case=case, name="m.xlsx", content=content, shown=found.shown)
    assert not Mark.objects.exists()


def test_two_wrong_cells_are_both_named_and_the_right_row_between_them_is_not_saved(stage, case):
    found = reading(stage, case, {"F4": 9, "F5": 9})
    assert [one.cell for one in found.troubles] == ["F4", "F5"]


def empty_workbook():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("m.xlsx", b"", "empty"),
        ("m.xlsx", b"MZ this is no workbook", "xlsx"),
        ("m.pdf", b"%PDF-1.4\n%%EOF\n", "no XLSX workbook"),
        ("m.xlsx", b"x" * 5_000_001, "larger than 5 MB"),
        ("m.xlsx", empty_workbook(), "not a mark sheet of Cityloop"),
    ],
    ids=["empty", "lies", "pdf", "large", "another"],
)
def test_a_file_that_is_no_mark_sheet_says_so(stage, case, name, content, why):
    with override("en"), pytest.raises(NotRead, match=why):
        read_marks(sheet_of(case, stage.assessor), name, content)


def test_the_sheet_of_another_assessor_case_or_round_is_not_taken(stage, case):
    other = stage.case("evaluation")
    mine = sheet_of(case, stage.assessor)
    for content in (filled(stage, case, who=stage.second), filled(stage, other)):
        with override("en"), pytest.raises(NotRead, match="another case or of another assessor"):
            read_marks(mine, "m.xlsx", content)
    with override("en"), pytest.raises(NotRead, match="earlier round"):
        read_marks(mine, "m.xlsx", filled(stage, case, {"D1": 2}))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_assessor_downloads_previews_and_confirms_on_the_pages(stage, case, client, language):
    client.force_login(stage.assessor)
    with override(language):
        download, bring_in = (reverse(named(n), args=[case.reference]) for n in ("mark_file", "import_marks"))
    assert client.get(download).content[:2] == b"PK"
    upload = SimpleUploadedFile("marks.xlsx", filled(stage, case, {"F4": 3, "H4": "p. 2", "F5": 1}))
    page = client.post(bring_in, {"file": upload})
    assert len(page.context["reading"].changes) == 2 and not Mark.objects.exists(), "a preview saves nothing"
    confirm = {"do": "confirm", "content": page.context["content"], "shown": page.context["reading"].shown}
    assert client.post(bring_in, {**confirm, "shown": "0" * 64}).status_code == 409
    assert client.post(bring_in, {**confirm, "content": "%%"}).status_code == 400
    assert client.post(bring_in, confirm).status_code == 302
    assert Mark.objects.count() == 2
    wrong = SimpleUploadedFile("marks.xlsx", filled(stage, case, {"F4": 9}))
    page = client.post(bring_in, {"file": wrong})
    assert "F4" in page.content.decode() and page.context["content"] == ""


@pytest.mark.parametrize("who", ["applicant", "operator", "certifier", "stranger"])
def test_nobody_else_finds_the_sheet(stage, case, client, who):
    client.force_login(getattr(stage, who))
    for name in ("mark_file", "import_marks"):
        assert client.get(reverse(named(name), args=[case.reference])).status_code == 404
