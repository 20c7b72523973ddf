"""The criterion report by field, with what came of the cases later: figures, pages, files, and who may see whom."""

import csv
import io
import json
from datetime import timedelta
from random import Random

import pytest
from cast import AT, organisation, person
from django.urls import reverse
from django.utils.translation import override
from feedback.studio import Studio
from openpyxl import load_workbook

from cityloop.assessment.models import Case, Dossier, Mark, MarkSheet, Supplement, SupplementItem
from cityloop.catalogue.models import Service
from cityloop.consulting.models import City
from cityloop.feedback.actions import report_criteria
from cityloop.feedback.models import Rating
from cityloop.feedback.queries import latest_report, record_of
from cityloop.feedback.queries.outcomes import effects_of
from cityloop.livinglabs.models import Effect, Pilot, Protocol

pytestmark = pytest.mark.django_db
ASSESSORS = 4
COMFORT, LAWFUL = "service.comfort", "service.lawful"
CLOSED = AT - timedelta(days=500)


class World(Studio):
    """Closed cases of buses, each marked by three of four assessors, one of whom is strict; rated a year later."""

    def __init__(self, cases=14, rated=12):
        super().__init__()
        self.people = [person(f"judge-{n}") for n in range(ASSESSORS)]
        self.provider = organisation("maker")
        random = Random(7)
        for n in range(cases):
            self.judge(n, 1 + n % 3, random)
        for n in range(rated):
            self.rate(n)

    def judge(self, n, worth, random):
        service = Service.objects.create(
            code=f"s-{n}", name_en=f"S {n}", provider=self.provider, registered_at=AT, listed_at=AT
        )
        case = Case.objects.create(
            reference=f"C-{n}",
            edition=self.edition,
            profile="bus" if n % 2 else "tram",
            service=service,
            applicant=self.provider,
            state="granted",
            opened_by=self.owner,
            opened_at=CLOSED,
            changed_at=CLOSED,
            closed_at=CLOSED,
            outcome_status="pass",
            title_en=f"S {n}",
        )
        for k in range(3):
            who = (n + k) % ASSESSORS
            sheet = MarkSheet.objects.create(case=case, person=self.people[who], submitted_at=AT, digest="d")
            mark = max(0, min(3, worth - (who == 0) + (random.random() < 0.2)))
            given = {LAWFUL: 1, COMFORT: mark}
            for place, (criterion, value) in enumerate(given.items()):
                Mark.objects.create(
                    sheet=sheet, criterion=criterion, mark=value, at=CLOSED + timedelta(minutes=4 * place)
                )
        if n < 2:
            dossier = Dossier.objects.create(case=case, version=2)
            row = Supplement.objects.create(case=case, dossier=dossier, reason="more", person=self.owner, at=AT)
            SupplementItem.objects.create(supplement=row, criterion=COMFORT, asks="more")

    def rate(self, n, at=None):
        body = organisation(f"town-{n}", kind="local_government")
        city = City.objects.create(
            code=f"town-{n}",
            name_ko=f"도시 {n}",
            name_en=f"Town {n}",
            country="KR",
            region="eastern-asia",
            organisation=body,
            registered_at=AT,
        )
        return Rating.objects.create(
            service=Service.objects.get(code=f"s-{n}"),
            city=city,
            organisation=body,
            period="2026",
            ground="agreement",
            reference="A-1",
            values={},
            overall=(n % 3) / 2,
            person=self.owner,
            at=at or AT,
        )

    def report(self):
        return report_criteria(actor=self.owner, at=AT, edition=self.edition)

    def page(self, client, name="edition", *more, **query):
        return client.get(reverse(f"feedback:{name}", args=["night-bus", "2026", *more]), query)


def of(report, criterion=COMFORT):
    return next(row for row in report.content["criteria"] if row["criterion"] == criterion)


def test_a_criterion_that_goes_with_later_ratings_is_said_to_predict_and_one_that_is_always_met_to_separate_nobody():
    report = World().report()
    comfort, lawful = of(report), of(report, LAWFUL)
    assert (comfort["predicts"]["rating"]["cases"], comfort["predicts"]["rating"]["verdict"]) == (12, "predicts")
    assert comfort["predicts"]["rating"]["low"] > 0
    assert comfort["predicts"]["effect"] == {
        "cases": 0,
        "r": None,
        "low": None,
        "high": None,
        "p": None,
        "verdict": "few",
    }
    assert "separates nobody" in lawful["notes"][0]["en"]
    assert lawful["predicts"]["rating"]["verdict"] == "flat"


def measured(service, estimate, at=AT, better="lower", before=40.0):
    """A pilot of a service with its frozen protocol and one effect; how it is estimated is the labs' business."""
    pilot, _new = Pilot.objects.get_or_create(
        code=f"p-{service.code}",
        defaults={"service": service, "country": "KR", "began_on": AT.date(), "opened_at": AT},
    )
    protocol, _new = Protocol.objects.get_or_create(
        pilot=pilot,
        defaults={"content": {"better": better}, "digest": "p" * 64, "frozen_at": AT, "after_the_fact": False},
    )
    comparison = {"treated_before": before} if before is not None else None
    return Effect.objects.create(
        pilot=pilot,
        protocol=protocol,
        estimate=estimate,
        verdict="some",
        content={"comparison": comparison},
        digest="e" * 64,
        computed_at=at,
    )


def test_marks_are_held_to_the_last_effect_of_each_pilot_whichever_way_is_better():
    world = World(rated=0)
    for n in range(12):
        service = Service.objects.get(code=f"s-{n}")
        measured(service, 99.0, at=AT - timedelta(days=1))
        measured(service, -4.0 * (1 + n % 3))
    higher = Service.objects.get(code="s-12")
    measured(higher, 8.0, better="higher")
    measured(Service.objects.get(code="s-13"), 8.0, before=None)
    found = effects_of(record_of(world.edition))
    assert (found.values["C-0"], found.values["C-1"], found.values["C-12"]) == (0.1, 0.2, 0.2)
    assert "C-13" not in found.values, "without a level before there is no share of it"
    effect = of(world.report())["predicts"]["effect"]
    assert (effect["cases"], effect["verdict"]) == (13, "predicts")


def test_a_rating_younger_than_a_year_after_the_case_counts_for_nothing_and_is_said_to_wait():
    world = World(rated=9)
    world.rate(9, at=CLOSED + timedelta(days=300))
    report = world.report()
    assert report.content["outcomes"]["rating"] == {"cases": 9, "waiting": 1}
    assert (of(report)["predicts"]["rating"]["cases"], of(report)["predicts"]["rating"]["r"]) == (9, None)


def test_minutes_supplements_and_severity_are_those_of_the_record():
    report = World().report()
    comfort, severity = of(report), report.content["severity"]
    assert comfort["effort"]["minutes"] == 4.0
    assert comfort["effort"]["timed"] == 14 * 3
    assert of(report, LAWFUL)["effort"]["timed"] == 0, "the first mark of a sheet has no beginning"
    assert (comfort["supplements"], of(report, LAWFUL)["supplements"]) == (2, 0)
    assert severity["people"][0]["points"] == severity["strictest"] < 0


def test_each_field_has_a_report_of_its_own_cases():
    world = World()
    whole = world.report()
    bus, tram = (latest_report(world.edition, field) for field in ("bus", "tram"))
    assert (whole.cases, bus.cases, tram.cases) == (14, 7, 7)
    assert of(whole)["marks"] == of(bus)["marks"] + of(tram)["marks"]
    assert latest_report(world.edition).pk == whole.pk


def test_a_case_that_was_closed_later_is_not_on_the_record_of_an_earlier_day():
    world = World()
    assert len(set(record_of(world.edition, CLOSED - timedelta(days=1)).cases)) == 0
    assert len(set(record_of(world.edition, AT).cases)) == 14


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_public_reads_the_report_but_not_who_marks_how_strictly(client, language):
    world = World()
    world.report()
    with override(language):
        page = world.page(client).content.decode()
        assert "judge-0" not in page
        client.force_login(world.owner)
        assert ("judge-0" in world.page(client).content.decode()) or (
            "judge-0 씨" in world.page(client).content.decode()
        )


def test_the_files_hold_the_figures_of_the_page_and_no_names(client):
    world = World()
    report = world.report()
    rows = list(csv.DictReader(io.StringIO(world.page(client, "report_file", "csv").content.decode("utf-8-sig"))))
    comfort = next(row for row in rows if row["criterion"] == COMFORT)
    assert float(comfort["rating_r"]) == pytest.approx(of(report)["predicts"]["rating"]["r"])
    assert comfort["rating_cases"] == "12"
    sheet = load_workbook(io.BytesIO(world.page(client, "report_file", "xlsx").content)).active
    assert [cell.value for cell in sheet[1]][:2] == ["criterion", "title_ko"]
    told = json.loads(world.page(client, "report_file", "json", field="bus").content)
    assert (told["field"], told["cases"]) == ("bus", 7)
    assert "people" not in told["severity"]
    assert world.page(client, "report_file", "exe").status_code == 404


@pytest.mark.parametrize("cases", [1, 3])
def test_the_report_costs_the_same_queries_at_one_case_and_at_three(client, django_assert_num_queries, cases):
    world = World(cases=cases, rated=0)
    world.report()
    world.page(client)
    with django_assert_num_queries(5):
        world.page(client)


def test_only_the_owner_computes_it(client):
    world = World(cases=1, rated=0)
    address = reverse("feedback:report", args=["night-bus", "2026"])
    client.force_login(world.stranger)
    assert client.post(address).status_code in (404, 409)
    assert latest_report(world.edition) is None


UNKNOWN = {"ko": "충분한 사례에서 알려지지 않았습니다", "en": "not known of enough cases for any criterion"}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("rated, columns", [(0, 0), (12, 1)])
def test_what_is_unknown_of_every_criterion_is_said_once_and_takes_no_column(client, language, rated, columns):
    world = World(rated=rated)
    world.report()
    with override(language):
        answer = world.page(client)
        words = [str(one) for one in answer.context["known"].outcomes]
    assert len(words) == columns
    assert answer.content.decode().count(UNKNOWN[language]) == 2 - columns


def test_a_report_of_few_cases_says_so_once_and_not_beside_each_criterion(client):
    world = World(cases=4, rated=0)
    world.report()
    answer = world.page(client)
    assert answer.context["known"].few == len(answer.context["rows"]) > 1
    assert not any(row["notes"] for row in answer.context["rows"])
