import io
import re
import time

import pytest
from cast import AT, organisation, person
from django.db import DatabaseError, transaction
from django.utils.translation import override
from docx import Document
from hwpx import HwpxDocument
from pypdf import PdfReader

from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import (
    agree,
    answer_in_january,
    close_workshop_round,
    give_dots,
    hand_over,
    make_report,
    make_shortlist,
    measure_year_end,
    move_service,
    name_adviser,
    open_workshop_round,
    plan_roadmap,
    prepare_workshop,
    record_meeting,
    write_card,
)
from cityloop.consulting.models import PlanReport
from cityloop.consulting.planning import Terms, Wanted

BASE = "https://cityloop.example"
SERVICES = (Wanted("lockers", 100.0, 20.0, staff=1), Wanted("escort", 300.0, 60.0, staff=1, after="lockers"))
CHAPTERS = {
    "en": ["Overview", "Conditions and demand", "Concept", "Services", "Investment, finance", "Effects", "Sources"],
    "ko": ["개요", "여건 및 수요", "기본구상", "서비스", "투자·재원·조직", "서비스별 기대효과", "출처"],
}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def planned(advised):
    make_shortlist(actor=advised.officer, at=AT, need=advised.need, importance=advised.importance)
    terms = Terms(first_year=2027, budgets=(400.0, 400.0), staff=(2.0, 2.0))
    values = {"consultation": advised.consultation, "terms": terms, "wanted": SERVICES}
    advised.roadmap = plan_roadmap(actor=advised.officer, at=AT, **values)
    return advised


def made(world, roadmap=None):
    return make_report(actor=world.officer, at=AT, roadmap=roadmap or world.roadmap, base=BASE)


def headings(paper):
    return [block["text"] for block in paper["blocks"] if block["kind"] == "heading" and block["level"] == 1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_chapters_stand_in_the_order_of_a_korean_plan_report(planned, language):
    found = headings(made(planned).papers[language])
    assert len(found) == 7
    assert all(title in heading for title, heading in zip(CHAPTERS[language], found, strict=True)), found


def test_every_row_with_a_figure_names_its_source_and_every_source_has_its_address(planned):
    blocks = made(planned).papers["en"]["blocks"]
    *_rest, sources = [block for block in blocks if block["kind"] == "table"]
    known = {row[0]: row[2] for row in sources["rows"]}
    assert known and all(address.startswith(f"{BASE}/en/") for address in known.values())
    for table in (block for block in blocks if block["kind"] == "table" and block["columns"][-1] == "Source"):
        for row in table["rows"]:
            marks = re.findall(r"\[\d+\]", row[-1])
            assert set(marks) <= set(known), row
            assert marks or (row[-1] == "–" and "–" in row[2:-1]), row
    cited = " ".join(row[1] for row in sources["rows"])
    assert planned.taken.sha256[:16] in cited and planned.roadmap.digest in cited


def test_what_the_report_says_is_what_was_planned(planned):
    paper = made(planned).papers["en"]
    rows = {row[0]: row for block in paper["blocks"] if block["kind"] == "table" for row in block["rows"]}
    years = planned.roadmap.result["years"]
    assert rows["Service lockers"][0] and str(2026 + years["lockers"]) in str(paper["blocks"])
    assert "21.9" in str(paper["blocks"]) and "Burglaries rise." in str(paper["blocks"])
    assert rows["2027"][1] == f"{planned.roadmap.result['costs'][0]:,.0f}"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_files_open_with_the_whole_text_and_are_the_same_bytes_each_time(planned, client, language):
    report = made(planned)
    client.force_login(planned.officer)
    files = {}
    for kind in ("pdf", "docx", "hwpx"):
        address = f"/en/cities/sofia/consultation/reports/{report.pk}.{language}.{kind}"
        began = time.process_time()
        files[kind] = client.get(address).content
        assert time.process_time() - began < 5
        assert client.get(address).content == files[kind]
    title = report.papers[language]["title"]
    assert title in "\n".join(line.text for line in Document(io.BytesIO(files["docx"])).paragraphs)
    assert title in HwpxDocument.open(io.BytesIO(files["hwpx"])).text.plain()
    assert report.digest[:20] in PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text().replace("\n", "")


def test_the_same_report_twice_is_refused_and_a_new_roadmap_gives_a_new_one(planned):
    first = made(planned)
    with pytest.raises(Refused, match="exactly the same"):
        made(planned)
    later = move_service(actor=planned.officer, at=AT, roadmap=planned.roadmap, code="lockers", year=0)
    second = made(planned, later)
    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest
    assert "Not in the roadmap, and why" in str(second.papers["en"]["blocks"])


def test_a_report_is_for_the_citys_people_and_never_changes(planned, client):
    with pytest.raises(Refused):
        make_report(actor=planned.outsider, at=AT, roadmap=planned.roadmap, base=BASE)
    report = made(planned)
    address = f"/en/cities/sofia/consultation/reports/{report.pk}.ko.hwpx"
    for stranger in (planned.outsider, person("stranger", of=organisation("third", kind="local_government"))):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    client.force_login(planned.officer)
    for wrong in ("ko.exe", "fr.pdf"):
        assert client.get(f"/en/cities/sofia/consultation/reports/{report.pk}.{wrong}").status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanReport.objects.filter(pk=report.pk).update(number=9)


def test_an_officer_makes_the_report_on_the_roadmaps_page(planned, client):
    client.force_login(planned.officer)
    page = f"/en/cities/sofia/consultation/roadmaps/{planned.roadmap.pk}/"
    assert client.post(f"{page}report/").status_code == 302
    shown = client.get(page).content.decode()
    assert f"/reports/{PlanReport.objects.get().pk}.ko.hwpx" in shown
    assert client.post(f"{page}report/").status_code == 409


def held(world):
    """A workshop of six citizens and five experts that put two problems in order, and everything a stage can have."""
    who = {"actor": world.officer, "at": AT}
    shop = prepare_workshop(**who, consultation=world.consultation, title_en="What presses", citizens=6, experts=5)
    cards = open_workshop_round(**who, workshop=shop, kind="cards")
    for words, problem in (("Burglars", "street_crime"), ("Smoke", "fine_dust")):
        write_card(**who, round=cards, words=words, problem=problem)
    close_workshop_round(**who, round=cards)
    dots = open_workshop_round(**who, workshop=shop, kind="dots", dots=5)
    for place in shop.places.all():
        give_dots(actor=None, at=AT, round=dots, place=place, dots={"fine_dust": 3, "street_crime": 1})
    close_workshop_round(**who, round=dots)
    stage = {**who, "consultation": world.consultation, "stage": "experts"}
    name_adviser(**stage, name="Dr Han", expertise="Water")
    record_meeting(**stage, on=AT.date(), place="City hall", attended="Three", minutes="The water data were read.")
    agree(**stage, what="Ask for the flow data", who="Water office", due_on=AT.date())
    hand_over(**stage, title="Draft plan", name="draft.hwpx", content=b"draft")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_workshop_stages_and_year_end_stand_in_the_report_with_their_sources(planned, language):
    held(planned)
    end = AT.replace(year=2027, month=12, day=20)
    service = next(code for code, year in planned.roadmap.result["years"].items() if year == 1)
    told = {"service": service, "year": 2027, "measure": "Burglaries a year", "measured": 610.0, "source": "Police"}
    found = measure_year_end(actor=planned.officer, at=end, roadmap=planned.roadmap, **told)
    answer_in_january(actor=planned.officer, at=end, measurement=found, decision="strengthen", reason="Few boxes")
    paper = made(planned).papers[language]
    rows = [row for block in paper["blocks"] if block["kind"] == "table" for row in block["rows"]]
    dots = next(row for row in rows if row[2:5] == ["33", "18", "15"])
    assert dots[0] == "1" and re.fullmatch(r"\[\d+\]", dots[-1])
    for words in ("Dr Han (Water)", "The water data were read.", "Ask for the flow data", "draft.hwpx", "610"):
        row = next(row for row in rows if any(words in cell for cell in row))
        assert re.fullmatch(r"\[\d+\]", row[-1]), row
    assert any("Few boxes" in cell for row in rows for cell in row)
