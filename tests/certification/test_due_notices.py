"""A round closes: who still drafts is told before, the office after, each once."""

from datetime import timedelta

import pytest
from cast import AT
from certification.stage import Stage
from certification.test_notices import CLOSES, opened, published, submitted
from django.utils import timezone

from cityloop.certification.due.notices import notices_closed, notices_closing
from cityloop.outbox.models import Letter


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(intake={"by": "notice"})


def run(at):
    """Both pieces of work at a moment; the sentences that they say."""
    return [*notices_closing(on=timezone.localdate(at), at=at), *notices_closed(on=timezone.localdate(at), at=at)]


@pytest.mark.law("13(1)")
def test_who_has_not_handed_in_is_told_before_the_round_closes_and_the_office_after(stage):
    published(stage)
    drafting, ready = opened(stage), opened(stage)
    stage.fill(ready)
    submitted(stage, ready, AT + timedelta(days=2))
    assert run(CLOSES - timedelta(days=3, seconds=1)) == []
    assert [said.split(":")[1].strip() for said in run(CLOSES - timedelta(days=3))] == ["notice_closing, 1 told"]
    (told,) = Letter.objects.filter(kind="certification.notice_closing")
    assert (told.person, told.about_id) == (stage.applicant, str(drafting.pk))
    assert run(CLOSES - timedelta(seconds=1)) == []
    assert len(run(CLOSES)) == 1
    office = Letter.objects.filter(kind="certification.notice_closed")
    assert stage.operator in {letter.person for letter in office}
    assert all("Applications handed in: 1" in letter.body_en for letter in office)
    assert run(CLOSES + timedelta(days=1)) == []


def test_a_round_that_closed_long_ago_is_no_news(stage):
    published(stage)
    assert run(CLOSES + timedelta(days=31)) == []
