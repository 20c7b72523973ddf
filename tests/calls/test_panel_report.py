"""The panel report: what it says, its two languages and formats, its digest, and who may read it."""

import io
import zipfile

import pytest
from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from cityloop.assessment.actions import save_marks
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import PanelReport
from cityloop.calls.panel_paper import panel_paper
from cityloop.papers import as_hwpx, as_pdf


@pytest.fixture
def officer(stage):
    return stage.officers["trial"]


@pytest.fixture
def people(stage, officer):
    return reviewing.pool(officer, stage.edition.scheme)


@pytest.fixture
def cases(stage, officer, people):
    return [review(officer, stage.admit(stage.submitted()), people, levels) for levels in ([4, 4, 1], [3, 3, 3])]


@pytest.fixture
def round(officer, cases):
    return selection(officer, cases[0], budget=250)


def write(officer, round, days=13):
    return actions.write_panel_report(**step(officer, days), round=round)


def words_of(paper):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper))).pages)


def test_a_mean_stands_with_its_spread_and_its_count(officer, round, cases):
    rows = {row["case"]: row for row in write(officer, round).content["proposals"]}
    apart, together = rows[cases[0].reference], rows[cases[1].reference]
    assert apart["shares"] == {"mean": 0.75, "deviation": 0.3536, "low": 0.25, "high": 1.0} and apart["count"] == 3
    assert together["shares"]["deviation"] == 0 and together["count"] == together["seated"] == 3


def test_an_abstention_is_counted_and_is_no_low_mark(stage, officer, people):
    case = reviewing.seat(officer, stage.admit(stage.submitted()), people)
    for who, mark in zip(people, (4, 4, None), strict=True):
        given = {**step(who, 7), "case": case}
        reviewing.declare_interest(**given, ground=reviewing.NONE)
        save_marks(**given, marks={"trial.market": {"mark": mark, "note": "It does not apply."}})
        case = reviewing.hand_in_marks(**given)
    case.refresh_from_db()
    [row] = write(officer, selection(officer, case)).content["proposals"]
    assert row["abstained"] == 1 and row["shares"]["mean"] == row["shares"]["low"] == 1.0


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_same_report_gives_the_same_bytes_in_both_formats(officer, round, cases, language):
    report = recommend(officer, round).report
    for make in (as_pdf, as_hwpx):
        first = make(panel_paper(report, language))
        assert first == make(panel_paper(PanelReport.objects.get(pk=report.pk), language))
    words = words_of(panel_paper(report, language))
    assert cases[0].reference in words and report.digest[:12] in words
    assert "±" in words and ("평가보고서" if language == "ko" else "Panel report") in words
    hangul = zipfile.ZipFile(io.BytesIO(as_hwpx(panel_paper(report, language))))
    assert cases[0].reference in hangul.read("Contents/section0.xml").decode()


def test_a_recommendation_rests_on_a_report_and_the_decision_on_both(stage, officer, round):
    first = write(officer, round)
    recommendation = recommend(officer, round)
    assert first.content["recommended"] is None and recommendation.report.version == 2
    assert recommendation.report.content["recommended"]["note"] == "It follows the ranking."
    assert [row["in"] for row in recommendation.report.content["proposals"]] == [True, True]
    assert decide(stage.authority, recommendation).digest == recommendation.digest


def test_a_report_of_what_did_not_change_is_not_written_twice(officer, round):
    write(officer, round)
    with pytest.raises(Refused):
        write(officer, round, days=14)
    assert PanelReport.objects.count() == 1


def test_nothing_is_reported_before_anything_is_evaluated(stage, officer, people):
    case = stage.admit(stage.submitted())
    with pytest.raises(Refused):
        write(officer, selection(officer, case))


@pytest.mark.parametrize("table", ["calls_panelreport", "calls_recommendation"])
def test_a_report_and_a_recommendation_stay_as_they_are(officer, round, table):
    recommend(officer, round)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET digest = ''")


@pytest.mark.parametrize("who", ["lead", "stranger", "authority"])
def test_nobody_but_the_secretariat_writes_it_and_the_outsider_reads_none(stage, officer, round, client, who):
    recommend(officer, round)
    person = getattr(stage, who)
    with pytest.raises(Refused):
        write(person, round)
    client.force_login(person)
    found = 200 if who == "authority" else 404
    for kind in ("pdf", "hwpx"):
        assert client.get(reverse("calls:panel_report", args=[round.pk, 1, kind])).status_code == found
    assert client.get(reverse("calls:panel_report", args=[round.pk, 9, "pdf"])).status_code == 404
    assert client.get(reverse("calls:panel_report", args=[round.pk, 1, "exe"])).status_code == 404


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_officer_writes_and_downloads_it_from_the_page_of_the_selection(officer, round, client, language):
    client.force_login(officer)
    page = f"/{language}/calls/selections/{round.pk}/"
    assert client.post(page, {"do": "report"}).status_code == 302
    assert client.post(page, {"do": "report"}).status_code == 422
    shown = client.get(page).content.decode()
    for kind, begins in (("pdf", b"%PDF"), ("hwpx", b"PK")):
        url = f"/{language}/calls/selections/{round.pk}/report-v1.{kind}"
        assert url in shown and client.get(url).content.startswith(begins)
