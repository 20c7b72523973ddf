"""The report to the certifier: what it says, and that the decision binds to it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Decision, Report
from cityloop.engine.edition import digest


@pytest.mark.law("10(3)", "15(1)", "15(4)")
def test_the_report_says_what_was_evaluated_what_came_out_and_who_took_part(committee_stage):
    case = committee_stage.case("decision")
    report = Report.objects.get()
    content = report.content
    assert digest(content) == report.digest
    assert (content["field"]["id"], content["object"]["en"]) == ("bus", "Night bus")
    assert (content["outcome"]["points"], content["outcome"]["status"]) == (8.5, "pass")
    assert [one["points"] for one in content["outcome"]["areas"]] == [8.5]
    assert content["deliberation"]["result"] == "passes"
    assert [one["en"] for one in content["deliberation"]["members"]] == ["chair", "member", "third", "fourth"]
    assert [one["en"] for one in content["assessors"]] == ["assessor", "second"]
    assert content["review"]["recommendation"] == "grant"
    assert content["outcome"]["sha256"] == case.outcomes.last().digest


@pytest.mark.law("15(1)", "15(2)")
def test_the_certifier_decides_on_the_digest_of_the_report_and_on_no_other(stage):
    case = stage.case("decision")
    outcome, report = case.outcomes.last(), case.reports.last()
    step = {**stage.step(stage.certifier, 6), "case": case, "verdict": "granted", "reason": "it follows"}
    with override("en"), pytest.raises(Refused, match="report that this page showed is not the current one"):
        actions.decide(**step, digest=outcome.digest)
    actions.decide(**step, digest=report.digest)
    assert (Decision.objects.get().report, Decision.objects.get().outcome_digest) == (report, outcome.digest)


def test_a_report_that_changed_since_it_was_shown_is_not_handed_over(stage):
    case = stage.case("report")
    with override("en"), pytest.raises(Refused, match="has changed since this page was opened"):
        actions.report_to_certifier(**stage.step(stage.operator, 5), case=case, digest="0" * 64)
    assert not Report.objects.exists()


@pytest.mark.law("4(4)")
def test_what_the_committee_did_not_carry_is_not_granted(committee_stage):
    stage = committee_stage
    case = stage.case("deliberation")
    case = stage.vote_and_close(stage.meeting([case]), case, vote="against")
    step = {**stage.step(stage.reviewer, 5), "case": case}
    actions.take_review(**step)
    given = {"digest": case.outcomes.last().digest, "note": "in order"}
    with override("en"), pytest.raises(Refused, match="committee did not carry it"):
        actions.record_review(**step, **given, recommendation="grant")
    actions.record_review(**step, **given, recommendation="refuse")
    case = stage.report(case)
    with override("en"), pytest.raises(Refused, match="committee did not carry it"):
        stage.decide(case)
    assert stage.decide(case, Decision.Verdict.REFUSED).state == "refused"


def test_the_database_keeps_a_report_as_it_was_handed_over(stage):
    stage.case("decision")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(note="on second thought")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.get().delete()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("hwpx", b"PK")])
def test_the_report_is_read_and_printed_by_the_two_bodies_only(committee_stage, client, kind, start, language):
    case = committee_stage.case("decision")
    with override(language):
        page = reverse("certification:report", args=[case.reference])
        file = reverse("certification:report_file", args=[case.reference, kind])
    for who, status in {"operator": 200, "certifier": 200, "applicant": 404, "member": 404, "stranger": 404}.items():
        client.force_login(getattr(committee_stage, who))
        assert (client.get(page).status_code, client.get(file).status_code) == (status, status), who
    client.force_login(committee_stage.certifier)
    assert client.get(file).content.startswith(start)
