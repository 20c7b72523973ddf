"""Reviewers agree on one mark, in a browser: a rapporteur is named and writes, another view is kept beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from journeys.reading import press, text, visit

from cityloop.demo.cast import PASSWORD

STAGE = Path(__file__).with_name("staged_consensus.py")


@pytest.fixture(scope="module")
def reference(own_site, own_home):
    """A proposal of a call on the model of Horizon Europe whose three reviewers have marked."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"CITYLOOP_HOME": str(own_home)}
    run = subprocess.run([sys.executable, STAGE], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()[-1]


def test_a_rapporteur_writes_and_a_minority_view_is_kept(page, own_site, sign_in, reference):
    here = f"calls/proposals/{reference}/consensus/"

    def of(who, language):
        window = page(language, on=own_site)
        sign_in(window, f"{who}@example.org", PASSWORD)
        visit(window, here)
        return window

    officer = of("officer", "ko")
    officer.locator("[name=person]").select_option(index=1)
    press(officer, _form(officer, "rapporteur").locator(".button"))
    assert "대표 작성자" in text(officer)

    writer = of("rho", "en")
    assert "4.5" in text(writer), "what each marked alone is open now"
    writer.locator("[name=text]").fill("The port has no heat network yet.")
    press(writer, _form(writer, "comment").locator(".button"))
    for n in range(3):
        writer.locator(f"[name=mark{n}]").fill("4")
        writer.locator(f"[name=words{n}]").fill("We agree on this.")
    press(writer, _form(writer, "consensus").locator(".button"))

    second = of("sigma", "ko")
    assert "The port has no heat network yet." in text(second)
    _speaks(second, "yes")
    third = of("tau", "en")
    _speaks(third, "no", "The impact is overrated.")
    visit(officer, f"calls/proposals/{reference}/")
    assert {"Evaluated", "평가 완료"} & set(text(officer).split("\n"))
    visit(officer, here)
    assert "The impact is overrated." in text(officer)

    _panel_over_the_round(officer, of, reference)


def _panel_over_the_round(officer, of, reference):
    """The round's only proposal is agreed on: the panel looks at it again, moves a mark, and ends with minutes."""
    visit(officer, "calls/selections/")
    press(officer, officer.locator("main a[href*='/selections/new/']"))
    assert "/panels/" in officer.url, "where the call has a panel, it comes before the selection"
    here = officer.url.partition("/ko/")[2]
    press(officer, _form(officer, "open").locator(".button"))
    officer.locator(f"section[aria-labelledby='m-{reference}'] details.fold summary").click()
    form = _form(officer, "adjust")
    form.locator("[name=mark0]").fill("4.5")
    form.locator("[name=reason]").fill("Beside its neighbours the excellence was marked too low.")
    press(officer, form.locator(".button"))
    assert officer.locator("main table s").count() == 1, "the mark before stands beside the one that counts"

    second = of("officer", "en")
    visit(second, here)
    assert "Beside its neighbours" in text(second)
    _form(second, "end").locator("[name=minutes]").fill("One proposal was compared with last year's.")
    press(second, _form(second, "end").locator(".button"))
    assert "One proposal was compared" in text(second)
    visit(officer, here)
    assert officer.locator("main form").count() == 0, "an end is an end"
    press(officer, officer.locator("main a[href*='/selections/new/']"))
    assert "/panels/" not in officer.url


def _form(window, do):
    return window.locator(f"main form:has([name=do][value={do}])")


def _speaks(window, agrees, view=""):
    form = _form(window, "voice")
    form.locator(f"[name=agrees][value={agrees}]").check()
    form.locator("[name=view]").fill(view)
    press(window, form.locator(".button"))
