"""A city officer hands in a workbook with a slip, mends it, takes it in, reads what changed, and takes a page away."""

import io
import re

import pytest
from journeys.reading import enter_as, fits_a_phone, path_of, press, text, visit
from openpyxl import Workbook
from pypdf import PdfReader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAID = {
    "ko": {"percent": "백분율로 보이지만", "cell": "C2", "better": "나아짐", "page": "소피아"},
    "en": {"percent": "shown in percent, but holds", "cell": "C2", "better": "Better", "page": "Sofia"},
}
METERS = {"ko": 30, "en": 33}


def workbook(value, shape):
    made = Workbook()
    made.active.append(("city", "indicator", "value", "year", "quality"))
    made.active.append(("sofia", "EC-ICT-ES-1C", value, 2026, "measured"))
    made.active["C2"].number_format = shape
    file = io.BytesIO()
    made.save(file)
    return {"name": "meters.xlsx", "mimeType": XLSX, "buffer": file.getvalue()}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_officer_hands_in_a_workbook_and_takes_a_page_away(page, own_site, language):
    said, meters = SAID[language], METERS[language]
    window = page(language, on=own_site)
    enter_as(window, "city")
    visit(window, "cities/sofia/?framework=u4ssc")
    press(window, window.locator("main a[href$='/sofia/values/?framework=u4ssc']"))
    _hand_in(window, workbook(meters / 100, "0%"))
    assert said["percent"] in text(window) and said["cell"] in text(window)
    assert window.locator("form[action$='/take-in/']").count() == 0, "nothing to confirm"
    press(window, window.locator("main a.button[href*='/values/']"))
    _hand_in(window, workbook(meters, "0"))
    press(window, window.locator("form[action$='/take-in/'] .button"))
    assert path_of(window) == "cities/sofia/"
    press(window, window.locator("main a[href*='/indicators/EC-ICT-ES-1C/']"))
    assert str(meters) in text(window) and "18" in text(window), "the new value and the earlier ones"
    visit(window, "cities/sofia/diagnosis/?framework=u4ssc")
    changed = window.locator("table tr", has=window.locator("a[href*='EC-ICT-ES-1C']")).first
    assert said["better"] in changed.inner_text()
    press(window, window.locator("main a[href*='/snapshot/']"))
    fits_a_phone(window)
    with window.expect_download() as waiting:
        window.locator(f"main a[href*='snapshot.{language}.pdf']").click()
    (sheet,) = PdfReader(io.BytesIO(waiting.value.path().read_bytes())).pages
    assert said["page"] in re.sub(r"\s+", " ", sheet.extract_text())


def _hand_in(window, file):
    window.locator("[name=files]").set_input_files(file)
    window.locator("[name=source]").fill("City statistics 2026")
    press(window, window.locator("main form .button").last)
