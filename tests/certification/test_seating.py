"""Panels proposed for one case and for a round: fields, loads, links, and exactly what was shown."""

import pytest
from cast import AT, person
from certification.stage import SCHEME, Stage, named
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import declare_interest, enrol_assessor, save_marks
from cityloop.assessment.models import Assessor, AssignmentVersion, Declaration, Duty
from cityloop.assessment.queries.pool import cases_named, situation_of
from cityloop.assessment.seating import propose, size_for
from cityloop.audit.refusal import Refused
from cityloop.engine.impossible import Impossible
from cityloop.organisations.actions import record_engagement

PANEL = {"seats": 4, "from_field": 2, "common": 2, "quorum": "2/3", "decision": "2/3"}
ON = AT.date()


@pytest.fixture
def stage(db, settings, tmp_path):
    """A scheme with a committee, and a pool of eight of whom six know the field of transport."""
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(panel=PANEL, aggregate={"assessors": "mean", "minimum_assessors": 3})
    Assessor.objects.update(fields=["transport"])
    for n in range(5):
        enrol_assessor(
            actor=stage.operator,
            at=AT,
            person=person(f"pool-{n}"),
            scheme=SCHEME,
            fields=["transport"] if n < 3 else ["education"],
        )
    return stage


def proposal(cases, members=4, most=None):
    return propose(situation_of(cases_named([case.reference for case in cases]), ON), members, most)


def confirm(stage, found, days=3):
    return assessing.seat_round(
        **stage.step(stage.operator, days), edition=stage.edition, chosen=found.chosen, shown=found.digest
    )


@pytest.mark.law("4(2)", "3(2)8")
def test_a_round_is_proposed_with_field_common_members_and_even_loads(stage):
    cases = [stage.case("accepted") for _ in range(3)]
    found = proposal(cases)
    assert [len(panel.seats) for panel in found.panels] == [4, 4, 4]
    assert all(panel.from_field >= 2 for panel in found.panels)
    assert found.linked and len(found.common) == 2
    # two sit on all three; six seats are left for six others
    assert sorted(after for _, _, after in found.loads) == [1, 1, 1, 1, 1, 1, 3, 3]


@pytest.mark.law("4(2)")
def test_confirming_seats_exactly_what_was_shown(stage):
    cases = [stage.case("accepted") for _ in range(2)]
    found = proposal(cases)
    confirm(stage, found)
    for case in cases:
        seated = Duty.objects.filter(case=case).values_list("person__code", flat=True)
        assert sorted(seated) == found.chosen[case.reference]
        case.refresh_from_db()
        assert case.state == "evaluation"
    with override("en"), pytest.raises(Refused, match="has changed"):
        confirm(stage, found)


@pytest.mark.parametrize("change", ["pool", "conflict", "load"])
def test_a_stale_proposal_is_refused_and_nobody_is_seated(stage, change):
    case, other = stage.case("accepted"), stage.case("accepted")
    found = proposal([case])
    if change == "pool":
        Assessor.objects.filter(person=stage.spare).update(fields=["education"])
    if change == "conflict":
        record_engagement(
            **stage.step(stage.operator), kind="advice", since=ON, source="s", person=stage.spare, client=stage.owner
        )
    if change == "load":
        confirm(stage, proposal([other]))
    before = Duty.objects.count()
    with override("en"), pytest.raises(Refused, match="a case, a load, a conflict or the pool has changed"):
        confirm(stage, found)
    assert Duty.objects.count() == before


@pytest.mark.parametrize("who", ["applicant", "assessor", "certifier", "stranger"])
def test_nobody_but_the_operating_body_seats_a_round(stage, who):
    found = proposal([stage.case("accepted")])
    with pytest.raises(Refused):
        assessing.seat_round(
            **stage.step(getattr(stage, who)), edition=stage.edition, chosen=found.chosen, shown=found.digest
        )
    assert not Duty.objects.exists()


def test_whoever_is_in_conflict_is_not_proposed_and_the_preview_says_why(stage):
    case = stage.case("accepted")
    record_engagement(
        **stage.step(stage.operator), kind="advice", since=ON, source="s", person=stage.spare, client=stage.owner
    )
    with override("en"):
        panel = proposal([case]).panels[0]
    assert stage.spare not in [seat.assessor.person for seat in panel.seats]
    assert [(one.person, why) for one, why in panel.barred] == [(stage.spare, "Advice for daon body.")]


@pytest.mark.law("4(2)")
def test_by_hand_the_members_due_from_the_field_are_there_or_it_is_refused(stage):
    case = stage.case("accepted")
    others = [row.person for row in Assessor.objects.filter(fields=["education"])]
    step = {**stage.step(stage.operator, 3), "case": case, "reason": "known experts"}
    with override("en"), pytest.raises(Refused, match=r"asks for 2 members from the field .* there would be 1"):
        assessing.seat_panel(**step, people=[stage.spare, *others])
    assert assessing.seat_panel(**step, people=[stage.spare, stage.second, *others]).state == "evaluation"


def test_seating_by_hand_needs_a_reason(stage):
    with override("en"), pytest.raises(Refused, match="needs a reason"):
        assessing.seat_panel(
            **stage.step(stage.operator), case=stage.case("accepted"), people=[stage.spare, stage.second], reason=" "
        )


@pytest.mark.law("5(4)")
def test_whoever_stepped_aside_is_replaced_by_a_proposal_for_the_empty_seat(stage):
    case = stage.case("accepted")
    confirm(stage, proposal([case]))
    gone = case.duties.first().person
    declare_interest(**stage.step(gone, 4), case=case, ground=Declaration.Ground.RELATIVE)
    found = proposal([case])
    assert [len(people) for people in found.chosen.values()] == [1]
    assert gone.code not in found.chosen[case.reference]
    confirm(stage, found, days=5)
    assert case.duties.filter(released_at=None).count() == 4


def test_a_round_that_cannot_be_seated_says_why_and_what_would_do(stage):
    cases = [stage.case("accepted") for _ in range(3)]
    with pytest.raises(Impossible) as raised:
        proposal(cases, most=2)
    assert "2 common members" in raised.value.text.en and "a maximum load of 3" in raised.value.text.en
    assert "공통위원 2명" in raised.value.text.ko


def test_the_size_to_begin_with_is_that_of_the_edition_or_what_the_pool_allows(stage):
    cases = cases_named([stage.case("accepted").reference])
    assert size_for(situation_of(cases, ON)) == 4
    Assessor.objects.exclude(person__in=[stage.assessor, stage.second, stage.spare]).delete()
    assert size_for(situation_of(cases, ON)) == 3


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_officer_previews_a_round_keeps_it_as_a_version_and_publishes_it(stage, client, language):
    cases = [stage.case("accepted") for _ in range(2)]
    client.force_login(stage.operator)
    address = url("seating", SCHEME, "2026", language=language) + "?field=bus"
    page = client.get(address)
    shown = page.content.decode()
    assert all(case.reference in shown for case in cases)
    assert all(str(one.person) in shown for one in page.context["proposal"].common)
    answer = client.post(address, {"do": "keep", "members": "4"})
    version = AssignmentVersion.objects.get()
    assert answer.status_code == 302 and version.panels == page.context["proposal"].chosen
    assert not Duty.objects.exists()
    staged = answer["Location"]
    assert client.get(staged).status_code == 200
    client.post(staged, {"do": "publish", "digest": version.digest})
    assert Duty.objects.count() == 8
    late = client.post(staged, {"do": "publish", "digest": version.digest}, follow=True)
    assert late.status_code == 200 and Duty.objects.count() == 8
    assert not client.get(address).context["cases"]


def test_a_made_up_token_seats_nobody(stage, client):
    case = stage.case("accepted")
    client.force_login(stage.operator)
    assert client.post(url("seats", case.reference), {"do": "confirm", "token": "eyJ9:forged:x"}).status_code == 404
    assert client.post(url("seating", SCHEME, "2026"), {"members": "x"}, follow=True).status_code in (200, 404)
    assert not Duty.objects.exists()


@pytest.mark.parametrize("who", ["applicant", "assessor", "certifier", "stranger"])
def test_the_round_is_not_found_by_anybody_else(stage, client, who):
    client.force_login(getattr(stage, who))
    assert client.get(url("seating", SCHEME, "2026")).status_code == 404


def test_an_infeasible_round_is_told_on_the_page(stage, client):
    for _ in range(3):
        stage.case("accepted")
    client.force_login(stage.operator)
    page = client.get(url("seating", SCHEME, "2026") + "?field=bus&members=4&most=2")
    assert "a maximum load of 3" in page.content.decode()
    assert "proposal" not in page.context
    for wrong in ("members=99", "members=x", "members=-1", "members=4&most=0"):
        assert client.get(url("seating", SCHEME, "2026") + f"?field=bus&{wrong}").status_code == 200


@pytest.mark.parametrize("name", ["seating", "seats"])
def test_the_preview_costs_the_same_at_one_case_and_at_three(stage, client, django_assert_max_num_queries, name):
    client.force_login(stage.operator)
    case, costs = stage.case("accepted"), []
    for more in (0, 2):
        for _ in range(more):
            stage.case("accepted")
        address = url("seats", case.reference) if name == "seats" else url("seating", SCHEME, "2026") + "?field=bus"
        client.get(address)  # what waits is counted once after something was done
        with django_assert_max_num_queries(30) as spent:
            client.get(address)
        costs.append(len(spent))
    assert costs[0] == costs[1]


def test_who_has_not_marked_stands_on_the_panel_page(stage, client):
    case = stage.case("accepted")
    confirm(stage, proposal([case]))
    first = case.duties.first().person
    step = {**stage.step(first, 4), "case": case}
    declare_interest(**step, ground="none")
    save_marks(**step, marks={"service.comfort": {"mark": 3}})
    client.force_login(stage.operator)
    rows = client.get(url("panel", case.reference)).context["progress"]
    assert {(row.marked, row.total) for row in rows if row.duty.person == first} == {(1, 2)}
    assert all(row.waits for row in rows)
