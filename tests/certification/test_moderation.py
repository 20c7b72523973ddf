"""Moderation: a second look in a new round, both versions kept; and the spread that an assessor sees afterwards."""

import pytest
from certification.stage import MARKS, SCHEME, Stage, named
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.actions import declare_interest, save_marks
from cityloop.assessment.models import Declaration, Mark, MarkSheet, Moderation
from cityloop.assessment.queries import counted_sheets, counting_marks
from cityloop.assessment.queries.calibration import round_finding
from cityloop.assessment.queries.spread import may_see_spread, spread_of
from cityloop.audit.refusal import Refused
from cityloop.certification.queries.inbox import waiting_for


def marks(comfort):
    return MARKS | {"service.comfort": {"mark": comfort, "note": "p. 1"}}


def evaluated(stage, first=0, second=4):
    case = stage.case("evaluation")
    stage.mark(case, stage.assessor, marks(first))
    return stage.mark(case, stage.second, marks(second))


def moderate(stage, case, people=None, days=6, **changes):
    given = {"people": people or [stage.assessor], "reason": "0 beside 4 on comfort", **changes}
    return assessing.open_moderation(**stage.step(stage.operator, days), case=case, **given)


def again(stage, case, who, comfort, note="the survey shows it on page 4", days=7):
    step = {**stage.step(who, days), "case": case}
    save_marks(**step, marks={"service.comfort": {"mark": comfort, "note": note}})
    return assessing.hand_in_marks(**step)


@pytest.mark.law("14(1)")
def test_a_moderated_mark_leaves_the_first_round_as_it_was_handed_in(stage):
    case = evaluated(stage)
    assert (case.state, case.outcomes.last().points) == ("review", 7.0)
    case = moderate(stage, case)
    assert case.state == "evaluation"
    case = again(stage, case, stage.assessor, 2)
    first, second = MarkSheet.objects.filter(case=case, person=stage.assessor).order_by("round")
    counting = counting_marks([first, second])
    assert [counting[sheet.pk]["service.comfort"].mark for sheet in (first, second)] == [0, 2]
    assert first.digest and second.digest and first.digest != second.digest
    # comfort: the mean of 2 and 4 is 3 of 4, of 6 points; punctuality 4
    assert case.state == "review" and [one.points for one in case.outcomes.all()] == [7.0, 8.5]


def test_the_sheet_of_the_new_round_begins_as_a_copy_and_may_be_confirmed_unchanged(stage):
    case = moderate(stage, evaluated(stage))
    case = assessing.hand_in_marks(**stage.step(stage.assessor, 7), case=case)
    assert [one.points for one in case.outcomes.all()] == [7.0, 7.0]
    assert list(counted_sheets(case).values_list("round", flat=True)) == [1, 2]


def test_until_the_second_look_is_handed_in_nothing_counts_anew(stage):
    case = moderate(stage, evaluated(stage), people=[stage.assessor, stage.second])
    again(stage, case, stage.second, 3)
    assert case.outcomes.count() == 1
    with override("en"), pytest.raises(Refused, match="1 assessors have not handed in"):
        stage.close(case)
    case = stage.close(case, "ill")
    # the first round of the one who did not answer still counts: the mean of 0 and 3
    assert case.outcomes.last().points == 6.25


def test_a_mark_that_changes_in_moderation_says_why(stage):
    case = moderate(stage, evaluated(stage))
    for note in ("", "p. 1"):
        with override("en"), pytest.raises(Refused, match="needs its own reason"):
            again(stage, case, stage.assessor, 2, note=note)
    assert MarkSheet.objects.filter(submitted_at=None).count() == 1


def test_rounds_follow_each_other_and_are_kept(stage):
    case = evaluated(stage)
    for n, comfort in ((2, 1), (3, 3)):
        case = again(stage, moderate(stage, case, days=n * 3), stage.assessor, comfort, f"look {n}", days=n * 3 + 1)
    assert list(case.moderations.values_list("round", flat=True)) == [2, 3]
    assert case.outcomes.count() == 3
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Moderation.objects.update(reason="none")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"people": ["nobody"]}, "Nobody was chosen"),
        ({"reason": " "}, "needs a reason"),
        ({"people": ["spare"]}, "no sheet"),
    ],
)
def test_a_moderation_without_reason_or_people_is_refused(stage, changes, why):
    case = evaluated(stage)
    if "people" in changes:
        changes = {"people": [getattr(stage, key) for key in changes["people"] if key != "nobody"]}
    with override("en"), pytest.raises(Refused, match=why):
        assessing.open_moderation(
            **stage.step(stage.operator, 6), case=case, **{"people": [stage.second], "reason": "apart", **changes}
        )
    case.refresh_from_db()
    assert case.state == "review" and not Moderation.objects.exists()


@pytest.mark.parametrize("who", ["applicant", "assessor", "certifier", "stranger"])
def test_only_the_operating_body_opens_a_moderation(stage, who):
    case = evaluated(stage)
    with pytest.raises(Refused):
        assessing.open_moderation(
            **stage.step(getattr(stage, who), 6), case=case, people=[stage.assessor], reason="apart"
        )


def test_a_recusal_during_moderation_voids_both_rounds(stage):
    case = moderate(stage, evaluated(stage))
    declare_interest(**stage.step(stage.assessor, 7), case=case, ground=Declaration.Ground.ADVICE)
    assert list(counted_sheets(case).values_list("person", flat=True)) == [stage.second.pk]


def test_whoever_is_asked_finds_it_in_the_inbox(stage):
    case = moderate(stage, evaluated(stage))
    on = stage.step(None, 7)["at"].date()
    assert [one.label for one in waiting_for(stage.assessor, on)] == [case.reference]
    assert waiting_for(stage.second, on) == []


def test_the_spread_is_shown_after_handing_in_and_only_once_all_first_sheets_are_in(stage, client):
    case = stage.case("evaluation")
    address = reverse("assessment:spread", args=[case.reference])
    stage.mark(case, stage.assessor, marks(0))
    for who in (stage.assessor, stage.second, stage.operator, stage.applicant):
        client.force_login(who)
        assert client.get(address).status_code == 404
        assert not may_see_spread(case, who)
    stage.mark(case, stage.second, marks(4))
    client.force_login(stage.assessor)
    assert client.get(address).status_code == 200
    for who in (stage.operator, stage.applicant, stage.stranger):
        client.force_login(who)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_spread_hides_names_and_shows_ones_own_marks_of_both_rounds(stage, client, language):
    case = again(stage, moderate(stage, evaluated(stage)), stage.assessor, 1)
    row = spread_of(case, stage.assessor).groups[0][1][0]
    assert (row.own.mark, row.earlier.mark, row.low, row.high, row.middle) == (1, 0, 1, 4, 2.5)
    client.force_login(stage.assessor)
    with override(language):
        pages = [client.get(reverse(named(name), args=[case.reference])) for name in ("spread", "evaluation")]
        assert all(page.status_code == 200 for page in pages)
        assert all(str(stage.second) not in page.content.decode() for page in pages)


def test_while_a_moderation_is_open_the_spread_is_that_of_before(stage):
    case = moderate(stage, evaluated(stage), people=[stage.assessor, stage.second])
    again(stage, case, stage.assessor, 3)
    row = spread_of(case, stage.second).groups[0][1][0]
    assert (row.low, row.high) == (0, 4), "the one who still looks does not see what the other changed"


@pytest.fixture
def round_of_four(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(aggregate={"assessors": "mean", "minimum_assessors": 1})
    cases = [evaluated(stage, *pair) for pair in ((1, 3), (0, 2), (2, 4), (1, 4))]
    return stage, cases


@pytest.mark.law("14(1)")
def test_calibration_names_the_strict_assessor_and_the_cases_where_the_decision_hangs_on_severity(round_of_four):
    stage, cases = round_of_four
    found = round_finding(cases[0].edition, "bus")
    severity = {one.person: one.severity for one in found.assessors}
    assert severity[stage.assessor] > severity[stage.second]
    assert {one.case for one in found.cases} == set(cases)
    assert found.components == 1 and any(one.moderate for one in found.cases)


def test_where_everybody_gave_the_same_mark_there_is_nothing_to_calibrate(stage):
    case = evaluated(stage, 3, 3)
    assert round_finding(case.edition, "bus") is None
    evaluated(stage, 1, 3)
    assert len(round_finding(case.edition, "bus").cases) == 2


def test_the_finding_is_kept_with_the_moderation_and_shown_in_both_languages(round_of_four, client):
    stage, cases = round_of_four
    client.force_login(stage.operator)
    address = reverse("assessment:moderation", args=[cases[0].reference])
    for language in ("en", "ko"):
        with override(language):
            here = reverse("assessment:moderation", args=[cases[0].reference])
            whole = reverse("assessment:calibration", args=[SCHEME, "2026"]) + "?field=bus"
            assert client.get(here).status_code == client.get(whole).status_code == 200
    client.post(address, {"people": [str(stage.assessor.pk)], "reason": "look again"})
    kept = Moderation.objects.get()
    assert set(kept.finding) == {"raw", "fair", "passes", "wide", "says"}
    cases[0].refresh_from_db()
    assert cases[0].state == "evaluation"


def test_a_round_with_nothing_to_tell_apart_says_so(stage, client):
    client.force_login(stage.operator)
    page = client.get(reverse("assessment:calibration", args=[SCHEME, "2026"]) + "?field=bus")
    assert page.status_code == 200 and page.context["found"] is None
    for who in (stage.applicant, stage.assessor, stage.certifier):
        client.force_login(who)
        assert client.get(reverse("assessment:calibration", args=[SCHEME, "2026"])).status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_mark_is_saved_as_it_is_chosen_and_a_reason_alone_waits_for_it(stage, client, language):
    case = stage.case("evaluation")
    declare_interest(**stage.step(stage.assessor, 4), case=case, ground="none")
    with override(language):
        url = reverse("assessment:save_mark", args=[case.reference, "service.comfort"])
        page = reverse("assessment:mark", args=[case.reference, "service.comfort"])
    client.force_login(stage.assessor)
    assert url in client.get(page).content.decode()
    waits = client.post(url, {"note": "p. 1"}).content.decode()
    assert {"ko": "아직 저장하지", "en": "Not saved yet"}[language] in waits and not Mark.objects.exists()
    assert "error" not in client.post(url, {"mark": "3", "note": "p. 1", "confidence": "4"}).content.decode()
    assert [(one.mark, one.note, one.confidence) for one in Mark.objects.all()] == [(3, "p. 1", 4)]
    assert "error" in client.post(url, {"mark": "9"}).content.decode() and Mark.objects.count() == 1
    assert client.get(url).status_code == 404
    client.force_login(stage.second)
    assert client.post(url, {"mark": "3"}).status_code == 404, "who has not declared does not mark"
    client.force_login(stage.applicant)
    assert client.post(url, {"mark": "3"}).status_code == 404
