"""Steps that a right hangs on, in a browser: a challenge and its decision, a workbook, a chair, renewal, second notice.

Each language plays them on a site of its own, over the small scheme of `journeys.staged`.
"""

import io
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from journeys.reading import enter_as, path_of, press, text, visit
from journeys.serving import served
from openpyxl import load_workbook

TESTS = Path(__file__).parents[1]
MEMBERS = ("chair", "member", "third")


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


@pytest.mark.law("5(2)")
def test_an_applicant_challenges_a_member_and_who_runs_the_scheme_reads_it(acting):
    applicant, operator = acting("applicant"), acting("operator")
    visit(applicant, "certification/cases/?state=evaluation")
    press(applicant, applicant.locator("main tbody th a").first)
    press(applicant, applicant.locator("a[href$='/challenge/']").first)
    form = applicant.locator("main form:has([name=member])")
    form.locator("[name=member]").first.check(force=True)
    form.locator("[name=ground]").first.check(force=True)
    form.locator("[name=reasons]").fill("They were our adviser until May.")
    press(applicant, form.locator("button.button"))
    assert "They were our adviser until May." in text(applicant)
    reference = path_of(applicant).split("/")[1]
    visit(operator, f"cases/{reference}/panel/")
    assert "They were our adviser until May." in text(operator)


@pytest.mark.law("5(2)", "5(3)")
def test_the_committee_decides_on_a_challenge_without_the_member_challenged(acting):
    applicant, operator, challenged = acting("applicant"), acting("operator"), acting("fourth")
    visit(applicant, "certification/cases/?state=deliberation")
    press(applicant, applicant.locator("main tbody th a").first)
    press(applicant, applicant.locator("a[href$='/challenge/']").first)
    form = applicant.locator("main form:has([name=member])")
    form.get_by_label("fourth").check(force=True)
    form.locator("[name=ground]").first.check(force=True)
    form.locator("[name=reasons]").fill("She advises our rival.")
    press(applicant, form.locator("button.button"))
    page_of_challenge = path_of(applicant)

    meeting = _called_on_the_challenge(operator)
    visit(challenged, meeting)
    press(challenged, challenged.locator("button[name=do][value=sign-in]"))
    item = challenged.locator("main article").first
    assert "fourth" in item.inner_text() and "She advises our rival." in item.inner_text()
    assert challenged.locator("main article form").count() == 0, "who is challenged neither votes nor steps aside"
    for key in MEMBERS:
        window = acting(key)
        visit(window, meeting)
        press(window, window.locator("button[name=do][value=sign-in]"))
        ballot = window.locator("main form:has([name=do][value^='vote-'])")
        assert ballot.locator("[type=radio][value=return]").count() == 0, "a challenge is upheld or dismissed"
        ballot.locator("[type=radio][value=for]").check()
        press(window, ballot.locator("button.button"))
        if key == "chair":
            chair = window
    visit(chair, meeting)
    form = chair.locator("form:has([name=do][value=close])")
    form.locator("textarea").first.fill("The contract of May shows it.")
    press(chair, form.locator("button.button"))
    assert path_of(chair) == f"{meeting}minutes/"
    assert chair.locator("main table tbody tr").count() == len(MEMBERS), "three votes, and none of the fourth's"

    visit(applicant, page_of_challenge)
    assert "The contract of May shows it." in text(applicant)
    visit(challenged, page_of_challenge.replace("challenge/", "dossier/"), status=404)


def _called_on_the_challenge(operator) -> str:
    """The officer calls the committee for tonight, with nothing on its agenda but the challenge."""
    visit(operator, "certification/committees/1/")
    press(operator, operator.locator("main a[href$='/call/']").first)
    tonight = datetime.now(ZoneInfo("Asia/Seoul")).replace(hour=23, minute=59)
    operator.locator("[name=meets_at]").fill(f"{tonight:%Y-%m-%dT%H:%M}")
    operator.locator("[name=place]").fill("Room 3")
    operator.locator("[name=challenges]").check()
    press(operator, operator.locator("main form:has([name=meets_at]) button.button"))
    return path_of(operator)


def test_an_applicant_brings_applications_in_a_workbook_and_sees_first_what_they_do(acting, tmp_path):
    window = acting("applicant")
    visit(window, "cases/import/")
    press(window, window.locator("main a[href*='/cases/import/']").first)
    with window.expect_download() as coming:
        window.locator("main a[href*='sheet.xlsx']").click()
    book = load_workbook(io.BytesIO(coming.value.path().read_bytes()))
    page, services = book.worksheets[0], [cell.value for cell in book.worksheets[1]["A"][1:] if cell.value]
    row = next(n for n in range(5, 200) if not page.cell(n, 1).value)
    page.cell(row, 1).value, page.cell(row, 2).value = services[-1], "Haean"
    book.save(tmp_path / "filled.xlsx")
    window.locator("[name=file]").set_input_files(tmp_path / "filled.xlsx")
    press(window, window.locator("main form:has([name=file]) button.button"))
    assert "Haean" in text(window)
    press(window, window.locator("main form:has([name=shown]) button.button"))
    assert path_of(window).startswith("certification/cases/"), text(window)


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


def newest_certificate(window) -> str:
    visit(window, "certification/certificates/")
    press(window, window.locator("main tbody th a").first)
    return path_of(window).rstrip("/").rpartition("/")[2]
