"""Whoever comes by can read it: every page that the public can reach, in both languages, on a phone and on a desk."""

import re
from urllib.parse import urlsplit

import pytest
from journeys.accessibility import readable, violations
from journeys.reading import PHONE, assert_fits

DESK = {"width": 1280, "height": 900}
FILES = (".csv", ".hwpx", ".json", ".jsonld", ".parquet", ".pdf", ".png", ".svg", ".xlsx", ".zip")
KINDS = (  # one page of each kind is enough: what follows the name of the room is one of many
    (re.compile(r"^(services)/(?!register|mine)[^/]+/"), r"\1/one/"),
    (re.compile(r"^(cities|labs|calls/projects|notices)/[^/]+/"), r"\1/one/"),
    (re.compile(r"^certification/certificates/[^/]+/"), "certification/certificates/one/"),
)
LEAST = 30  # kinds of pages; a walk that finds fewer has lost its way


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_public_page_is_sound_on_a_phone_and_on_a_desk_in_light_and_dark(page, language):
    window = page(language)
    met, ahead = set(), [""]
    while ahead:
        address = ahead.pop(0)
        answer = window.goto(f"/{language}/{address}")
        assert answer.status == 200, f"{answer.url} answers {answer.status}"
        for onward in _onward(window, language):
            if _kind(onward) not in met:
                met.add(_kind(onward))
                ahead.append(onward)
        _hold(window)
    assert len(met) >= LEAST, sorted(met)


def _onward(window, language):
    """Addresses below the language, of this site's pages that the page links to."""
    links = window.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
    home = f"/{language}/"
    inside = (urlsplit(link) for link in links if urlsplit(link).netloc == urlsplit(window.url).netloc)
    return [part.path.removeprefix(home) for part in inside if part.path.startswith(home) and _is_page(part.path)]


def _is_page(path):
    return not path.endswith(FILES)


def _kind(address):
    for pattern, name in KINDS:
        address = pattern.sub(name, address)
    return address


def _hold(window):
    """Colours are looked at in light and in dark, all else once at each width."""
    for size in (DESK, PHONE):
        window.set_viewport_size(size)
        assert_fits(window)
        found = violations(window)
        window.emulate_media(color_scheme="dark")
        found += violations(window, "color-contrast")
        window.emulate_media(color_scheme="light")
        assert not found, readable(window, found)
