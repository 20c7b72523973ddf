"""Madrid Central, from the raw file to the sentence; what the database holds; who is refused."""

import pytest
from cast import AT, officer_for, person
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.demo.labs import DATA, SOURCE, madrid, measure
from cityloop.livinglabs.actions import accept_delivery, estimate_effect, freeze_protocol, receive_measurements
from cityloop.livinglabs.actions.measured import files_of
from cityloop.livinglabs.models import Delivery, Effect, Measurements, Protocol
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_evidence(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def officer():
    return officer_for(Designation.Duty.OPERATING_BODY, "service")


def measured(officer):
    pilot = madrid(officer, AT)
    measure(officer, AT, pilot)
    return pilot


def test_the_published_means_come_out_and_the_sentence_keeps_to_the_interval(officer):
    effect = measured(officer).effects.get()
    means = effect.content["comparison"]
    assert (round(means["treated_before"], 2), round(means["treated_after"], 2)) == (44.36, 37.05)
    assert (round(means["others_before"], 2), round(means["others_after"], 2)) == (36.16, 35.68)
    assert effect.estimate == pytest.approx(-6.8237, abs=1e-3)
    assert effect.p_value == pytest.approx(1 / 24)
    assert all(value > effect.estimate for _unit, value in effect.content["placebos"])
    assert effect.low < effect.estimate < effect.high < 0
    assert effect.verdict in ("some", "worth") and "fell by between" in effect.content["sentence"]["en"]
    assert {one["name"] for one in effect.content["checks"]} == {"pre_trend", "placebo_start", "window", "missing"}


def test_the_calculation_is_the_same_to_the_last_digit_when_repeated(officer):
    pilot = measured(officer)
    first = pilot.effects.get()
    assert estimate_effect(actor=officer, at=AT, pilot=pilot).digest == first.digest


def test_measurements_are_parquet_by_pilot_and_month_each_under_its_hash(officer):
    measured(officer)
    kept = Measurements.objects.get()
    assert kept.rows == 1680 and len(kept.manifest) == 70
    assert kept.manifest[0]["path"].startswith("pilots/madrid-central/2016-01/")
    assert all(path.stem == one["sha256"] for path, one in zip(files_of(kept), kept.manifest, strict=True))
    assert sum(one["rows"] for one in kept.manifest) == 1680


def test_a_file_changed_behind_the_record_is_found(officer):
    pilot = measured(officer)
    files_of(Measurements.objects.get())[3].write_bytes(b"PAR1")
    with override("en"), pytest.raises(Refused, match="no longer has its hash"):
        estimate_effect(actor=officer, at=AT, pilot=pilot)


def test_the_database_refuses_to_change_or_repeat_what_was_fixed(officer):
    pilot = madrid(officer, AT)
    assert pilot.protocol.after_the_fact
    for change in (
        lambda: Protocol.objects.update(content={}),
        lambda: Protocol.objects.all().delete(),
        lambda: Protocol.objects.create(pilot=pilot, content={}, digest="0" * 64, frozen_at=AT, after_the_fact=False),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused):
        freeze_protocol(actor=officer, at=AT, pilot=pilot, content=pilot.protocol.content)


def test_the_same_readings_are_not_counted_twice(officer, tmp_path):
    pilot = measured(officer)
    given = {"actor": officer, "at": AT}
    with override("en"), pytest.raises(Refused, match="very same file"):
        receive_measurements(**given, pilot=pilot, path=DATA / "madrid_no2_monthly.csv", source=SOURCE)
    again = tmp_path / "again.csv"
    lines = (DATA / "madrid_no2_monthly.csv").read_text().splitlines()
    again.write_text("\n".join([lines[0], *lines[20:1600]]) + "\n")
    delivery = receive_measurements(**given, pilot=pilot, path=again, source=SOURCE)
    with override("en"), pytest.raises(Refused, match="1580 of its readings are there already"):
        accept_delivery(**given, delivery=delivery, shown=delivery.staged)
    accept_delivery(**given, delivery=delivery, shown=delivery.staged, instead=True)
    assert estimate_effect(**given, pilot=pilot).measurements.get().rows == 1580


def test_what_was_not_shown_is_not_accepted(officer):
    pilot = madrid(officer, AT)
    delivery = receive_measurements(
        actor=officer, at=AT, pilot=pilot, path=DATA / "madrid_no2_monthly.csv", source=SOURCE
    )
    with pytest.raises(Refused):
        accept_delivery(actor=officer, at=AT, delivery=delivery, shown="0" * 64)
    assert not Measurements.objects.exists()


def test_outsiders_open_measure_and_estimate_nothing(officer):
    pilot, outsider = measured(officer), person("outsider")
    for act in (
        lambda: madrid(outsider, AT, "another"),
        lambda: receive_measurements(actor=outsider, at=AT, pilot=pilot, path=__file__, source=""),
        lambda: accept_delivery(actor=outsider, at=AT, delivery=Delivery.objects.get(), shown=""),
        lambda: estimate_effect(actor=outsider, at=AT, pilot=pilot),
    ):
        with pytest.raises(Refused, match=r"belongs to somebody else|다른 사람"):
            act()
    assert Effect.objects.count() == 1


@pytest.mark.parametrize(("language", "word"), [("ko", "낮아짐"), ("en", "fell by between")])
def test_the_pilot_is_read_in_both_languages(client, officer, language, word):
    measured(officer)
    with override(language):
        page = client.get(reverse("livinglabs:pilot", args=["madrid-central"]))
    assert page.status_code == 200
    assert "−6.8" in page.content.decode() and word in page.content.decode()


def test_a_pilot_that_does_not_exist_is_not_found(client):
    with override("en"):
        assert client.get(reverse("livinglabs:pilot", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_at_one_pilot_and_at_three(client, officer, django_assert_num_queries, count):
    for number in range(count):
        madrid(officer, AT, f"pilot-{number}")
    with override("en"), django_assert_num_queries(2):
        client.get(reverse("livinglabs:pilots"))
