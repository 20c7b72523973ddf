"""What a replay foretold of the simulated transport round is what happens: a new round under the adopted edition."""

import json
import os
import shutil
import subprocess
import sys

import pytest

CHECK = """
import django; django.setup()
from cityloop.assessment.models import Case
from cityloop.feedback.models import Replay
replay = Replay.objects.get(draft__title__startswith="통과 점수 75점", at=Replay.objects.filter(
    draft__title__startswith="통과 점수 75점").latest("at").at)
was = dict(Case.objects.values_list("reference", "outcome_points"))
print(sum(abs(was[one["case"]] - one["old_points"]) > 1e-6 for one in replay.content["cases"]), replay.cases)
"""


@pytest.fixture(scope="module")
def home(demonstration, tmp_path_factory):
    """A copy of the demonstration, some months on."""
    return shutil.copytree(demonstration, tmp_path_factory.mktemp("later") / "home")


def _run(home, *command) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"CITYLOOP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    run = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_replay_judges_every_case_under_its_own_edition_as_it_was_judged(home):
    wrong, cases = map(int, _run(home, "-c", CHECK).split())
    assert (wrong, cases) == (0, 6), "voided evidence and measurements count as they did"


def test_a_new_round_under_the_adopted_edition_with_the_same_marks_moves_cases_as_foretold(home):
    rows = {one["service"]: one for one in json.loads(_run(home, "-m", "cityloop.demo.next_round"))}
    assert {name: one["happened"] for name, one in rows.items()} == {
        "Night-bus Stop Lights": "pass",
        "Longer Green on Foot": "fail",
        "Shared Taxi Stand": "fail",
    }
    assert all(one["as_foretold"] for one in rows.values())
    assert all(abs(one["points"] - one["reached"]) < 1e-6 for one in rows.values())
