import csv
import io
import json
from pathlib import Path

import pytest
from cast import AT
from django.utils.translation import override

from cityloop import demo
from cityloop.assessment.actions import publish_edition
from cityloop.cli import main
from cityloop.consulting.actions import import_indicators
from cityloop.consulting.models import City
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.needs import problems_behind
from cityloop.demo import cities as act
from cityloop.demo.cast import Cast
from cityloop.engine.frozen import thaw
from cityloop.rulebook import load

FILE = Path(demo.__file__).parent / "data" / "eu_city_indicators.csv"
CITIES = ("Sofia", "TheHague", "Nuremburg", "Zurich", "Valletta", "Athens")


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def as_values(row):
    """A line of a diagnosis: numbers as numbers, so that 36 and 36.0 are the same."""
    return [float(cell) if cell.replace(".", "", 1).replace("-", "", 1).isdigit() else cell for cell in row]


@pytest.fixture
def europe(db):
    """The real figures of the 45 European cities."""
    framework = publish_edition(actor=None, at=AT, content=thaw(load("sdg-cities").content))
    act._register(Cast(AT, {act.OFFICE: None}, {}))
    import_indicators(
        actor=None, at=AT, edition=framework, name=FILE.name, content=FILE.read_bytes(), source=act.SOURCE
    )
    return framework


def test_the_page_says_what_the_command_line_says_of_the_same_file(europe, client, tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in CITIES:
        out = tmp_path / f"{name}.csv"
        assert main(["diagnose", str(FILE), "--city", name, "--framework", "sdg-cities", "--out", str(out)]) in (
            0,
            None,
        )
        city = next(one for one in City.objects.all() if name in (one.name_en, *one.spellings))
        page = rows(client.get(f"/en/cities/{city.code}/diagnosis.csv").content.decode())
        file = rows(out.read_text())
        assert page[0] == file[0]
        assert [as_values(row[:8]) for row in page[1:]] == [as_values(row[:8]) for row in file[1:]]


def test_peers_are_those_of_the_region_about_as_well_off_and_say_so(europe):
    with override("en"):
        found = report(City.objects.get(code="sofia"), europe)
        assert [peer.city.code for peer in found.peers][:3] == ["zagreb", "budapest", "vilnius"]
        assert found.peers[0].reason == "same region (Central and Eastern Europe), 1.2 times the income"
        assert "region, income" in found.rule


def test_missing_values_are_not_judged_and_widen_what_can_be_said(europe):
    found = report(City.objects.get(code="sofia"), europe)
    smokers = next(row for row in found.rows if row.finding.indicator == "sdg3_smoke")
    assert len(found.missing) == 4
    assert (smokers.reading, smokers.finding.low, smokers.finding.high) == ("none", 0, 100)
    assert smokers not in found.gaps + found.strengths


def test_gaps_lie_below_the_middle_half_of_the_peers_and_strengths_above(europe):
    found = report(City.objects.get(code="sofia"), europe)
    burglaries = next(row for row in found.gaps if row.finding.indicator == "sdg16_burglary")
    low, high = burglaries.middle
    assert burglaries.finding.value > high > low
    assert all(row.finding.percentile >= 75 for row in found.strengths)
    assert [row.finding.percentile for row in found.gaps] == sorted(row.finding.percentile for row in found.gaps)


def test_gaps_point_to_problems_of_the_rulebook(europe):
    signs = problems_behind(report(City.objects.get(code="sofia"), europe))
    assert "street_crime" in [sign.problem.id for sign in signs[:3]]
    assert all(sign.behind for sign in signs)


def test_a_reading_that_missing_peers_could_turn_is_marked(europe):
    found = report(City.objects.get(code="sofia"), europe)
    sewage = next(row for row in found.rows if row.finding.indicator == "sdg6_consew")
    assert (sewage.reading, sewage.certain) == ("ahead", False)


def test_a_city_without_values_or_without_others_has_no_diagnosis(measured):
    assert report(measured.cities["seoul"], measured.framework) is None


def test_json_has_peers_themes_as_sums_findings_and_sources_and_no_single_score(measured, client):
    found = client.get("/en/cities/sofia/diagnosis.json").json()
    assert [peer["city"] for peer in found["peers"]] == ["zagreb", "the-hague"]
    assert {theme["theme"]: (theme["count"], theme["missing"]) for theme in found["themes"]} == {
        "air": (1, 0),
        "land": (1, 1),
    }
    assert found["sources"] == [{"source": "A test", "file": "values.csv", "sha256": measured.taken.sha256}]
    assert not {"score", "overall"} & found.keys()
    assert client.get("/en/cities/seoul/diagnosis.json").status_code == 404


def test_the_api_gives_what_the_page_gives_and_says_what_is_not_there(measured, client):
    told = client.get("/api/v1/cities/sofia/diagnosis")
    page = json.loads(client.get("/en/cities/sofia/diagnosis.json").content)
    assert told.json() == page and told["ETag"] and told["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/cities/sofia/diagnosis", headers={"if-none-match": told["ETag"]}).status_code == 304
    codes = {city["code"]: city["coverage"] for city in client.get("/api/v1/cities").json()}
    assert codes["sofia"] == [{"framework": "small", "known": 2, "indicators": 3}] and codes["seoul"] == []
    for missing in ("cities/atlantis/diagnosis", "cities/seoul/diagnosis", "cities/sofia/diagnosis?framework=none"):
        assert "what" in client.get(f"/api/v1/{missing}").json()["error"], missing
