"""Pre-consulting in a browser: the secretariat offers a time, a city takes it, the advice is kept."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journeys.reading import PHONE, enter_as, path_of, press, text, visit

PLACE = "Room 7 (simulated)"


def test_a_time_is_offered_taken_and_its_advice_is_kept(page, own_site):
    officer = page("ko", on=own_site)
    enter_as(officer, "planner")
    visit(officer, "calls/pre-consulting/")
    begins = datetime.now(ZoneInfo("Asia/Seoul")).replace(hour=10, minute=0) + timedelta(days=2)
    offer = officer.locator("main form:has([name=do][value=offer])")
    planning = offer.locator("[name=track] option[value$='/planning']").first.get_attribute("value")
    offer.locator("[name=track]").select_option(planning)
    for name, value in {"begins_at": f"{begins:%Y-%m-%dT%H:%M}", "count": "1", "place": PLACE}.items():
        offer.locator(f"[name={name}]").fill(value)
    press(officer, offer.locator(".button"))
    assert PLACE in text(officer)

    city = page("en", width=PHONE["width"], scheme="dark", on=own_site)
    enter_as(city, "city-abroad")
    visit(city, "calls/proposals/")
    press(city, city.locator("main table a").first)
    visit(city, f"{path_of(city)}pre-consulting/")
    here = path_of(city)
    press(city, city.locator("main button[name=do][value=release]"))  # a proposal holds one time ahead
    city.locator("[name=asks]").fill("Which data does the plan need?")
    city.locator("[name=shows_draft]").check()
    press(city, city.locator("main form:has([name=do][value=book]) li", has_text=PLACE).locator("button"))
    assert "The time is yours." in text(city)

    visit(officer, "calls/pre-consulting/")
    assert "Which data does the plan need?" in text(officer)
    visit(officer, here)
    officer.locator("[name=text]").fill("The city's own sensor list is enough (simulated).")
    press(officer, officer.locator("main form:has([name=do][value=advise]) .button"))
    visit(city, here)
    assert "sensor list is enough" in text(city)
