"""The site visit: planned, recorded, and findings that take evidence away and never add points."""

import pytest
from certification.stage import PDF
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.models import Evidence, EvidenceVoid
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Finding, FindingRuling, Visit, VisitRecord

PLAN = {"place": "Depot", "visitors": "Two officers", "agenda": "See the buses."}


@pytest.fixture
def case(stage):
    return stage.case("evaluation")


def visited(stage, case, record=True):
    step = {**stage.step(stage.operator, 4), "case": case}
    actions.plan_visit(**step, on=step["at"].date(), **PLAN)
    visit = Visit.objects.latest("pk")
    if record:
        actions.record_visit(
            **step, visit=visit, attendees="All", observations="Two buses stood.", name="r.pdf", content=PDF
        )
    return Visit.objects.get(pk=visit.pk)


def finding(stage, case):
    actions.raise_finding(
        **stage.step(stage.operator, 4), case=case, visit=visited(stage, case), evidence=Evidence.objects.get(),
        found="The survey is of another city.",
    )  # fmt: skip
    return Finding.objects.get()


def ruled(stage, case, confirmed, days=5):
    one = finding(stage, case)
    actions.answer_finding(**stage.step(stage.applicant, 4), case=case, finding=one, text="It is ours.")
    step = {**stage.step(stage.operator, days), "case": case}
    actions.rule_finding(**step, finding=Finding.objects.get(), confirmed=confirmed, reason="The name is another.")


@pytest.mark.law("10(1)", "14(1)")
def test_a_visit_is_planned_and_recorded_with_its_report_under_a_hash(stage, case):
    visit = visited(stage, case)
    assert (visit.place, len(visit.record.sha256), visit.record.name) == ("Depot", 64, "r.pdf")
    with pytest.raises(Refused):
        actions.record_visit(
            **stage.step(stage.operator, 5), case=case, visit=visit, attendees="All", observations="Again."
        )
    assert VisitRecord.objects.count() == 1


@pytest.mark.law("10(1)", "14(1)")
@pytest.mark.parametrize(("confirmed", "points", "status"), [(True, 4.0, "fail"), (False, 8.5, "pass")])
def test_a_confirmed_finding_voids_the_evidence_and_its_criterion_earns_nothing(stage, case, confirmed, points, status):
    ruled(stage, case, confirmed)
    case = stage.mark_all(case, marks={"service.comfort": {"mark": 3}, "service.lawful": {"mark": 1}})
    outcome = case.outcomes.get()
    # comfort: 4.5 of 6 points rested on the survey; punctuality: all of 4
    assert (outcome.points, outcome.status) == (points, status)
    assert (outcome.nodes["criteria"]["service.comfort"]["status"] == "voided") == confirmed
    assert EvidenceVoid.objects.exists() == confirmed


def test_a_finding_is_decided_only_after_the_answer_or_the_term(stage, case):
    one = finding(stage, case)
    step = {"case": case, "finding": one, "confirmed": True, "reason": "It is so."}
    with override("en"), pytest.raises(Refused, match="may answer until 2026-09-19"):
        actions.rule_finding(**stage.step(stage.operator, 5), **step)
    with override("en"), pytest.raises(Refused, match="the day for it has passed"):
        actions.answer_finding(**stage.step(stage.applicant, 19), case=case, finding=one, text="Late.")
    actions.rule_finding(**stage.step(stage.operator, 19), **step)
    with override("en"), pytest.raises(Refused, match="decided before"):
        actions.rule_finding(**stage.step(stage.operator, 20), **{**step, "finding": Finding.objects.get()})
    assert FindingRuling.objects.count() == 1


def test_while_a_finding_is_open_the_evaluation_is_not_closed(stage, case):
    finding(stage, case)
    marked = stage.mark_all(case, marks={"service.comfort": {"mark": 3}, "service.lawful": {"mark": 1}})
    assert marked.state == "evaluation"
    with override("en"), pytest.raises(Refused, match="finding of the site visit is not decided"):
        assessing.close_evaluation(**stage.step(stage.operator, 9), case=case, reason="time is up", shown="pass")


def test_a_piece_is_found_wanting_once_and_only_on_a_recorded_visit(stage, case):
    given = {**stage.step(stage.operator, 4), "case": case, "evidence": Evidence.objects.get(), "found": "Old."}
    with pytest.raises(Refused):
        actions.raise_finding(**given, visit=visited(stage, case, record=False))
    ruled(stage, case, confirmed=True)
    with override("en"), pytest.raises(Refused, match="is voided, or has an open finding"):
        actions.raise_finding(**given, visit=Visit.objects.earliest("pk").case.visits.exclude(record=None).get())


def test_the_database_keeps_what_was_voided(stage, case):
    ruled(stage, case, confirmed=True)
    for act in (lambda: EvidenceVoid.objects.update(reason="x"), lambda: EvidenceVoid.objects.get().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    void = EvidenceVoid.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceVoid.objects.create(evidence=void.evidence, reason="again", person=void.person, at=void.at)


@pytest.mark.parametrize("changes", [{"place": " "}, {"agenda": "x" * 4_001}])
def test_a_plan_says_where_who_and_what(stage, case, changes):
    step = {**stage.step(stage.operator, 4), "case": case}
    with pytest.raises(Refused):
        actions.plan_visit(**step, on=step["at"].date(), **{**PLAN, **changes})
    assert not Visit.objects.exists()


def test_a_report_that_lies_about_its_kind_is_refused_and_nothing_is_kept(stage, case):
    visit = visited(stage, case, record=False)
    with pytest.raises(Refused):
        actions.record_visit(
            **stage.step(stage.operator, 4), case=case, visit=visit, attendees="All", observations="Seen.",
            name="r.docx", content=PDF,
        )  # fmt: skip
    assert not VisitRecord.objects.exists()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_is_for_officer_and_applicant_each_with_their_step(stage, client, case, language):
    finding(stage, case)
    with override(language):
        page = reverse("certification:visits", args=[case.reference])
    seen = {"operator": 200, "applicant": 200, "stranger": 404}
    for who, status in seen.items():
        client.force_login(getattr(stage, who))
        assert client.get(page).status_code == status, who
    client.force_login(stage.operator)
    assert client.post(page, {"do": "plan"}).status_code == 422
    assert client.post(page, {"do": "nonsense-9"}).status_code == 404
    with override("en"):
        given = {"do": "plan", "plan-on": "2099-01-01", "plan-place": "P", "plan-visitors": "V", "plan-agenda": "A"}
    assert client.post(page, given).status_code == 302
    assert Visit.objects.filter(place="P").exists()
