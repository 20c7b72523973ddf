"""The manager of a pilot, from the certificate to a start under a fixed protocol."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from journeys.reading import PHONE, enter_as, press, text, visit

from cityloop.demo.pilot import written

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
CERTIFICATE = "certification/certificates/C-SCS-2026-0001/"
TODAY = datetime.now(ZoneInfo("Asia/Seoul"))
SAID = {
    "ko": ("찾아낼 수 있는 계획", "진행 중"),
    "en": (
        "can find what it looks for",
        "Running",
    ),
}
PLACES = "\n".join(
    f"x{n:02}, 교차로 {n}, Crossing {n}, {'treated' if n < 3 else 'comparison'}, {36.4 + n / 100}, 127.2"
    for n in range(1, 25)
)


def fill(window, /, **typed):
    for name, value in typed.items():
        window.locator(f"main [name={name}]").first.fill(value)


@LANGUAGES
def test_from_a_certificate_to_a_start_under_a_fixed_protocol(page, own_site, language, tmp_path):
    finds, running = SAID[language]
    manager = page(language, on=own_site)
    enter_as(manager, "provider")
    visit(manager, CERTIFICATE)
    press(manager, manager.locator("main a[href*='/labs/open/certificate/']"))
    code = f"pilot-{language}"
    fill(
        manager, code=code, question_ko="줄었는가?", question_en="Did it fall?", city_ko="시", city_en="City",
        service_version="2.2", began_on=f"{TODAY:%Y-%m-%d}", ends_on=f"{TODAY + timedelta(days=40):%Y-%m-%d}",
    )  # fmt: skip
    press(manager, manager.locator("main form button").last)
    desk = f"labs/{code}/manage/"
    press(manager, manager.locator("main a[href$='/places/']"))
    fill(manager, sites=PLACES)
    press(manager, manager.locator("main form button"))
    visit(manager, f"labs/{code}/partners/")
    fill(manager, organisation="kict")
    manager.locator("[name=part]").select_option("evaluator")
    press(manager, manager.locator("main form button"))
    for asked in ("insurance", "permit", "safety"):
        visit(manager, f"labs/{code}/conditions/")
        manager.locator("[name=asked]").select_option(asked)
        fill(manager, statement="가상", since=f"{TODAY:%Y-%m-%d}", until=f"{TODAY + timedelta(days=60):%Y-%m-%d}")
        press(manager, manager.locator("main form button"))
    _protocol(manager, code, written(tmp_path / "past.csv", TODAY, range(-60, -2)), finds)
    visit(manager, desk)
    press(manager, manager.locator("main a[href$='/step/start/']"))
    press(manager, manager.locator("main form button"))
    assert running in text(manager)
    citizen = page(language, width=PHONE["width"], on=own_site)
    visit(citizen, f"labs/{code}/")
    assert finds in text(citizen)
    visit(citizen, "labs/")
    citizen.goto(desk)
    assert "login" in citizen.url


def _protocol(manager, code, past, finds):
    visit(manager, f"labs/{code}/protocol/")
    fill(
        manager, outcome="waiting", unit="crossing", time="at", measured_in="s", measured_in_column="unit", least="0",
        most="600", start=f"{TODAY:%Y-%m-%d}", window="21", worth="5", stopping_ko="3주 뒤", stopping_en="Once",
    )  # fmt: skip
    press(manager, manager.locator("main form:has([name=do][value=draft]) button"))
    manager.locator("[name=file]").set_input_files(past)
    press(manager, manager.locator("main form:has([name=do][value=try]) button"))
    assert finds in text(manager)
    manager.locator("[name=agreed]").check()
    press(manager, manager.locator("main form:has([name=do][value=freeze]) button"))
    assert not manager.locator("[name=outcome]").count(), "what is fixed is no form any more"
