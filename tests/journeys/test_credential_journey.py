"""A stranger takes a certificate along and checks it without asking anybody; a suspension reaches file and mark."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from journeys.reading import enter_as, press, text, visit

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
NUMBER = "C-SCS-2026-0001"
CITYLOOP = Path(sys.executable).with_name("cityloop")
WORDS = {
    "ko": {"valid": "유효", "suspended": "정지", "tampered": "변조", "none": "확인할 것이 없습니다"},
    "en": {"valid": "Valid", "suspended": "Suspended", "tampered": "Tampered", "none": "nothing to check"},
}
HELD = {"ko": "조사 자료가 없습니다.", "en": "The survey is missing."}


@LANGUAGES
def test_a_stranger_checks_a_certificate_on_the_page_and_offline(page, site, tmp_path, language):
    window = page(language)
    visit(window, f"certification/certificates/{NUMBER}/")
    files = _taken_along(window, tmp_path)
    assert _verified(files, language) == (0, WORDS[language]["valid"])

    visit(window, "certification/check/")
    assert WORDS[language]["valid"] in _answer(window, files[0])
    assert NUMBER in _answer(window, files[0])
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(json.loads(files[0].read_text()) | {"validUntil": "2099-01-01T00:00:00Z"}))
    assert WORDS[language]["tampered"] in _answer(window, changed)
    assert _verified([changed, *files[1:]], language) == (3, WORDS[language]["tampered"])
    press(window, _section(window).locator("button"))
    assert WORDS[language]["none"] in text(window)


@LANGUAGES
def test_a_mark_is_drawn_on_a_phone_without_javascript(page, site, language):
    window = page(language, width=390, javascript=False, scheme="dark")
    window.goto(f"certification/certificates/{NUMBER}/")
    assert window.locator("img.mark").evaluate("image => image.naturalWidth") == 360
    assert window.locator("img.mark").get_attribute("alt")


def test_a_suspension_reaches_the_file_and_the_mark_at_once(page, own_site, tmp_path):
    stranger = page("en", on=own_site)
    stranger.goto(f"certification/certificates/{NUMBER}/")
    files = _taken_along(stranger, tmp_path)
    certifier = page("ko", on=own_site)
    enter_as(certifier, "decider")
    visit(certifier, f"certification/certificates/{NUMBER}/suspend/")
    for name in ("grounds", "scope", "condition"):
        certifier.locator(f"[name={name}]").fill(HELD["ko"])
    press(certifier, certifier.locator("main form button.button"))
    visit(stranger, "certification/check/")
    assert WORDS["en"]["suspended"] in _answer(stranger, files[0])
    mark = stranger.request.get(f"{own_site}/marks/{NUMBER}.svg").text()
    assert "Suspended" in mark and "Certified" not in mark
    visit(stranger, f"certification/certificates/{NUMBER}/")
    fresh = _taken_along(stranger, tmp_path / "fresh")
    assert _verified([files[0], *fresh[1:]], "en") == (3, WORDS["en"]["suspended"])
    assert _verified(files, "en") == (0, WORDS["en"]["valid"]), "the lists of before are good for their day"


def _taken_along(window, folder) -> list[Path]:
    """The credential, the keys and the two lists, as their links download them."""
    section = window.locator("section[aria-labelledby=credential-h]")
    section.locator("summary").first.click()
    folder.mkdir(exist_ok=True)
    found = []
    for link in section.locator("a[download]").all():
        with window.expect_download() as download:
            link.click()
        place = folder / download.value.suggested_filename
        download.value.save_as(place)
        found.append(place)
    assert sorted(place.name for place in found) == sorted(
        [f"{NUMBER}.vc.json", "did.json", "revocation-1.json", "suspension-1.json"]
    )
    return found


def _verified(files, language) -> tuple[int, str]:
    credential, keys, *lists = files
    given = [word for name in lists for word in ("--status", str(name))]
    done = subprocess.run(
        [CITYLOOP, "verify", str(credential), "--keys", str(keys), *given],
        env=os.environ | {"CITYLOOP_LANGUAGE": language},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.partition(":")[0]


def _section(window):
    return window.locator("section[aria-labelledby=check-credential-h]")


def _answer(window, file) -> str:
    _section(window).locator("[name=file]").set_input_files(file)
    press(window, _section(window).locator("button"))
    return _section(window).locator(".notice").inner_text()
