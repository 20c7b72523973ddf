"""The notice of a call: per track, by its own secretariat; a window to the second, or all year with a cut-off."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cast import officer_for, person
from django.urls import reverse
from django.utils.translation import override

from cityloop import rulebook
from cityloop.assessment.actions import draft_notice, extend_notice, publish_edition, publish_notice
from cityloop.assessment.models import Edition, Notice
from cityloop.assessment.notices import differing, digest_of, lacking, planned
from cityloop.assessment.queries import drafts_for, gives_notice, notice_editions, open_notice
from cityloop.audit.refusal import Refused
from cityloop.calls.queries.notices import of_notices
from cityloop.engine.frozen import thaw
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
PROGRAMME, PLANNING, DEMONSTRATION = "k-city-network", "planning", "demonstration"
SEOUL = ZoneInfo("Asia/Seoul")
AT = datetime(2025, 1, 20, 15, 0, tzinfo=UTC)  # the first second of the opening day in Seoul
WORDS = {f"{stem}_{code}": f"{stem} {code}" for stem in ("method", "contact") for code in ("ko", "en")}


@pytest.fixture
def edition():
    return publish_edition(actor=None, at=AT, content=thaw(rulebook.load(f"{PROGRAMME}/2025").content))


@pytest.fixture
def officers():
    made = {}
    for track in (PLANNING, DEMONSTRATION):
        made[track] = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, key=track, code=track, part=track)
        Designation.objects.update(since="2024-01-01")
        made[track].memberships.update(since="2024-01-01")
    return made


def draft(edition, officer, track, **said):
    return draft_notice(actor=officer, at=AT, edition=edition, **{**planned(edition, track), **WORDS, **said})


def published(edition, officer, track, **said):
    notice = draft(edition, officer, track, **said)
    return publish_notice(actor=officer, at=AT, notice=notice, digest=digest_of(notice))


def test_what_the_edition_says_of_a_tracks_calendar_is_filled_in(edition):
    window = planned(edition, DEMONSTRATION)
    assert window["opens_at"] == datetime(2025, 2, 6, tzinfo=SEOUL)
    assert (window["closes_at"], window["late"]) == (datetime(2025, 3, 11, 18, tzinfo=SEOUL), "refused")
    rolling = planned(edition, PLANNING)
    assert (rolling["closes_at"], rolling["late"]) == (datetime(2025, 11, 1, tzinfo=SEOUL), "next_edition")


def test_the_secretariat_of_one_track_gives_notice_of_that_track_only(edition, officers):
    published(edition, officers[PLANNING], PLANNING)
    for who in (officers[PLANNING], person("outsider")):
        with pytest.raises(Refused):
            draft(edition, who, DEMONSTRATION)
    with pytest.raises(Refused):
        draft(edition, officers[PLANNING], PLANNING, profiles=[PLANNING, DEMONSTRATION])
    notice = draft(edition, officers[DEMONSTRATION], DEMONSTRATION)
    assert [one.pk for one in drafts_for(officers[DEMONSTRATION], AT.date())] == [notice.pk]
    assert not drafts_for(officers[PLANNING], AT.date()).exists()
    assert len(of_notices(officers[DEMONSTRATION], AT.date())) == 1
    assert of_notices(officers[PLANNING], AT.date()) == []
    assert [part for _, part in notice_editions(officers[PLANNING], AT.date())] == [PLANNING]
    assert not gives_notice(officers[PLANNING], edition, [DEMONSTRATION], AT.date())


@pytest.mark.parametrize(
    ("without", "named"),
    [
        ({"opens_at": None}, "Schedule"),
        ({"profiles": []}, "Eligibility and how to apply"),
        ({"contact_ko": ""}, "Other matters"),
    ],
)
def test_a_notice_of_a_call_that_lacks_one_of_its_five_parts_is_refused(edition, without, named):
    officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME)
    Designation.objects.update(since="2024-01-01")
    officer.memberships.update(since="2024-01-01")
    said = {"method_ko": "", **without} if "profiles" in without else without
    notice = draft(edition, officer, PLANNING, **said)
    with override("en"):
        assert [str(part.title) for part in lacking(notice)] == [named]
        with pytest.raises(Refused, match=named):
            publish_notice(actor=officer, at=AT, notice=notice, digest=digest_of(notice))
    assert Notice.objects.get().published_at is None


def test_what_comes_after_the_cut_off_is_taken_for_the_next_edition(edition, officers):
    notice = published(edition, officers[PLANNING], PLANNING)
    last = datetime(2025, 10, 31, 23, 59, 59, tzinfo=SEOUL)
    assert notice.is_open(last)
    assert notice.standing(last + timedelta(seconds=1)) == "late"
    assert notice.takes(last + timedelta(days=30))
    assert open_notice(PROGRAMME, PLANNING, last + timedelta(days=30), Edition.Kind.CALL) == notice


def test_a_window_closes_at_its_second_and_takes_nothing_more(edition, officers):
    notice = published(edition, officers[DEMONSTRATION], DEMONSTRATION)
    six = datetime(2025, 3, 11, 18, tzinfo=SEOUL)
    assert notice.is_open(six - timedelta(seconds=1))
    assert (notice.standing(six), notice.takes(six)) == ("closed", False)
    assert open_notice(PROGRAMME, DEMONSTRATION, six, Edition.Kind.CALL) is None


def test_a_call_is_given_more_time_with_a_public_reason(edition, officers):
    notice = published(edition, officers[DEMONSTRATION], DEMONSTRATION)
    six = datetime(2025, 3, 11, 18, tzinfo=SEOUL)
    step = {"at": six - timedelta(hours=1), "notice": notice, "reason_ko": "장애", "reason_en": "An outage"}
    with pytest.raises(Refused):
        extend_notice(actor=officers[PLANNING], closes_at=six + timedelta(days=1), **step)
    notice = extend_notice(actor=officers[DEMONSTRATION], closes_at=six + timedelta(days=1), **step)
    assert notice.is_open(six + timedelta(hours=1))
    assert differing(notice) is False  # what was published stays what was planned; the extension stands beside it


def test_only_a_rolling_track_may_stay_without_a_closing_moment(edition, officers):
    notice = published(edition, officers[PLANNING], PLANNING, closes_at=None, late="refused")
    assert notice.is_open(AT + timedelta(days=700))
    with override("en"), pytest.raises(Refused, match="nothing to extend"):
        extend_notice(actor=officers[PLANNING], at=AT, notice=notice, closes_at=AT, reason_ko="가", reason_en="because")
    with override("en"), pytest.raises(Refused, match="Schedule"):
        published(edition, officers[DEMONSTRATION], DEMONSTRATION, closes_at=None)


def test_another_calendar_than_the_editions_is_allowed_and_told(edition, officers):
    later = datetime(2025, 3, 20, 18, tzinfo=SEOUL)
    assert differing(draft(edition, officers[DEMONSTRATION], DEMONSTRATION, closes_at=later))
    assert not differing(draft(edition, officers[DEMONSTRATION], DEMONSTRATION))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "all year; cut-off 31 October 2025, end of the day"),
        ("ko", "연중 접수, 당해 연도 접수 기준일 2025년 10월 31일 24시"),
    ],
)
def test_a_rolling_intake_says_its_cut_off_as_a_day_and_never_as_a_midnight(client, edition, officers, language, words):
    rolling = published(edition, officers[PLANNING], PLANNING)
    window = published(edition, officers[DEMONSTRATION], DEMONSTRATION)
    with override(language):
        page = client.get(reverse("assessment:notice", args=[rolling.number])).content.decode()
        other = client.get(reverse("assessment:notice", args=[window.number])).content.decode()
        listed = client.get(reverse("assessment:notices")).content.decode()
    said = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert words in said and "2025-11-01" not in page + listed
    assert "18:00" in other, "a window closes at its hour"
