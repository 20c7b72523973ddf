"""A panel from the preview to the moderation: the officer seats, the assessor marks offline and looks again.

Each language takes cases of its own, so that both can be played on one site.
"""

import io

import pytest
from journeys.reading import enter_as, hold, path_of, press, text, visit
from openpyxl import load_workbook

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
MARKED = {"ko": "SCS-2026-0005", "en": "SCS-2026-0006"}
SEATED = {"ko": "SCS-2026-0004", "en": "SCS-2026-0010"}
ROUND = "cases/rounds/smart-city-service/2026/seating/?field=transport&notice=N-SCS-2026-0001"
CALIBRATION = "cases/rounds/smart-city-service/2026/calibration/?field=transport"


@LANGUAGES
def test_the_officer_previews_a_round_and_seats_exactly_what_was_shown(page, own_site, language):
    officer = page(language, on=own_site)
    enter_as(officer, "officer")
    visit(officer, f"{ROUND}&members=9&most=1")
    assert officer.locator(".notice").count() >= 1, "a round that cannot be is told, with what would do"
    visit(officer, ROUND)
    reference = SEATED[language]
    proposed = officer.locator(f"section[aria-labelledby='p-{reference}'] tbody th").all_inner_texts()
    assert len(proposed) == 9
    if language == "ko":  # one case from its own page
        press(officer, officer.locator(f"#p-{reference} a"))
        shown = officer.locator("section[aria-labelledby=proposal-h] tbody th").all_inner_texts()
        press(officer, officer.locator("main form:has([name=token]) button"))
    else:  # what is left of the round at once
        shown = proposed
        press(officer, officer.locator("main form:has([name=do][value=keep]) button"))
        press(officer, officer.locator("main form:has([name=do][value=publish]) button"))
        visit(officer, f"cases/{reference}/panel/")
    seated = officer.locator("section[aria-labelledby=seats-h] tbody th").all_inner_texts()
    assert sorted(seated) == sorted(shown)
    _remind(officer)


def _remind(officer):
    press(officer, officer.locator("main form:has([name=do][value=remind]) button"))
    assert officer.locator(".notice").count() >= 1


@LANGUAGES
def test_an_assessor_marks_offline_sees_the_spread_and_looks_again(page, own_site, language):
    reference = MARKED[language]
    assessor = page(language, on=own_site)
    enter_as(assessor, "assessor")
    if language == "ko":
        visit(assessor, f"cases/{reference}/declare/")
        assert "한빛교통기술" in text(assessor), "what the system knows is shown first"
        assessor.locator("[name=ground][value=none]").check()
        press(assessor, assessor.locator("main form button.button"))
    visit(assessor, f"cases/{reference}/spread/", status=404)
    _one_mark_beside_its_evidence(assessor, reference)
    _bring_in(assessor, reference)
    press(assessor, assessor.locator("main a.button[href$='/hand-in/']"))
    press(assessor, assessor.locator("main form button.button"))
    visit(assessor, f"cases/{reference}/spread/")
    assert assessor.locator("main table tbody tr").count() > 30

    officer = page(language, on=own_site)
    enter_as(officer, "officer")
    if language == "ko":
        _close_without_the_technical_report(officer, reference)
    visit(officer, CALIBRATION)
    press(officer, officer.locator(f"main a[href$='/{reference}/moderation/']"))
    for box in officer.locator("[name=people]").all()[1:]:
        box.uncheck()
    officer.locator("[name=reason]").fill("Please look at the first criterion again.")
    press(officer, officer.locator("main form:has([name=people]) button"))
    _look_again(assessor, reference)


def _close_without_the_technical_report(officer, reference):
    visit(officer, f"cases/{reference}/close/")
    officer.locator("[name=reason]").fill("The examiner is late; the report is read at the deliberation.")
    press(officer, officer.locator("main form:has([name=reason]) button"))


def _one_mark_beside_its_evidence(assessor, reference):
    visit(assessor, f"cases/{reference}/marking/effect.problem_fit/")
    assert assessor.locator("section[aria-labelledby=ev] a").count() >= 1, "evidence stands beside the mark"
    assessor.locator("[name=mark][value='3']").check()
    press(assessor, assessor.locator("main form button.button").first)


def _bring_in(assessor, reference):
    """Download the sheet, fill it in, look at what would change, and save it; a wrong cell is named first."""
    visit(assessor, f"cases/{reference}/marks/import/")
    with assessor.expect_download() as saved:
        assessor.locator("main a[href$='/marks/file/']").click()
    book = load_workbook(io.BytesIO(saved.value.path().read_bytes()))
    _upload(assessor, _filled(book, 99))
    assert "F4" in text(assessor)
    assert assessor.locator("[name=shown]").count() == 0
    _upload(assessor, _filled(book, 3))
    press(assessor, assessor.locator("main form:has([name=shown]) button"))
    assert path_of(assessor).endswith("/marking/")


def _filled(book, mark):
    page = book.active
    for row in range(4, page.max_row + 1):
        scale_of_two = str(page.cell(row, 5).value).splitlines()[-1].startswith("1")
        page.cell(row, 6, min(mark, 1) if scale_of_two and mark < 9 else mark)
        page.cell(row, 8, "p. 1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _upload(assessor, content):
    form = assessor.locator("main form[enctype]")
    form.locator("[type=file]").set_input_files(
        {
            "name": "marks.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": content,
        }
    )
    press(assessor, form.locator("button"))


def _look_again(assessor, reference):
    """A changed mark says why; handed in, the spread shows the mark of before beside it."""
    visit(assessor, f"cases/{reference}/marking/effect.problem_fit/")
    assessor.locator("[name=mark][value='2']").check()
    press(assessor, assessor.locator("main form button.button").first)
    assert assessor.locator(".errors").count() == 1, "the reason of before is no reason to change"
    assessor.locator("[name=mark][value='2']").check()
    assessor.locator("[name=note]").fill("Page 4 limits it to one district.")
    press(assessor, assessor.locator("main form button.button").first)
    visit(assessor, f"cases/{reference}/hand-in/")
    press(assessor, assessor.locator("main form button.button"))
    visit(assessor, f"cases/{reference}/spread/")
    assert assessor.locator("main table small.nowrap").count() == 1
    hold(assessor)
