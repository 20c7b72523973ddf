"""Whoever comes by can read it: every public page, both languages, phone and desk, light and dark, with axe."""

import pytest

PAGES = ["", "services/", "certification/", "cities/", "calls/", "labs/", "record/"]
LOOKS = [(390, "light"), (1280, "dark")]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_public_page_is_sound_on_a_phone_and_on_a_desk(page, axe, language, address):
    for width, scheme in LOOKS:
        window = page(language, width, scheme)
        answer = window.goto(address)
        assert answer.ok, f"{answer.url} answers {answer.status}"
        assert window.locator("html").get_attribute("lang") == language
        assert window.locator("h1").count() == 1
        wider = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{answer.url} is {wider} px wider than a window of {width} px"
        axe(window)


def test_the_language_changes_with_one_click(page):
    window = page("ko")
    window.goto("services/")
    window.get_by_role("banner").get_by_role("link", name="English").click()
    window.wait_for_url("**/en/services/**")
    assert window.locator("html").get_attribute("lang") == "en"
