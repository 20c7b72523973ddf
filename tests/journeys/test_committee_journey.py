"""A meeting of the committee: members sign in and vote, one in dissent, the chair closes it, the minutes are kept.

Each language plays the one meeting that the demonstration has called, on a site of its own.
"""

import pytest
from journeys.reading import enter_as, path_of, press, press_late, text, visit
from journeys.serving import served

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
REFERENCE = "SCS-2026-0012"
DISSENT = "The shade of one summer is no evidence for ten."


@pytest.fixture
def own_home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def own_site(demonstration, own_home):
    with served(demonstration, own_home.parent) as address:
        yield address


@LANGUAGES
def test_a_committee_votes_with_a_dissent_and_its_minutes_are_kept(page, own_site, acting, language):
    chair, member = (page(language, on=own_site) for _ in range(2))
    enter_as(chair, "committee-chair")
    enter_as(member, "committee-member")
    meeting = _called(chair)
    _vote(member, meeting, "against", DISSENT)
    _vote(chair, meeting, "for")
    assert DISSENT not in text(chair), "a vote is secret until the meeting is closed"
    visit(chair, f"{meeting}minutes/", status=404)
    third = acting("committee-3", language)
    _vote(third, meeting, "for")
    _only_who_presides_closes(member, meeting)

    late = chair.context.new_page()
    late.goto(meeting)
    _close(chair)
    assert path_of(chair) == f"{meeting}minutes/"
    assert DISSENT in text(chair), "the minutes tell every vote"
    for kind in ("pdf", "hwpx"):
        _download(member, meeting, kind)
    press_late(late, late.locator("form:has([name=do][value=close]) button"))
    _goes_on(page, own_site, language, meeting)


def _called(chair):
    """Follow the inbox to the meeting; who once worked for the applicant is recused there."""
    visit(chair, "inbox/")
    press(chair, chair.locator(".inbox a.button[href*='/meetings/']").first)
    assert REFERENCE in text(chair)
    assert chair.locator("article .badge").count() >= 1, "a member with a ground is recused at once"
    meeting = path_of(chair)
    press(chair, chair.locator(f"main a[href$='/{REFERENCE}/preparation/']"))
    return meeting


def _vote(member, meeting, vote, dissent=""):
    """Sign in to the meeting, then vote; before the one there is no way to the other."""
    visit(member, meeting)
    ballot = member.locator("form:has([name=do][value^='vote-'])")
    assert ballot.count() == 0
    press(member, member.locator("button[name=do][value=sign-in]"))
    ballot.locator(f"[type=radio][value={vote}]").check()
    ballot.locator("textarea").fill(dissent)
    press(member, ballot.locator("button.button"))
    assert ballot.count() == 0, "a vote stands"
    assert dissent in text(member)


def _only_who_presides_closes(member, meeting):
    visit(member, meeting)
    assert member.locator("form:has([name=do][value=close])").count() == 0


def _close(chair):
    visit(chair, path_of(chair).removesuffix("minutes/"))
    form = chair.locator("form:has([name=do][value=close])")
    form.locator("textarea").first.fill("Two of three present are in favour.")
    press(chair, form.locator("button.button"))


def _download(member, meeting, kind):
    visit(member, f"{meeting}minutes/")
    with member.expect_download() as waiting:
        member.locator(f"main a[href$='/minutes/{kind}/']").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    begins = {"pdf": b"%PDF-", "hwpx": b"PK"}[kind]
    assert waiting.value.path().read_bytes().startswith(begins)


def _goes_on(page, site, language, meeting):
    """The case waits for its review; the applicant knows nothing of the meeting."""
    officer, provider = (page(language, on=site) for _ in range(2))
    enter_as(officer, "officer")
    visit(officer, "inbox/")
    assert officer.locator(f".inbox a.button[href$='/{REFERENCE}/review/']").count() == 1
    enter_as(provider, "provider")
    for part in ("", "minutes/", "minutes/pdf/"):
        visit(provider, f"{meeting}{part}", status=404)
