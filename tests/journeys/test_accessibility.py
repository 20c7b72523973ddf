"""The helper that judges every page must itself be able to fail."""

import pytest
from journeys.accessibility import readable, violations

SOUND = "<html lang=en><title>Cities</title><main><h1>Cities</h1><img src='data:,' alt='A map'></main></html>"


@pytest.fixture
def window(browser):
    window = browser.new_page()
    yield window
    window.close()


def test_a_sound_page_has_no_violation(window):
    window.set_content(SOUND)
    assert violations(window) == []


def test_a_picture_without_text_is_named_with_its_place(window):
    window.set_content(SOUND.replace(" alt='A map'", ""))
    found = violations(window)
    assert [violation["id"] for violation in found] == ["image-alt"]
    assert "Images must have alternative text\n    img\n" in readable(window, found)
