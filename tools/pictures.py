"""Takes the pictures of the README from a played demonstration.

    python tools/pictures.py http://127.0.0.1:8000 docs/images

The first screen of eight pages, 1280 px wide, in both languages. Colours are reduced to a palette, which the flat pages
bear well: what is larger than the limit all the same ends the run.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

PAGES = {  # name: (address below the language, who looks at it)
    "home": ("", ""),
    "directory": ("services/?field=transport", ""),
    "service": ("services/alley-parking/", ""),
    "case": ("certification/cases/SCS-2026-0008/", "decider"),
    "marking": ("cases/SCS-2026-0006/marking/effect.measured_benefit/", "assessor"),
    "city": ("cities/sofia/diagnosis/", ""),
    "call": ("calls/k-city-network/2026/", ""),
    "record": ("record/digital-public-goods/2021-reviews/", ""),
}
LANGUAGES = {"ko": "ko-KR", "en": "en-GB"}
SCREEN = {"width": 1280, "height": 860}
COLOURS = 256
LARGEST = 250_000


def main(site: str, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for language in LANGUAGES:
            for name, (address, persona) in PAGES.items():
                taken = picture(chromium, site, language, address, persona)
                if len(taken) > LARGEST:
                    return f"{name}.{language}.png would have {len(taken):,} bytes; {LARGEST:,} are allowed."
                (folder / f"{name}.{language}.png").write_bytes(taken)
        chromium.close()
    return 0


def picture(chromium: Browser, site: str, language: str, address: str, persona: str) -> bytes:
    """The first screen of a page as PNG."""
    window = chromium.new_page(base_url=f"{site}/{language}/", viewport=SCREEN, locale=LANGUAGES[language])
    if persona:
        window.goto("account/login/")
        with window.expect_navigation():
            window.locator(f"form[action$='/as/{persona}/'] button").click()
    answer = window.goto(address, wait_until="networkidle")
    if not answer.ok:
        raise SystemExit(f"{answer.url} answers {answer.status}.")
    shot = window.screenshot()
    window.close()
    return reduced(shot)


def reduced(shot: bytes) -> bytes:
    """The picture with a palette of its own."""
    flat = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small = io.BytesIO()
    flat.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), Path(sys.argv[2])))
