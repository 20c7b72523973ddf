"""A city official finds a service, narrows, compares, keeps the search, sees what others use: by keyboard alone."""

import re

import pytest
from journeys.reading import enter_as, path_of, text

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
TYPED = ["🚦🚗🏙", "'; DROP TABLE catalogue_service; --", 'name:(a OR "b c")^2 AND x~3', "가" * 5_000]
QUERY = {"ko": "주차난을", "en": "parking shortage"}


def tab_to(window, selector: str, most: int = 120) -> None:
    """Press Tab until the focus is on it; fail where the keyboard does not come there."""
    for _ in range(most):
        if window.evaluate("wanted => !!document.activeElement?.matches(wanted)", selector):
            return
        window.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def press_enter(window) -> None:
    with window.expect_navigation():
        window.keyboard.press("Enter")


@LANGUAGES
def test_find_narrow_compare_and_save_by_keyboard(page, own_site, axe, language):
    window = page(language, on=own_site)
    enter_as(window, "city")
    window.goto("services/")
    _find(window, QUERY[language])
    axe(window)
    _narrow(window)
    axe(window)
    _compare(window, axe)
    _save(window, language)
    axe(window)
    _see_what_others_use(window)
    axe(window)


def _find(window, query: str) -> None:
    tab_to(window, "main input[type=search]")
    window.keyboard.type(query)
    press_enter(window)
    assert window.locator("ul.hits > li").count() >= 3
    assert window.locator("main [role=status] b").first.inner_text()


def _narrow(window) -> None:
    box = "#facets input[name=field][value=transport]"
    label = window.locator(f"#facets label:has({box.removeprefix('#facets ')})")
    promised = int(re.sub(r"\D", "", label.locator("span").last.inner_text()))
    tab_to(window, box)
    window.keyboard.press("Space")
    tab_to(window, "#facets button.second")
    press_enter(window)
    said = window.locator("main [role=status] b").first.inner_text()
    assert int(re.sub(r"\D", "", said)) == promised


def _compare(window, axe) -> None:
    names = []
    for at in (1, 2):
        tab_to(window, f"ul.hits > li:nth-child({at}) input[name=s]")
        window.keyboard.press("Space")
        names.append(window.locator(f"ul.hits > li:nth-child({at}) h3").inner_text())
    tab_to(window, "main form[action$='/compare/'] button")
    press_enter(window)
    assert path_of(window) == "services/compare/"
    assert all(name in window.locator("thead").inner_text() for name in names)
    tab_to(window, ".scroll")  # the table scrolls by keyboard
    axe(window)
    with window.expect_navigation():
        window.go_back()


def _save(window, language: str) -> None:
    tab_to(window, "main a[href*='/saved/?']")
    press_enter(window)
    tab_to(window, "main input[name=by_letter]")
    window.keyboard.press("Space")
    tab_to(window, "main form .button")
    press_enter(window)
    assert re.match(r"services/saved/\d+/$", path_of(window))
    assert window.locator("main tbody tr").count() >= 3
    assert QUERY[language] in text(window)


def _see_what_others_use(window) -> None:
    """From the directory to what cities like one's own use, and on to one of the services, where it says so by city."""
    window.goto("services/")
    tab_to(window, "main a[href$='/cities/sofia/services/']")
    press_enter(window)
    assert path_of(window) == "cities/sofia/services/"
    row = window.locator("main tbody tr").first
    place = row.locator("ul.plain li").first.inner_text().split(",")[0]
    tab_to(window, "main tbody a")
    press_enter(window)
    assert path_of(window).startswith("services/") and place in text(window)


@pytest.mark.parametrize("query", TYPED)
def test_whatever_is_typed_gets_a_page(page, query):
    window = page("ko")
    answer = window.goto("services/")
    window.locator("main input[type=search]").fill(query)
    with window.expect_navigation() as navigation:
        window.keyboard.press("Enter")
    assert answer.status == 200 and navigation.value.status == 200
    assert window.locator("main h1").count() == 1
    window.goto("services/")
    assert int(re.sub(r"\D", "", window.locator("main [role=status] b").first.inner_text())) > 900
