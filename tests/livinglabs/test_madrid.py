"""Madrid Central, from the raw file to the effect; and what refuses to become one."""

import pytest
from cast import AT, officer_for, person
from django.urls import reverse
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.demo.labs import DATA, PROTOCOL, SOURCE
from cityloop.livinglabs.actions import (
    estimate_effect,
    evidence,
    freeze_protocol,
    open_pilot,
    receive_measurements,
)
from cityloop.livinglabs.models import Effect, Measurements
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return officer_for(Designation.Duty.OPERATING_BODY, "service")


def madrid(officer, code="madrid-central"):
    return open_pilot(
        actor=officer,
        at=AT,
        code=code,
        title_ko="마드리드 센트럴",
        title_en="Madrid Central",
        question_ko="?",
        question_en="?",
        city_ko="마드리드",
        city_en="Madrid",
        country="ES",
        began_on=AT.date(),
        source=SOURCE,
    )


def measured(officer):
    pilot = madrid(officer)
    freeze_protocol(actor=officer, at=AT, pilot=pilot, content=PROTOCOL)
    receive_measurements(actor=officer, at=AT, pilot=pilot, path=DATA / "madrid_no2_monthly.csv", source=SOURCE)
    return pilot


def test_the_published_means_come_out_and_the_zone_fell_more_than_every_other_station(officer):
    effect = estimate_effect(actor=officer, at=AT, pilot=measured(officer))
    means = effect.content["comparison"]
    assert (round(means["treated_before"], 2), round(means["treated_after"], 2)) == (44.36, 37.05)
    assert (round(means["others_before"], 2), round(means["others_after"], 2)) == (36.16, 35.68)
    assert effect.estimate == pytest.approx(-6.8237, abs=1e-3)
    assert effect.p_value == pytest.approx(1 / 24)
    assert all(value > effect.estimate for _unit, value in effect.content["placebos"])


def test_the_calculation_is_the_same_to_the_last_digit_when_repeated(officer):
    pilot = measured(officer)
    first = estimate_effect(actor=officer, at=AT, pilot=pilot)
    assert estimate_effect(actor=officer, at=AT, pilot=pilot).digest == first.digest


def test_measurements_are_kept_under_their_hash_outside_the_database(officer):
    measured(officer)
    kept = Measurements.objects.get()
    assert kept.rows == 1680
    assert (kept.observed_from, kept.observed_until) == ("2016-01", "2021-10")
    assert evidence(kept.sha256).read_bytes()[:4] == b"PAR1"


def test_a_protocol_fixed_after_the_pilot_began_says_so(officer):
    pilot = madrid(officer)
    assert freeze_protocol(actor=officer, at=AT, pilot=pilot, content=PROTOCOL).after_the_fact


def test_measurements_before_a_protocol_are_refused(officer):
    with override("en"), pytest.raises(Refused, match="protocol"):
        receive_measurements(
            actor=officer, at=AT, pilot=madrid(officer), path=DATA / "madrid_no2_monthly.csv", source=SOURCE
        )


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "station,year,month,no2_ugm3_mean\n35,2018,12,much\n"])
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(officer, tmp_path, text):
    pilot = madrid(officer)
    freeze_protocol(actor=officer, at=AT, pilot=pilot, content=PROTOCOL)
    broken = tmp_path / "broken.csv"
    broken.write_text(text)
    with pytest.raises(Refused):
        receive_measurements(actor=officer, at=AT, pilot=pilot, path=broken, source=SOURCE)
    assert not Measurements.objects.exists()


def test_a_treated_unit_that_was_not_measured_is_refused_with_the_reason(officer):
    pilot = madrid(officer)
    freeze_protocol(actor=officer, at=AT, pilot=pilot, content={**PROTOCOL, "treated": ["999"]})
    receive_measurements(actor=officer, at=AT, pilot=pilot, path=DATA / "madrid_no2_monthly.csv", source=SOURCE)
    with pytest.raises(Refused, match="999"):
        estimate_effect(actor=officer, at=AT, pilot=pilot)
    assert not Effect.objects.exists()


def test_an_outsider_opens_no_pilot():
    with pytest.raises(Refused):
        madrid(person("outsider"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pilot_is_read_in_both_languages(client, officer, language):
    estimate_effect(actor=officer, at=AT, pilot=measured(officer))
    with override(language):
        page = client.get(reverse("livinglabs:pilot", args=["madrid-central"]))
    assert page.status_code == 200
    assert "−6.8" in page.content.decode()


def test_a_pilot_that_does_not_exist_is_not_found(client):
    with override("en"):
        assert client.get(reverse("livinglabs:pilot", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_at_one_pilot_and_at_three(client, officer, django_assert_num_queries, count):
    for number in range(count):
        madrid(officer, f"pilot-{number}")
    with override("en"), django_assert_num_queries(2):
        client.get(reverse("livinglabs:pilots"))
