"""Panels of a round staged in versions, two compared, one changed by hand, one published once by its digest."""

from datetime import timedelta

import pytest
from calls import reviewing
from calls.reviewing import step
from calls.stage import AT
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import change_assignment, publish_assignment, release_member, stage_assignment
from cityloop.assessment.models import AssignmentPublication, AssignmentVersion, Duty, MarkSheet
from cityloop.assessment.seating.staging import moved
from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import record_employment
from cityloop.outbox.models import Letter

KEYS = ("rho", "sigma", "tau", "ypsilon", "phi")


@pytest.fixture
def officer(stage):
    return stage.officers["trial"]


@pytest.fixture
def people(stage, officer):
    return reviewing.pool(officer, stage.edition.scheme, keys=KEYS)


@pytest.fixture
def cases(stage, people):
    return [stage.admit(stage.submitted()) for _ in range(3)]


def stages(officer, cases, members=2, days=6, **rules):
    given = {"edition": cases[0].edition, "profile": "trial", "notice": cases[0].notice, "members": members}
    return stage_assignment(**step(officer, days), **given, **rules)


def publish(officer, version, days=8, digest=None):
    return publish_assignment(**step(officer, days), version=version, digest=digest or version.digest)


def swap(officer, version, people, days=7, reason="They know the port."):
    """The first seat of the first panel goes to somebody who does not sit on it."""
    case = sorted(version.panels)[0]
    left = version.panels[case][0]
    came = next(one.code for one in people if one.code not in version.panels[case])
    made = change_assignment(**step(officer, days), version=version, case=case, left=left, came=came, reason=reason)
    return made, case, left, came


def test_versions_are_kept_side_by_side_and_nobody_is_seated_or_told(officer, cases):
    first, second = stages(officer, cases), stages(officer, cases, members=3)
    assert (first.number, second.number) == (1, 2) and first.assignment == second.assignment
    assert all(len(row) == 2 for row in first.panels.values()) and all(len(row) == 3 for row in second.panels.values())
    assert second.figures["highest"] >= first.figures["highest"] and first.figures["linked"]
    assert len(moved(first.panels, second.panels)) == 3
    assert not Duty.objects.exists() and not Letter.objects.filter(kind="calls.seated").exists()


def test_the_same_version_is_kept_once(officer, cases):
    stages(officer, cases)
    with override("en"), pytest.raises(Refused, match="same as version 1"):
        stages(officer, cases, days=7)


def test_publishing_seats_everybody_once_and_only_then_letters_are_written(officer, cases):
    first, second = stages(officer, cases), stages(officer, cases, members=3)
    publish(officer, first)
    seated = {case.reference: sorted(case.duties.values_list("person__code", flat=True)) for case in cases}
    assert seated == first.panels
    assert Letter.objects.filter(kind="calls.seated").count() == MarkSheet.objects.count() == 6
    for version in (first, second):
        with override("en"), pytest.raises(Refused, match=r"published version 1 .* published once"):
            publish(officer, version, days=9)
    assert Duty.objects.count() == 6


def test_the_database_publishes_an_assignment_once(officer, cases):
    version = stages(officer, cases)
    publish(officer, version)
    again = {"assignment": version.assignment, "version": version, "person": officer, "at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentPublication.objects.create(**again)


def test_a_change_by_hand_is_a_version_of_its_own_with_its_reason(officer, cases, people):
    first = stages(officer, cases)
    second, case, left, came = swap(officer, first, people)
    assert second.based_on == first and second.reason == "They know the port."
    [one] = moved(first.panels, second.panels)
    assert (one.reference, one.left, one.came) == (case, (left,), (came,))
    first.refresh_from_db()
    assert left in first.panels[case]
    publish(officer, second)
    assert came in Duty.objects.values_list("person__code", flat=True)


def test_a_change_by_hand_without_a_reason_or_of_nobody_is_refused(officer, cases, people):
    first = stages(officer, cases)
    case = sorted(first.panels)[0]
    seat = first.panels[case][0]
    wrong = [
        {"case": case, "left": seat, "came": people[0].code, "reason": " "},
        {"case": "X-1", "left": seat, "came": people[0].code, "reason": "r"},
        {"case": case, "left": "nobody", "came": people[0].code, "reason": "r"},
        {"case": case, "left": "", "came": "", "reason": "r"},
        {"case": case, "left": seat, "came": seat, "reason": "r"},
        {"case": case, "left": "", "came": "stranger", "reason": "r"},
    ]
    for given in wrong:
        with pytest.raises(Refused):
            change_assignment(**step(officer, 7), version=first, **given)
    assert AssignmentVersion.objects.count() == 1


def test_whoever_conflicts_is_not_put_in_by_hand(stage, officer, cases, people):
    first = stages(officer, cases)
    case = sorted(first.panels)[0]
    other = next(one for one in people if one.code not in first.panels[case])
    record_employment(**step(officer, 1), person=other, organisation=stage.company, source="told")
    with override("en"), pytest.raises(Refused, match="within three years"):
        change_assignment(
            **step(officer, 7), version=first, case=case, left=first.panels[case][0], came=other.code, reason="r"
        )


def test_a_version_that_rests_on_what_has_changed_is_not_published(stage, officer, cases, people):
    first = stages(officer, cases)
    sits = next(one for one in people if one.code in first.panels[sorted(first.panels)[0]])
    record_employment(**step(officer, 1), person=sits, organisation=stage.company, source="told")
    with override("en"), pytest.raises(Refused, match="a case, a conflict or the pool has changed"):
        publish(officer, first)
    assert not Duty.objects.exists()
    publish(officer, stages(officer, cases, days=8), days=9)


def test_a_publication_binds_to_the_digest_shown(officer, cases):
    first, second = stages(officer, cases), stages(officer, cases, members=3)
    with pytest.raises(Refused):
        publish(officer, first, digest=second.digest)
    assert not Duty.objects.exists()


def test_later_changes_are_single_acts(officer, cases, people):
    publish(officer, stages(officer, cases))
    seat = cases[0].duties.first()
    release_member(**step(officer, 9), case=cases[0], person=seat.person, reason="A ground became known.")
    other = next(one for one in people if not cases[0].duties.filter(person=one).exists())
    reviewing.seat_panel(**step(officer, 10), case=cases[0], people=[other], reason="In place of the one released.")
    assert cases[0].duties.filter(released_at=None).count() == 2


def test_who_comes_after_the_publication_gets_an_assignment_of_its_own(stage, officer, cases):
    first = stages(officer, cases)
    publish(officer, first)
    late = stage.admit(stage.submitted())
    second = stages(officer, [late], days=9)
    assert second.assignment != first.assignment and set(second.panels) == {late.reference}


@pytest.mark.parametrize(
    "rules", [{"members": 0}, {"members": "2"}, {"members": None}, {"most": 0}, {"floor": "high"}, {"common": -1},
              {"seed": True}, {"members": 99}, {"most": 1, "members": 5}]
)  # fmt: skip
def test_rules_that_are_none_are_refused(officer, cases, rules):
    with pytest.raises(Refused):
        stages(officer, cases, **rules)
    assert not AssignmentVersion.objects.exists()


@pytest.mark.parametrize("who", ["lead", "stranger", "authority"])
def test_nobody_but_the_secretariat_stages_or_publishes(stage, officer, cases, people, client, who):
    version, person = stages(officer, cases), getattr(stage, who)
    for act in (
        lambda: stages(person, cases, members=3),
        lambda: publish(person, version),
        lambda: swap(person, version, people),
    ):
        with pytest.raises(Refused):
            act()
    client.force_login(person)
    assert client.get(reverse("assessment:assignment", args=[version.assignment_id])).status_code == 404


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_officer_compares_changes_and_publishes_on_the_page(officer, cases, people, client, language):
    version = stages(officer, cases)
    client.force_login(officer)
    with override(language):
        round = reverse("assessment:seating", args=[cases[0].edition.scheme, "2026"])
        staged = reverse("assessment:assignment", args=[version.assignment_id])
    round = f"{round}?field=trial&notice={cases[0].notice.number}"
    assert staged in client.get(round).content.decode()
    assert client.post(round, {"do": "keep", "members": "3"}).status_code == 302
    page = client.get(f"{staged}?version=2&beside=1")
    assert len(page.context["moved"]) == 3
    case = sorted(version.panels)[0]
    given = {"do": "swap", "case": case, "left": version.panels[case][0], "came": "", "reason": ""}
    assert client.post(f"{staged}?version=1", given).status_code == 422
    came = next(one.code for one in people if one.code not in version.panels[case])
    assert client.post(f"{staged}?version=1", {**given, "came": came, "reason": "r"}).status_code == 302
    third = AssignmentVersion.objects.get(number=3)
    assert (
        client.post(f"{staged}?version=3", {"do": "publish", "digest": version.digest}, follow=True).status_code == 200
    )
    assert not Duty.objects.exists()
    client.post(f"{staged}?version=3", {"do": "publish", "digest": third.digest})
    assert Duty.objects.count() == 6
    assert client.get(f"{staged}?version=x&beside=9").status_code == 200


def test_the_page_costs_the_same_for_one_case_and_for_three(stage, officer, people, client, django_assert_num_queries):
    client.force_login(officer)
    for more in (1, 2):
        cases = [stage.admit(stage.submitted()) for _ in range(more)]
        for members in (1 + more, 2 + more):
            version = stages(officer, cases, members=members)
        url = reverse("assessment:assignment", args=[version.assignment_id])
        client.get(url)
        with django_assert_num_queries(11):
            assert client.get(url).status_code == 200


def test_a_reviewer_released_in_mid_review_leaves_what_they_marked_and_the_panel_goes_on(officer, cases):
    publish(officer, stages(officer, cases))
    case = cases[0]
    first, second = [duty.person for duty in case.duties.order_by("pk").select_related("person")]
    reviewing.mark(case, first, 4, days=9)
    release_member(**step(officer, 10), case=case, person=first, reason="A ground became known.")
    case = reviewing.mark(case, second, 2, days=11)
    case.refresh_from_db()
    assert case.state == "assessed" and case.outcome_points == 5
    assert MarkSheet.objects.filter(case=case, submitted_at__isnull=False).count() == 2
    assert AT + timedelta(days=10) == case.duties.get(person=first).released_at
