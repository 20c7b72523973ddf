"""What memberships and engagements tell about conflicts of interest, and what follows from it."""

from datetime import timedelta

import pytest
from cast import AT, organisation, person
from certification.stage import NONE, named
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import declare_interest
from cityloop.assessment.models import Declaration
from cityloop.assessment.queries import conflicts, known_interests
from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import record_engagement
from cityloop.organisations.models import Engagement, Membership

Kind, Ground = Engagement.Kind, Declaration.Ground
ON = AT.date()


def ago(years):
    return ON - timedelta(days=366 * years)


def engage(stage, kind, since=None, **whose):
    return record_engagement(
        **stage.step(stage.operator), kind=kind, since=since or ago(1), source="public procurement record", **whose
    )


def member_of(who, employer, since=None, until=None):
    Membership.objects.create(person=who, organisation=employer, since=since or ago(9), until=until)


def grounds(stage, case, who):
    with override("en"):
        return [(one.ground, one.bars) for one in known_interests(case, [who.pk], ON)]


@pytest.fixture
def case(stage):
    return stage.case("accepted")


@pytest.mark.law("5(1)3")
@pytest.mark.parametrize("kind", [kind for kind in Kind.values if kind != Kind.AGENT])
def test_whoever_worked_on_the_service_is_barred_for_good(stage, case, kind):
    engage(stage, kind, since=ago(8), until=ago(7), person=stage.spare, service=case.service.code)
    assert grounds(stage, case, stage.spare) == [(Ground.ADVICE, True)]
    with override("en"), pytest.raises(Refused, match="must not evaluate this case"):
        assessing.seat_panel(**stage.step(stage.operator, 3), case=case, people=[stage.spare], reason="r")


@pytest.mark.law("5(1)3")
def test_work_for_a_party_in_another_matter_is_shown_and_does_not_bar(stage, case):
    engage(stage, Kind.STUDY, person=stage.spare, client=stage.owner, service="another-service")
    assert grounds(stage, case, stage.spare) == [(Ground.ADVICE, False)]
    engage(stage, Kind.STUDY, person=stage.spare, client=stage.owner)
    assert grounds(stage, case, stage.spare)[0] == (Ground.ADVICE, True), "no matter is named, so it may be this one"


@pytest.mark.law("5(1)4")
def test_an_agent_of_a_party_is_barred_in_person_and_through_the_organisation_of_today(stage, case):
    firm = organisation("law-firm")
    engage(stage, Kind.AGENT, since=ago(9), until=ago(8), person=stage.spare, client=stage.owner)
    engage(stage, Kind.AGENT, since=ago(9), until=ago(8), organisation=firm, client=stage.owner)
    member_of(stage.second, firm)
    member_of(stage.assessor, firm, until=ago(1))
    assert grounds(stage, case, stage.spare) == [(Ground.AGENT, True)]
    assert grounds(stage, case, stage.second) == [(Ground.AGENT, True)]
    assert grounds(stage, case, stage.assessor) == []


@pytest.mark.law("5(1)5")
@pytest.mark.parametrize(("left", "barred"), [(None, True), (2, True), (4, False)])
def test_an_employer_of_the_last_three_years_that_worked_on_the_service_bars(stage, case, left, barred):
    maker = organisation("subcontractor")
    engage(stage, Kind.SUBCONTRACT, organisation=maker, client=stage.owner, service=case.service.code)
    member_of(stage.spare, maker, until=ago(left) if left else None)
    assert grounds(stage, case, stage.spare) == ([(Ground.EMPLOYER, True)] if barred else [])
    assert (stage.spare.pk in conflicts(case, [stage.spare.pk], ON)) is barred


@pytest.mark.law("5(1)1", "5(1)2")
@pytest.mark.parametrize("ground", [Ground.PARTY, Ground.RELATIVE])
def test_what_only_the_member_knows_they_declare_and_step_aside(stage, ground):
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground=ground, note="my brother")
    assert stage.released(case, stage.assessor)


@pytest.mark.law("5(4)")
def test_nobody_declares_to_have_no_interest_against_what_is_known(stage):
    case = stage.case("evaluation")
    engage(stage, Kind.APPRAISAL, person=stage.assessor, service=case.service.code)
    step = {**stage.step(stage.assessor, 4), "case": case}
    with override("en"), pytest.raises(Refused, match="Cityloop knows of a ground: Appraisal for service-1"):
        declare_interest(**step, ground=NONE)
    assert not Declaration.objects.exists()
    declare_interest(**step, ground=Ground.ADVICE)
    assert stage.released(case, stage.assessor), "a recusal releases at once"


@pytest.mark.law("5(4)")
@pytest.mark.parametrize(("language", "says"), [("en", "Subcontract for daon body."), ("ko", "daon 기관: 하도급")])
def test_the_declaration_comes_filled_in_with_what_is_known(stage, client, language, says):
    case = stage.case("evaluation")
    engage(stage, Kind.SUBCONTRACT, person=stage.assessor, client=stage.owner)
    client.force_login(stage.assessor)
    with override(language):
        page = client.get(reverse("assessment:declare", args=[case.reference]))
    assert page.context["form"]["ground"].value() == Ground.ADVICE
    assert says in page.content.decode()
    assert "public procurement record" in page.content.decode()


@pytest.mark.parametrize("who", ["applicant", "stranger", "certifier"])
def test_engagements_of_others_are_recorded_by_the_operating_body_only(stage, who):
    step = stage.step(getattr(stage, who))
    given = {"kind": Kind.ADVICE, "since": ago(1), "source": "press", "client": stage.owner}
    with pytest.raises(Refused):
        record_engagement(**step, person=stage.spare, **given)
    record_engagement(**step, person=getattr(stage, who), **given)
    assert Engagement.objects.count() == 1, "everybody may record their own"


@pytest.mark.parametrize(
    "changes",
    [
        {"client": None},
        {"kind": "dinner"},
        {"since": ON + timedelta(days=1)},
        {"until": ago(5)},
        {"source": " "},
        {"organisation": "also"},
    ],
    ids=str,
)
def test_an_engagement_that_says_too_little_is_refused(stage, changes):
    given = {"kind": Kind.ADVICE, "since": ago(1), "source": "press", "client": stage.owner, "person": stage.spare}
    if "organisation" in changes:
        changes = {"organisation": stage.owner}
    with pytest.raises(Refused):
        record_engagement(**stage.step(stage.operator), **{**given, **changes})
    assert not Engagement.objects.exists()


@pytest.mark.law("5(1)3")
def test_the_operating_body_releases_a_member_whose_ground_became_known(stage):
    case = stage.case("evaluation")
    given = {"case": case, "person": stage.assessor, "reason": "a contract of May was found"}
    with pytest.raises(Refused):
        assessing.release_member(**stage.step(stage.second, 4), **given)
    with override("en"), pytest.raises(Refused, match="The ground is missing"):
        assessing.release_member(**stage.step(stage.operator, 4), **{**given, "reason": " "})
    assessing.release_member(**stage.step(stage.operator, 4), **given)
    assert stage.released(case, stage.assessor)
    with override("en"), pytest.raises(Refused, match="does not sit on this case"):
        assessing.release_member(**stage.step(stage.operator, 5), **given)


def test_whoever_works_for_a_party_is_given_no_duty(stage):
    case = stage.case("evaluation")
    someone = person("in-law", of=stage.owner)
    assert grounds(stage, case, someone) == [(Ground.EMPLOYER, True)]


def test_conflicts_of_a_whole_round_cost_as_much_as_of_one_case(stage, django_assert_num_queries):
    from cityloop.assessment.queries import conflicts_of
    from cityloop.assessment.queries.pool import cases_named

    pool = [stage.assessor.pk, stage.second.pk, stage.spare.pk]
    references = [stage.case("accepted").reference for _ in range(3)]
    for many in (1, 3):
        cases = cases_named(references[:many])
        with django_assert_num_queries(9):
            conflicts_of(cases, pool, ON)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_operating_body_records_an_engagement_on_the_page_of_the_pool(stage, client, language):
    case = stage.case("accepted")
    client.force_login(stage.operator)
    with override(language):
        pool = reverse("assessment:pool", args=["night-bus"])
        member = reverse("assessment:pool_member", args=["night-bus", stage.spare.code])
    assert member in client.get(pool).content.decode()
    given = {
        "kind": "contract",
        "client": stage.owner.code,
        "service": "",
        "since": "2025-03-01",
        "source": "contract 12",
    }
    assert client.post(member, {**given, "source": ""}).status_code == 422
    assert client.post(member, {**given, "client": ""}).status_code == 422, "for nobody and on nothing"
    assert client.post(member, given).status_code == 302
    assert "contract 12" in client.get(member).content.decode()
    assert stage.spare.pk in conflicts(case, [stage.spare.pk], ON)


@pytest.mark.parametrize("who", ["applicant", "assessor", "certifier", "stranger"])
def test_the_pool_is_found_by_the_operating_body_alone(stage, client, who):
    client.force_login(getattr(stage, who))
    for name, args in (("pool", ["night-bus"]), ("pool_member", ["night-bus", stage.spare.code])):
        assert client.get(reverse(named(name), args=args)).status_code == 404


def test_the_pool_costs_the_same_at_three_and_at_six(stage, client, django_assert_max_num_queries):
    client.force_login(stage.operator)
    costs = []
    for more in (0, 3):
        for n in range(more):
            stage._assessor(f"more-{n}")
        client.get(reverse("assessment:pool", args=["night-bus"]))  # what waits is counted once
        with django_assert_max_num_queries(15) as spent:
            client.get(reverse("assessment:pool", args=["night-bus"]))
        costs.append(len(spent))
    assert costs[0] == costs[1]
