import csv
import io
import json
import re
from pathlib import Path

import pytest
from cast import AT
from django.utils.translation import override
from pypdf import PdfReader

from cityloop import demo
from cityloop.assessment.actions import publish_edition
from cityloop.cli import main
from cityloop.consulting.actions import import_indicators
from cityloop.consulting.actions.values import fold
from cityloop.consulting.models import City
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.needs import problems_behind
from cityloop.consulting.queries.values import values_of
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


def test_page_api_and_command_line_say_the_same_of_the_real_figures_under_two_frameworks(europe, client, tmp_path):
    u4ssc = publish_edition(actor=None, at=AT, content=thaw(load("u4ssc").content))
    fold(u4ssc, list(City.objects.values_list("pk", flat=True)), AT)
    for framework in ("sdg-cities", "u4ssc"):
        out = tmp_path / f"{framework}.csv"
        told = tmp_path / f"{framework}.json"
        main(
            [
                "diagnose",
                str(FILE),
                "--city",
                "Sofia",
                "--framework",
                framework,
                "--score",
                "--out",
                str(out),
                "--report",
                str(told),
            ]
        )
        api = client.get(f"/api/v1/cities/sofia/diagnosis?framework={framework}&score=true").json()
        page = rows(client.get(f"/en/cities/sofia/diagnosis.csv?framework={framework}").content.decode())
        line, said = rows(out.read_text()), json.loads(told.read_text())
        known = {row[1]: as_values(row[:8]) for row in line[1:]}
        shown = {row[1]: as_values(row[:8]) for row in page[1:]}
        assert {name: shown[name] for name in known} == known
        assert all(row[2] == "" for name, row in shown.items() if name not in known), "what the file lacks is missing"
        assert {one["indicator"]: one["percentile"] for one in api["findings"] if one["indicator"] in known} == {
            name: row[4] if row[4] != "" else None for name, row in known.items()
        }
        spoken = {alias: city for city in City.objects.all() for alias in (city.name_en, *city.spellings)}
        assert [spoken[peer["city"]].code for peer in said["peers"]] == [peer["city"] for peer in api["peers"]]
        assert api["price_of_knowing"] == said["price_of_knowing"]
        if framework == "sdg-cities":
            assert api["score"] == said["score"]


def test_values_of_one_framework_are_read_as_another_with_their_source_said(europe, client):
    u4ssc = publish_edition(actor=None, at=AT, content=thaw(load("u4ssc").content))
    fold(u4ssc, list(City.objects.values_list("pk", flat=True)), AT)
    sofia = City.objects.get(code="sofia")
    deaths = values_of(sofia, u4ssc)["SC-SH-SA-9C"]
    assert (deaths.value, deaths.link.source, deaths.taken_from.name) == (2.99, "sdg3_traffic", FILE.name)
    page = client.get("/en/cities/sofia/?framework=u4ssc").content.decode()
    assert "read from sdg3_traffic" in page and FILE.name in page
    give = {"actor": None, "at": AT, "edition": u4ssc, "name": "own.csv", "source": "City"}
    import_indicators(**give, content=b"city,indicator,value,year\nSofia,SC-SH-SA-9C,3.3,2025\n")
    assert values_of(sofia, u4ssc)["SC-SH-SA-9C"].value == 3.3, "what is given under the framework comes first"


def test_what_does_not_apply_is_neither_missing_nor_judged(measured, client):
    give = {"actor": None, "at": AT, "edition": measured.framework, "name": "na.csv", "source": "City"}
    content = b"city,indicator,value,year,status,note\nSofia,green,,2025,not_applicable,no land of its own\n"
    import_indicators(**give, content=content)
    found = report(measured.cities["sofia"], measured.framework)
    assert [row.finding.indicator for row in found.rows] == ["pm25", "income"]
    assert found.missing == [] and [one.indicator.id for one in found.outside] == ["green"]
    assert found.diagnosis.overall.missing == 0
    assert "no land of its own" in client.get("/en/cities/sofia/diagnosis/").content.decode()


def test_a_city_without_peers_gets_a_sentence_and_what_can_be_said(world, client):
    give = {"actor": None, "at": AT, "edition": world.framework, "name": "a.csv", "source": "City"}
    import_indicators(**give, content=b"city,indicator,value,year\nSofia,pm25,20,2024\nSofia,pm25,18,2025\n")
    for language, said in (("en", "No other city has values"), ("ko", "다른 도시가 없어")):
        page = client.get(f"/{language}/cities/sofia/diagnosis/").content.decode()
        assert said in page
        assert client.get(f"/{language}/cities/sofia/snapshot/").status_code == 200
    found = client.get("/api/v1/cities/sofia/diagnosis").json()
    assert found["peers"] == [] and {one["reading"] for one in found["findings"]} == {"none"}
    assert [(one["before"], one["value"], one["turn"]) for one in found["changes"]] == [(20, 18, "better")]


def test_what_changed_is_shown_with_both_years_and_nothing_is_said_of_undated_values(measured, client):
    page = client.get("/en/cities/sofia/diagnosis/").content.decode()
    assert "No indicator has values of two years" in page
    give = {"actor": None, "at": AT, "edition": measured.framework, "name": "b.csv", "source": "City"}
    import_indicators(**give, content=b"city,indicator,value,year\nSofia,pm25,15,2025\n")
    (one,) = report(measured.cities["sofia"], measured.framework).changes
    assert (one.change.year_before, one.change.before, one.change.place_before, one.change.place) == (2024, 21.9, 0, 50)
    assert "Better" in client.get("/en/cities/sofia/diagnosis/").content.decode()


def test_a_single_score_is_shown_only_when_asked_for_and_never_without_its_interval(measured, client):
    assert "nine of ten draws" not in client.get("/en/cities/sofia/diagnosis/").content.decode()
    assert "nine of ten draws" in client.get("/en/cities/sofia/diagnosis/?score=1").content.decode()
    assert "score" not in client.get("/api/v1/cities/sofia/diagnosis").json()
    one = client.get("/api/v1/cities/sofia/diagnosis?score=true").json()["score"]
    assert one["low"] <= one["value"] <= one["high"] and one["draws"] >= 1_000


def test_a_theme_is_a_picture_with_title_description_and_a_table_beside_it(measured, client):
    page = client.get("/en/cities/sofia/diagnosis/").content.decode()
    figures = re.findall(r"<figure class=\"plot card\">.*?</figure>", page, re.DOTALL)
    assert len(figures) == 2
    for figure in figures:
        assert re.search(r"<svg[^>]*role=\"img\"[^>]*><title>[^<]+</title><desc>[^<]+</desc>", figure)
        assert "<table" in figure and "style=" not in figure
    assert "Green area: no data" in figures[1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_snapshot_is_one_page_and_the_same_bytes_from_the_same_data(europe, client, language):
    first, again = (client.get(f"/en/cities/sofia/snapshot.{language}.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf" and first.content == again.content
    pages = PdfReader(io.BytesIO(first.content)).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert {"ko": "비교도시", "en": "beside its peers"}[language] in text
    found = report(City.objects.get(code="sofia"), europe)
    assert f"{len(found.gaps)} / 56" in text and f"{len(found.strengths)} / 56" in text
    assert client.get("/en/cities/sofia/snapshot.fr.pdf").status_code == 404
