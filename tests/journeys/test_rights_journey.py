"""Steps that a right hangs on, in a browser: a challenge and its decision, the election of a chair, a renewal in its
window, the second notice of a withdrawal, applications from a workbook.

Each language plays them on a site of its own, over the small scheme of `journeys.staged`.
"""

import io
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from journeys.reading import enter_as, path_of, press, text, visit
from journeys.serving import served
from openpyxl import load_workbook

TESTS = Path(__file__).parents[1]
SERVICE = "service-4"  # the one that no case of the stage is about
MEMBERS = ("chair", "member", "third")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def stage_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("stage") / "home"
    home.mkdir()
    paths = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH", ""))))
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"PYTHONPATH": paths}
    subprocess.run([sys.executable, "-m", "journeys.staged", str(home)], env=environment, check=True)
    return home


@pytest.fixture(params=["ko", "en"])
def acting(request, stage_home, tmp_path, page):
    """`acting("operator")`: a window of somebody of the stage's cast, on a site of this test alone."""
    with served(stage_home, tmp_path) as address:

        def enter(key):
            window = page(request.param, on=address)
            enter_as(window, key)
            return window

        yield enter


@pytest.mark.law("5(2)", "5(3)")
def test_a_challenge_is_filed_by_the_applicant_and_decided_by_the_committee(acting):
    applicant, operator = acting("applicant"), acting("operator")
    visit(applicant, "certification/cases/?state=evaluation")
    press(applicant, applicant.locator("main tbody a[href*='/certification/cases/']").first)
    reference = path_of(applicant).rstrip("/").rpartition("/")[2]
    visit(applicant, f"cases/{reference}/challenge/")
    form = applicant.locator("main form:has([name=member])")
    form.locator("[name=member]").first.check()
    form.locator("[name=ground][value=fairness]").check()
    form.locator("[name=reasons]").fill("They wrote against night buses in May.")
    press(applicant, form.locator("button.button"))
    assert "They wrote against night buses" in text(applicant)

    visit(operator, "certification/committees/")
    press(operator, operator.locator("main a[href*='/committees/1/']").first)
    press(operator, operator.locator("main a[href$='/call/']"))
    now = operator.evaluate("new Date().toLocaleString('sv').slice(0, 16).replace(' ', 'T')")
    operator.locator("[name=meets_at]").fill(now)
    operator.locator("[name=place]").fill("Room 3")
    operator.locator("[name=challenges]").first.check()
    press(operator, operator.locator("main form button.button"))
    meeting = path_of(operator)
    windows = [acting(key) for key in MEMBERS]
    for window in windows:
        visit(window, meeting)
        press(window, window.locator("button[name=do][value=sign-in]"))
        ballot = window.locator("form:has([name=do][value^='vote-'])")
        ballot.locator("[type=radio][value=for]").check()
        press(window, ballot.locator("button.button"))
    chair = windows[0]
    visit(chair, meeting)
    closing = chair.locator("form:has([name=do][value=close])")
    closing.locator("textarea").first.fill("A fair deliberation could not be expected.")
    press(chair, closing.locator("button.button"))
    visit(applicant, f"cases/{reference}/challenge/")
    assert "A fair deliberation could not be expected." in text(applicant)
    assert applicant.locator("main table .badge.good").count() == 1
    visit(applicant, meeting, status=404)


@pytest.mark.law("4(3)")
def test_the_members_elect_their_chair(acting):
    operator = acting("operator")
    visit(operator, "certification/committees/2/")
    assert operator.locator("main form:has([name=candidate])").count() == 0, "who runs the scheme has no vote"
    for n, key in enumerate(MEMBERS):
        window = acting(key)
        visit(window, "certification/committees/2/")
        assert window.locator("main .facts").count() == 1
        ballot = window.locator("main form:has([name=candidate])")
        ballot.locator("[type=radio][name=candidate]").nth(1).check()
        press(window, ballot.locator("button.button"))
        assert window.locator("main form:has([name=candidate])").count() == 0, f"vote {n} stands"
    visit(operator, "certification/committees/2/")
    assert operator.locator("main table .tag").count() == 1, text(operator)


@pytest.mark.law("15(5)")
def test_a_holder_asks_for_renewal_inside_its_window(acting):
    holder = acting("applicant")
    number = newest_certificate(holder)
    visit(holder, f"certification/certificates/{number}/renewal/")
    press(holder, holder.locator("main form button.button"))
    assert "cases/" in path_of(holder), text(holder)
    visit(holder, f"certification/certificates/{number}/renewal/")
    assert holder.locator("main form").count() == 0, "it is asked for once"
    assert holder.locator("main a[href*='/certification/cases/']").count() == 1
    stranger = acting("operator")
    visit(stranger, f"certification/certificates/{number}/renewal/", status=404)


@pytest.mark.law("17(2)")
def test_without_an_explanation_the_certifier_gives_the_second_notice(acting):
    certifier, holder = acting("certifier"), acting("applicant")
    visit(certifier, "certification/proceedings/")
    press(certifier, certifier.locator("main a[href*='/proceedings/']").first)
    reference = path_of(certifier).rstrip("/").rpartition("/")[2]
    press(certifier, certifier.locator("main a.button[href$='/give_notice_2/']").first)
    certifier.locator("main form [name=reason]").fill("No explanation came in the first time.")
    press(certifier, certifier.locator("main form button.button").first)
    assert path_of(certifier).endswith(f"{reference}/"), text(certifier)
    assert certifier.locator("main a.button[href$='/withdraw/']").count() == 0, "not before its last day"
    visit(holder, f"certification/proceedings/{reference}/")
    assert "No explanation came in the first time." in text(holder)
    assert holder.locator("main a.button[href$='/file_explanation/']").count() == 1


def test_applications_come_from_a_workbook_after_a_preview(acting):
    applicant = acting("applicant")
    visit(applicant, "cases/import/")
    press(applicant, applicant.locator("main a[href*='/import/night-bus/']").first)
    with applicant.expect_download() as waiting:
        applicant.locator("main a[href*='sheet.xlsx']").click()
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    sheet = book["applications"]
    row = next(row for row in itertools.count(5) if not sheet.cell(row, 1).value)
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = SERVICE, "Haean"
    bring_in(applicant, book)
    assert "Haean" in text(applicant)
    press(applicant, applicant.locator("main form:has([name=do][value=confirm]) button.button"))
    assert applicant.locator("main .errors").count() == 0
    visit(applicant, "certification/cases/?state=draft")
    assert applicant.locator("main tbody tr").count() == 1


def bring_in(window, book):
    out = io.BytesIO()
    book.save(out)
    upload = window.locator("main form:has([type=file])")
    upload.locator("[type=file]").set_input_files(
        {"name": "applications.xlsx", "mimeType": SHEET, "buffer": out.getvalue()}
    )
    press(window, upload.locator("button.button"))


def newest_certificate(window) -> str:
    visit(window, "certification/certificates/")
    press(window, window.locator("main tbody th a").first)
    return path_of(window).rstrip("/").rpartition("/")[2]
