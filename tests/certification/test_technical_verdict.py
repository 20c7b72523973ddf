"""The officer reviews a technical report before it counts, cancels a review, releases an examiner; and who may read."""

import pytest
from cast import AT, officer_for, person
from certification.stage import SCHEME, Stage
from certification.test_letters import told
from certification.test_technical_review import REPORT, asked, read, reported, requested
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import visible_to
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import TechnicalCancellation, TechnicalReport, TechnicalVerdict
from cityloop.certification.queries import waiting_for
from cityloop.certification.queries.technical import accepted_reports
from cityloop.certification.report_paper import report_paper
from cityloop.certification.reporting import content_of
from cityloop.organisations.models import Designation

MARKS = {"service.comfort": {"mark": 3}, "service.lawful": {"mark": 1}}


def with_body(stage):
    stage.examiner = officer_for(Designation.Duty.EVALUATION_BODY, SCHEME, key="examiner", code="lab")
    stage.lab = stage.examiner.organisations.get()
    stage.colleague = person("colleague", of=stage.lab)
    return stage.case("evaluation")


@pytest.fixture
def case(stage):
    return with_body(stage)


def titles(who, days):
    with override("en"):
        return [one.title.partition(":")[0] for one in waiting_for(who, Stage.step(None, None, days)["at"].date())]


@pytest.mark.law("3(2)9")
def test_a_report_counts_once_the_officer_has_reviewed_and_accepted_it(stage, case):
    report = reported(stage, case)
    assert list(accepted_reports(case)) == []
    assert "Review the technical report" in titles(stage.operator, 6)
    read(stage, case, report)
    assert list(accepted_reports(case)) == [report]
    assert "Review the technical report" not in titles(stage.operator, 7)
    verdict = TechnicalVerdict.objects.get()
    assert (verdict.accepted, verdict.reason, verdict.person) == (True, "It answers all.", stage.operator)


@pytest.mark.law("3(2)9")
def test_a_returned_report_does_not_count_and_the_body_may_be_asked_anew(stage, case):
    read(stage, case, reported(stage, case), accepted=False)
    stage.mark_all(case, MARKS)
    case.refresh_from_db()
    (said,) = content_of(case)["technical_reviews"]
    assert (said["summary"], said["accepted"], said["reason"]) == ("", False, "It answers all.")


def test_a_returned_report_can_be_asked_for_again_of_the_same_body(stage, case):
    read(stage, case, reported(stage, case), accepted=False)
    again = reported(stage, case)
    read(stage, case, again)
    assert list(accepted_reports(case)) == [again]


def test_a_report_is_reviewed_once_with_a_reason_and_by_the_operating_body_only(stage, case):
    report = reported(stage, case)
    given = {"case": case, "report": report, "accepted": True}
    with override("en"), pytest.raises(Refused, match="Something is not filled in"):
        actions.review_technical_report(**stage.step(stage.operator, 7), **given, reason=" ")
    for who in (stage.examiner, stage.certifier, stage.applicant, stage.stranger):
        with pytest.raises(Refused):
            actions.review_technical_report(**stage.step(who, 7), **given, reason="Fine.")
    read(stage, case, report)
    with override("en"), pytest.raises(Refused, match="was reviewed before"):
        read(stage, case, report, accepted=False)
    assert TechnicalVerdict.objects.get().accepted


@pytest.mark.law("3(2)9")
def test_the_evaluation_does_not_end_before_the_report_is_reviewed(stage, case):
    report = reported(stage, case)
    marked = stage.mark_all(case, MARKS)
    assert marked.state == "evaluation"
    with override("en"), pytest.raises(Refused, match="waits for your review"):
        stage.close(case, reason="Enough.")
    read(stage, case, report)
    assert stage.close(case).state == "review"


def test_a_cancelled_review_releases_its_examiners_and_another_body_is_asked(stage, case):
    review, on = asked(stage, case), stage.step(None, 5)["at"].date()
    actions.cancel_technical_review(**stage.step(stage.operator, 5), case=case, review=review, reason="Too late.")
    assert TechnicalCancellation.objects.get().reason == "Too late."
    assert not visible_to(stage.examiner, on).exists() and not visible_to(stage.colleague, on).exists()
    with pytest.raises(Refused):
        actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    other = officer_for(Designation.Duty.EVALUATION_BODY, SCHEME, key="other", code="other-lab").organisations.get()
    assert asked(stage, case, body=other, days=5).body == other
    with override("en"), pytest.raises(Refused, match="handed in or cancelled before"):
        actions.cancel_technical_review(**stage.step(stage.operator, 6), case=case, review=review, reason="Again.")


def test_a_cancelled_review_does_not_hold_the_evaluation_up(stage, case):
    review = asked(stage, case)
    actions.cancel_technical_review(**stage.step(stage.operator, 5), case=case, review=review, reason="Not needed.")
    assert stage.mark_all(case, MARKS).state == "review"


def test_an_examiner_is_released_with_the_ground_and_somebody_of_the_body_is_left(stage, case):
    asked(stage, case)
    release = {**stage.step(stage.operator, 5), "case": case, "person": stage.colleague}
    with pytest.raises(Refused):
        actions.release_examiner(**release, reason="")
    actions.release_examiner(**release, reason="Advised the applicant in May.")
    assert Duty.objects.get(case=case, person=stage.colleague).released_at
    assert not visible_to(stage.colleague, stage.step(None, 5)["at"].date()).exists()
    with override("en"), pytest.raises(Refused, match="Nobody else of lab body examines"):
        actions.release_examiner(**release | {"person": stage.examiner}, reason="A cousin.")
    with override("en"), pytest.raises(Refused, match="does not examine this case"):
        actions.release_examiner(**release | {"person": stage.second}, reason="Who?")


def test_each_step_of_a_technical_review_is_told_to_whom_it_concerns(stage, case):
    report = reported(stage, case)
    request = requested(stage, case, stage.operator)
    actions.answer_documents(**stage.step(stage.applicant, 6), case=case, request=request, text="Here.")
    read(stage, case, report)
    review = asked(stage, case, days=8)
    actions.release_examiner(**stage.step(stage.operator, 8), case=case, person=stage.colleague, reason="A cousin.")
    actions.cancel_technical_review(**stage.step(stage.operator, 9), case=case, review=review, reason="Not needed.")
    assert {one for one, _held in told("technical_asked")} == {"colleague", "examiner"}
    assert ("operator", False) in told("technical_reported")
    assert {one for one, _held in told("technical_accepted")} == {"colleague", "examiner"}
    assert told("technical_cancelled") == [("examiner", False)]
    assert told("examiner_released") == [("colleague", False)]
    assert told("documents_asked") == [("applicant", False)]
    assert told("documents_answered") == [("operator", False)]


def addresses(case, report):
    return (
        reverse("certification:technical", args=[case.reference]),
        reverse("certification:technical_file", args=[case.reference, "report", report.pk]),
    )


@pytest.mark.parametrize(("read_by", "status"), [("committee", 404), ("assessors", 200)])
@pytest.mark.law("14(5)")
def test_the_edition_says_whether_assessors_read_an_accepted_report_while_they_mark(
    db, settings, tmp_path, client, read_by, status
):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(technical_review={"read_by": read_by})
    case = with_body(stage)
    report = reported(stage, case)
    client.force_login(stage.assessor)
    assert [client.get(one).status_code for one in addresses(case, report)] == [404, 404]
    read(stage, case, report)
    assert [client.get(one).status_code for one in addresses(case, report)] == [status, status]


@pytest.mark.law("14(5)")
def test_without_a_word_in_the_edition_the_report_goes_to_the_committee_and_not_to_assessors(stage, case, client):
    report = reported(stage, case)
    read(stage, case, report)
    client.force_login(stage.assessor)
    assert [client.get(one).status_code for one in addresses(case, report)] == [404, 404]


@pytest.mark.law("14(5)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_papers_for_the_deliberation_carry_the_accepted_report(committee_stage, client, language):
    stage = committee_stage
    case = with_body(stage)
    report = reported(stage, case)
    read(stage, case, report)
    stage.mark_all(case, MARKS)
    case.refresh_from_db()
    assert case.state == "deliberation"
    stage.meeting([case])
    client.force_login(stage.chair)
    with override(language):
        page = client.get(reverse("certification:preparation", args=[case.reference])).text
    assert "It is safe." in page and "Two sensors were tried." in page and "It answers all." in page
    assert addresses(case, report)[1].split("/", 2)[2] in page
    assert client.get(addresses(case, report)[1]).status_code == 200


def test_the_report_paper_says_what_an_accepted_report_says_and_why_it_counts(stage, case):
    read(stage, case, reported(stage, case))
    stage.mark_all(case, MARKS)
    case.refresh_from_db()
    stage.review(case)
    stage.report(case)
    said = str(report_paper(case.reports.last(), "en"))
    assert "It is safe." in said and "It answers all." in said


def test_the_officer_reviews_cancels_and_releases_on_the_page(stage, case, client):
    review = asked(stage, case)
    page = reverse("certification:technical", args=[case.reference])
    client.force_login(stage.operator)
    key = f"release-{review.pk}"
    sent = {"do": key, f"{key}-person": stage.colleague.pk, f"{key}-reason": "A cousin."}
    assert client.post(page, sent).status_code == 302
    actions.hand_in_technical_review(**stage.step(stage.examiner, 6), case=case, **REPORT)
    key = f"verdict_form-{review.pk}"
    assert client.post(page, {"do": key, f"{key}-accepted": "yes"}).status_code == 422
    assert client.post(page, {"do": key, f"{key}-accepted": "yes", f"{key}-reason": "Fine."}).status_code == 302
    assert TechnicalVerdict.objects.get().accepted
    key = f"cancel-{review.pk}"
    late = client.post(page, {"do": key, f"{key}-reason": "Too late."})
    assert late.status_code == 422 and "reported" not in late.text
    for name in ("cancel-999", "verdict_form-x", "nothing"):
        assert client.post(page, {"do": name}).status_code == 404


def test_nobody_but_the_operating_body_is_given_the_forms_of_the_officer(stage, case, client):
    review = asked(stage, case)
    page = reverse("certification:technical", args=[case.reference])
    for who in (stage.examiner, stage.applicant, stage.stranger, stage.assessor):
        client.force_login(who)
        for name in ("cancel", "release", "verdict_form"):
            assert client.post(page, {"do": f"{name}-{review.pk}"}).status_code == 404


def test_the_database_keeps_a_verdict_and_asks_for_its_reason(stage, case):
    report = reported(stage, case)
    given = {"report": report, "accepted": True, "person": stage.operator, "at": AT}
    with pytest.raises(IntegrityError, match="a_verdict_on_a_technical_report_has_a_reason"), transaction.atomic():
        TechnicalVerdict.objects.create(**given, reason="")
    read(stage, case, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        TechnicalVerdict.objects.update(accepted=False)
    assert TechnicalReport.objects.get().verdict.accepted
