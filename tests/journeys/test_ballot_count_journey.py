"""A vote of citizens has closed: the officer counts it and reads what came of it, in a browser, as the city does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from journeys.reading import PHONE, enter_as, press, text, visit

STAGE = Path(__file__).with_name("staged_vote.py")
CASE = "labs/votes/of/SCC-2026-0001/"


@pytest.fixture(scope="module")
def closed(own_site, own_home):
    """The vote has closed with forty votes, twenty-eight of them for."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"CITYLOOP_HOME": str(own_home)}
    run = subprocess.run([sys.executable, STAGE], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_officer_counts_a_closed_vote_and_everybody_reads_the_same_count(page, own_site, closed):
    officer = page("ko", on=own_site)
    enter_as(officer, "challenge")
    visit(officer, CASE)
    assert "70.0%" not in text(officer), "nobody knows a vote before its count"
    press(officer, officer.locator("main form:has([name=do][value=count]) button"))
    assert "70.0%" in text(officer) and "66.7%" in text(officer), "the share, and the turnout"
    assert officer.locator("main form:has([name=do][value=count])").count() == 0, "a vote is counted once"
    press(officer, officer.locator("main a[href*='/votes/v-']"))
    assert "70.0%" in text(officer)

    city = page("en", width=PHONE["width"], scheme="dark", on=own_site)
    enter_as(city, "city-home")
    visit(city, CASE)
    assert "70.0%" in text(city) and "60" in text(city)
    assert city.locator("main form:has([name=do])").count() == 0, "nothing is left to do"
