"""How bodies come to apply for a designation: announced to everybody, within a time, with the papers asked for."""

from datetime import timedelta

import pytest
from certification.stage import PDF, SCHEME, Stage, text
from certification.test_evaluation_bodies import BODY, designating
from certification.test_notices import WORDS, draft, published
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cityloop.assessment.actions import attach_evidence, publish_notice
from cityloop.assessment.notices import digest_of
from cityloop.assessment.queries import dossier_of, missing
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.organisations.models import Designation


@pytest.fixture
def announced(db, settings, tmp_path):
    """A stage on which bodies apply to be designated by notice only, with a paper that is asked for."""
    settings.MEDIA_ROOT = tmp_path
    asks = [{"id": "staff", "title": text("List of specialists"), "required": True, "accepts": ["pdf"]}]
    return Stage(**designating(), intake={"by": "notice"}, documents=asks)


@pytest.mark.law("6(4)")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_requirements_and_how_to_apply_are_announced_to_everybody(announced, client, language):
    with override(language):
        page = reverse("certification:bodies")
        assert "N-NB-" not in client.get(page).text
        now = timezone.now()
        notice = draft(announced, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20))
        notice = publish_notice(actor=announced.operator, at=now - timedelta(hours=2), notice=notice,
                                digest=digest_of(notice))  # fmt: skip
        address = reverse("assessment:notice", args=[notice.number])
        assert address in client.get(page).text
        said = client.get(address).text
        rules = reverse("certification:scheme", args=[SCHEME, announced.edition.edition])
        assert rules in said and WORDS[f"method_{language}"] in said and WORDS[f"forms_{language}"] in said
        asked_for = client.get(rules).text
    suffix = " (한국어)" if language == "ko" else ""
    assert all(words + suffix in said + asked_for for words in ("List of specialists", "Is it comfortable?", "Survey"))


@pytest.mark.law("6(5)")
def test_a_body_applies_within_the_announced_time_and_with_the_documents_asked_for(announced):
    given = {**announced.step(announced.applicant, 1), **announced.subject(), "scheme": SCHEME, "profile": "bus"}
    with override("en"), pytest.raises(Refused, match="no notice for this field is open now"):
        actions.open_case(**given)
    published(announced)
    case = actions.open_case(**given)
    announced.fill(case)
    assert [one.item for one in missing(case, dossier_of(case))] == ["staff"]
    step = {**announced.step(announced.applicant, 2), "case": case}
    attach_evidence(**step, item="staff", name="staff.pdf", content=PDF)
    assert missing(case, dossier_of(case)) == []
    with override("en"), pytest.raises(Refused, match="Asia/Seoul"):
        announced.hand_in(case, 11)
    assert announced.hand_in(case, 9).state == "submitted"
    assert not Designation.objects.filter(duty=BODY).exists(), "it is designated by the decision, not by applying"
