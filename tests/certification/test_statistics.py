"""Statistics of a scheme: what they count, what the public does not see, as page, sheet and open data."""

import csv
import io
import json
from datetime import timedelta

import pytest
from cast import AT
from certification.stage import named
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from cityloop.assessment.models import Case
from cityloop.certification.actions.figures import store_figures
from cityloop.certification.models import RoundFigures
from cityloop.certification.queries.statistics import statistics_of

pytestmark = pytest.mark.law("3(2)5")
POOR = {"service.comfort": {"mark": 0, "note": "p. 1"}, "service.lawful": {"mark": 1}}


def page(name="statistics", *args, language="en"):
    with override(language):
        return reverse(named(name), args=["night-bus", *args])


@pytest.fixture
def round_of_four(stage):
    """Two granted, one refused, one handed in, of buses; and one mock certification of a tram."""
    for state in ("granted", "granted", "submitted"):
        stage.case(state)
    stage.case("refused", marks=POOR)
    stage.case("closed_mock", mock=True)
    return stage


def test_it_counts_applications_and_what_became_of_them(round_of_four):
    whole = statistics_of("night-bus", full=True).whole
    assert (whole.received, whole.under_way, whole.passed, whole.failed, whole.certified) == (5, 1, 3, 1, 2)
    assert whole.pass_rate == 0.75
    assert whole.points.count == 4


def test_a_draft_is_no_application_yet(stage):
    stage.case("draft")
    assert statistics_of("night-bus", full=True).whole.received == 0


def test_each_step_has_its_days(round_of_four):
    steps = statistics_of("night-bus", full=True).whole.steps
    assert steps["submitted"].median == 1  # handed in on the first day, accepted on the second
    assert steps["evaluation"].median == 1
    assert "draft" not in steps


def test_supplements_are_counted(stage):
    stage.case("supplement")
    whole = statistics_of("night-bus", full=True).whole
    assert (whole.supplements, whole.supplemented) == (1, 1)


def test_assessors_who_mark_alike_agree(stage):
    stage.case("granted"), stage.case("refused", marks=POOR)
    assert statistics_of("night-bus", full=True).agreement == {"service": 1.0}


def test_a_field_of_one_is_not_shown_to_the_public_nor_what_it_could_be_computed_from(round_of_four):
    found = statistics_of("night-bus", full=False)
    assert found.groups["field"] == {"bus": None, "tram": None}
    assert found.whole.received == 5
    whole = statistics_of("night-bus", full=True).groups["field"]
    assert {name: one.received for name, one in whole.items()} == {"bus": 4, "tram": 1}


def test_two_applications_are_too_few_for_the_public(stage, client):
    stage.case("granted"), stage.case("refused", marks=POOR)
    assert statistics_of("night-bus", full=False).whole is None
    assert "Too few applications" in client.get(page()).content.decode()


def test_a_hidden_edition_is_not_shown_by_asking_for_it(stage):
    stage.case("granted")
    assert statistics_of("night-bus", full=False, edition="2026").whole is None
    assert statistics_of("night-bus", full=True, edition="2026").whole.received == 1
    assert statistics_of("night-bus", full=True, edition="1999").whole.received == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_opens_for_everybody_in_both_languages(round_of_four, client, language):
    answer = client.get(page(language=language))
    assert answer.status_code == 200
    assert ("공개하지 않습니다" if language == "ko" else "too few to be shown") in answer.content.decode()


def test_the_officer_sees_every_cell(round_of_four, client):
    client.force_login(round_of_four.operator)
    assert "too few to be shown" not in client.get(page()).content.decode()


def test_a_scheme_that_is_not_there_is_not_found(stage, client):
    assert client.get(page().replace("night-bus", "day-bus")).status_code == 404


@pytest.mark.parametrize("cases", [1, 3])
def test_statistics_cost_the_same_at_one_case_and_at_three(stage, cases, django_assert_num_queries):
    for _ in range(cases):
        stage.case("granted")
    with django_assert_num_queries(6):
        statistics_of("night-bus", full=True)


def test_the_files_say_the_same_as_the_page(round_of_four, client):
    client.force_login(round_of_four.operator)
    text = b"".join(client.get(page("statistics_file", "csv")).streaming_content).decode("utf-8-sig")
    rows = {(r["group"], r["name"], r["measure"], r["of"]): r["value"] for r in csv.DictReader(io.StringIO(text))}
    assert rows["all", "night-bus", "received", ""] == "5"
    assert rows["field", "tram", "passed", ""] == "1"
    assert float(rows["all", "night-bus", "days_median", "submitted"]) == 1
    told = json.loads(client.get(page("statistics_file", "json")).content)
    assert len(told["rows"]) == len(rows) and told["every_cell"] is True and "alpha" in told["about"]["en"]
    book = load_workbook(io.BytesIO(client.get(page("statistics_file", "xlsx")).content))
    assert [cell.value for cell in book["all"][2]][:3] == ["all", "night-bus", "received"]
    assert sum(book[name].max_row - 1 for name in book.sheetnames[1:]) == len(rows)


def test_the_files_of_the_public_hide_what_its_page_hides(round_of_four, client):
    rows = json.loads(client.get(page("statistics_file", "json")).content)["rows"]
    assert {row["measure"] for row in rows if row["group"] == "field"} == {"not_shown"}


def test_certificates_and_decisions_are_open_data_and_a_refusal_names_nobody(round_of_four, client):
    with override("en"):
        urls = {
            table: reverse("certification:table_file", args=[table, "json"]) for table in ("certificates", "decisions")
        }
    certificates = json.loads(client.get(urls["certificates"]).content)["rows"]
    assert [(one["status"], one["holder"]) for one in certificates] == [("valid", "daon"), ("valid", "daon")]
    told = client.get(urls["decisions"]).content.decode()
    assert [row["verdict"] for row in json.loads(told)["rows"]] == ["granted", "granted", "refused"]
    assert "daon" not in told and "Night bus" not in told


def stored_and_counted(stage, **more):
    """What the page says from stored figures, and what it says counting every case anew."""
    assert store_figures(AT + timedelta(days=30)) == 1
    stored = statistics_of("night-bus", full=True, **more)
    rows = list(RoundFigures.objects.all())
    RoundFigures.objects.all().delete()
    counted = statistics_of("night-bus", full=True, **more)
    RoundFigures.objects.bulk_create(rows)
    return stored, counted


def test_figures_of_closed_cases_are_stored_and_say_the_same_as_counting_anew(round_of_four):
    stored, counted = stored_and_counted(round_of_four)
    assert stored == counted and stored.whole.received == 5 and stored.agreement == {"service": 1.0}
    assert RoundFigures.objects.get().cases == 4
    assert store_figures(AT + timedelta(days=31)) == 0, "nothing was closed since"


def test_what_was_closed_or_opened_again_after_storing_is_counted_at_once(round_of_four):
    store_figures(AT + timedelta(days=30))
    round_of_four.case("granted")
    assert statistics_of("night-bus", full=True).whole.received == 6
    refused = Case.objects.get(state="refused")
    Case.objects.filter(pk=refused.pk).update(state="review", closed_at=None)
    whole = statistics_of("night-bus", full=True).whole
    assert (whole.received, whole.under_way, whole.failed) == (6, 2, 0)
    stored, counted = stored_and_counted(round_of_four)
    assert stored == counted and stored.whole.under_way == 2


def test_stored_figures_cost_the_same_however_many_cases_are_closed(round_of_four, django_assert_num_queries):
    store_figures(AT + timedelta(days=30))
    with django_assert_num_queries(8):
        statistics_of("night-bus", full=True)
    for _ in range(2):
        round_of_four.case("granted")
    store_figures(AT + timedelta(days=31))
    with django_assert_num_queries(8):
        statistics_of("night-bus", full=True)
