"""From the draft to the accepted dossier."""

from datetime import date, timedelta

import pytest
from cast import AT
from certification.stage import PDF, SCHEME, Stage
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import attach_evidence, publish_edition, save_answers, set_measurement
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.models import Case, Dossier, Evidence
from cityloop.assessment.queries import dossier_of, edition_in_force, missing
from cityloop.audit.refusal import Refused
from cityloop.catalogue.actions import register_service
from cityloop.certification import actions


def open_case(stage, service=None, **given):
    given = {"scheme": SCHEME, "profile": "bus", **given}
    return actions.open_case(**stage.step(stage.applicant), service=service or stage.service(), **given)


@pytest.mark.law("12(1)")
def test_a_case_keeps_the_edition_that_was_in_force_when_it_was_opened(stage):
    case = open_case(stage)
    later = stage.edition.content | {"edition": "2027", "timeline": [{"from": "2026-10-01", "state": "in_force"}]}
    publish_edition(actor=None, at=AT, content=later)
    assert edition_in_force(SCHEME, "bus", date(2026, 11, 1)).edition.edition == "2027"
    assert Case.objects.get(pk=case.pk).edition == stage.edition
    assert case.mock is False


def test_where_no_edition_is_in_force_the_one_in_mock_use_is_taken_and_the_case_says_so(stage):
    assert open_case(stage, profile="tram").mock is True


def test_before_the_first_stage_of_the_timeline_nothing_can_be_opened(stage):
    with override("en"), pytest.raises(Refused, match="No edition"):
        actions.open_case(
            actor=stage.applicant, at=AT - timedelta(days=300), service=stage.service(), scheme=SCHEME, profile="bus"
        )


def test_a_double_click_opens_one_case(stage):
    service = stage.service()
    first = open_case(stage, service)
    with pytest.raises(Refused, match=first.reference):
        open_case(stage, service)
    assert Case.objects.count() == 1


@pytest.mark.law("13(2)")
def test_only_the_provider_opens_a_case_for_its_service(stage):
    with pytest.raises(Refused):
        actions.open_case(**stage.step(stage.stranger), service=stage.service(), scheme=SCHEME, profile="bus")


def test_references_count_up_within_the_year(stage):
    assert [open_case(stage).reference for _ in range(3)] == ["NB-2026-0001", "NB-2026-0002", "NB-2026-0003"]


@pytest.mark.law("11")
def test_an_edition_that_excludes_the_service_says_so_in_its_own_words(db, settings, tmp_path):
    rule = {
        "id": "live",
        "when": "service.type == 'unit'",
        "says": {"ko": "단위 서비스만", "en": "Unit services only."},
    }
    stage = Stage(eligibility=[rule])
    platform = register_service(
        actor=stage.applicant, at=AT, code="hub", provider=stage.owner, fields=[], name_en="Hub", type="data_hub"
    )
    with override("en"), pytest.raises(Refused, match="Unit services only"):
        open_case(stage, platform)
    assert Case.objects.count() == 0


def test_what_is_missing_shrinks_as_the_dossier_is_filled(stage):
    case = open_case(stage)
    assert [one.criterion for one in missing(case, dossier_of(case))] == ["service.comfort", "service.punctual"]
    stage.fill(case)
    assert missing(case, dossier_of(case)) == []


def test_the_digest_of_a_dossier_follows_its_content_and_nothing_else(stage):
    case = stage.case("draft")
    stage.fill(case)
    draft = dossier_of(case)
    before = of_dossier(draft)
    assert of_dossier(Dossier.objects.get(pk=draft.pk)) == before
    set_measurement(**stage.step(stage.applicant), case=case, criterion="service.punctual", value=3)
    assert of_dossier(Dossier.objects.get(pk=draft.pk)) != before
    set_measurement(**stage.step(stage.applicant), case=case, criterion="service.punctual", value=2)
    assert of_dossier(Dossier.objects.get(pk=draft.pk)) == before


@pytest.mark.law("3(2)2", "9(2)", "13(3)")
def test_what_is_handed_in_is_frozen_under_the_digest_that_was_shown(stage):
    case = stage.case("draft")
    stage.fill(case)
    shown = of_dossier(dossier_of(case))
    case = assessing.submit_case(**stage.step(stage.applicant), case=case, digest=shown)
    frozen = dossier_of(case)
    assert (frozen.digest, of_dossier(frozen), case.received_at) == (shown, shown, AT)


def test_a_form_that_shows_an_older_version_does_not_hand_in(stage):
    case = stage.case("draft")
    shown = of_dossier(dossier_of(case))
    stage.fill(case)
    with override("en"), pytest.raises(Refused, match="has changed since this page was opened"):
        assessing.submit_case(**stage.step(stage.applicant), case=case, digest=shown)
    assert dossier_of(case).frozen_at is None


@pytest.mark.law("9(5)", "13(4)")
def test_a_supplement_opens_a_copy_and_the_version_handed_in_before_stays(stage):
    case = stage.case("supplement")
    old, new = case.dossiers.order_by("version")
    assert (old.frozen_at is None, new.frozen_at is None, new.version) == (False, True, 2)
    assert list(new.evidence.values_list("sha256", "received_at")) == list(
        old.evidence.values_list("sha256", "received_at")
    )
    digest = old.digest
    save_answers(**stage.step(stage.applicant), case=case, answers={"service.comfort": "Now with page 2."})
    case = stage.hand_in(case, 3)
    assert case.state == "submitted"
    assert of_dossier(Dossier.objects.get(pk=old.pk)) == digest != dossier_of(case).digest


@pytest.mark.law("9(5)", "13(4)")
def test_a_supplement_is_due_when_the_edition_says(stage):
    assert stage.case("supplement").due_on == date(2026, 9, 3) + timedelta(days=14)


@pytest.mark.law("3(2)2")
def test_an_incomplete_dossier_is_accepted_only_with_a_reason(stage):
    case = stage.hand_in(stage.case("draft"))
    with override("en"), pytest.raises(Refused, match=r"2 things .* are missing: Survey; Punctuality"):
        stage.accept(case)
    case = stage.accept(case, "The record has no files.")
    assert case.events.last().reason == "The record has no files."


@pytest.mark.parametrize(
    "answers", [{"service.unknown": "x"}, {"service.comfort": "x" * 4001}], ids=["unknown", "too long"]
)
def test_answers_that_nobody_asked_for_or_too_long_are_refused(stage, answers):
    case = open_case(stage)
    with pytest.raises(Refused):
        save_answers(**stage.step(stage.applicant), case=case, answers=answers)
    assert dossier_of(case).answers == {}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "5"])
def test_a_measurement_is_a_finite_number(stage, value):
    case = open_case(stage)
    with pytest.raises(Refused):
        set_measurement(**stage.step(stage.applicant), case=case, criterion="service.punctual", value=value)
    assert not dossier_of(case).measurements.exists()


@pytest.mark.law("9(4)")
def test_evidence_keeps_two_dates_and_refuses_a_period_that_has_not_been(stage):
    case = open_case(stage)
    given = {"criterion": "service.comfort", "item": "survey", "name": "a.pdf", "content": PDF}
    for start, end in [(date(2026, 8, 2), date(2026, 8, 1)), (date(2026, 8, 1), date(2027, 1, 1)), (None, AT.date())]:
        with pytest.raises(Refused):
            attach_evidence(**stage.step(stage.applicant), case=case, **given, observed_from=start, observed_until=end)
    attach_evidence(
        **stage.step(stage.applicant),
        case=case,
        **given,
        observed_from=date(2026, 7, 1),
        observed_until=date(2026, 7, 31),
    )
    piece = Evidence.objects.get()
    assert (piece.observed_from, piece.observed_until, piece.received_at) == (
        date(2026, 7, 1),
        date(2026, 7, 31),
        AT,
    )
