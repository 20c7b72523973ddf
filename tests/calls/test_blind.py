"""A call that is judged blind: wherever a reviewer can go, nothing says who applies; the secretariat sees it all."""

import pytest
from calls import reviewing
from calls.blind_stage import GIVEN, SECRETS, Blind, archive, pdf
from calls.walking import leaks, walked
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import challenge_member
from cityloop.assessment.models import Evidence
from cityloop.audit.refusal import Refused
from cityloop.calls.queries import waiting_for
from cityloop.outbox.models import Letter
from cityloop.web.waiting import waiting_for as everything_waiting


@pytest.fixture
def blind(db, settings, tmp_path):
    """The people of a blind call."""
    settings.MEDIA_ROOT = tmp_path
    return Blind()


def test_wherever_a_reviewer_goes_nothing_says_who_applies_until_the_evaluation_is_over(blind, client):
    case, reviewer = blind.seated(), blind.reviewers[0]
    client.force_login(reviewer)
    answered, told = walked(client, case, "en", SECRETS)
    assert told == []
    assert any(address.endswith("declare/") for address in answered)
    for who in blind.reviewers:
        reviewing.mark(case, who, 4) if who != reviewer else None
    step = {**reviewing.step(reviewer, 7), "case": case}
    reviewing.declare_interest(**step, ground=reviewing.NONE)
    for language in ("ko", "en"):
        answered, told = walked(client, case, language, SECRETS)
        assert told == []
        seen = " ".join(answered)
        for page in ("/marking/", "/marks/file/", "/dossier.zip", "/view/", "/dossier/trial.market/", "/record/"):
            assert page in seen, page
    with override("en"):
        assert "Proposal 1" in client.get(reverse("calls:proposal", args=[case.reference])).content.decode()
        said = [f"{one.title} {one.hint}" for one in everything_waiting(reviewer)] + [
            f"{one.title} {one.hint}" for one in waiting_for(reviewer, step["at"].date())
        ]
    assert leaks(" ".join(said), SECRETS) == [] and "Proposal 1" in " ".join(said)
    reviewing.save_marks(**step, marks=reviewing.marks_of(case, 4))
    reviewing.hand_in_marks(**step)
    case.refresh_from_db()
    assert case.state == "assessed"
    page = client.get(reverse("calls:proposal", args=[case.reference])).content.decode()
    assert "Daon Systems" in page or "다온시스템" in page


def test_whoever_names_themselves_is_told_before_handing_in(blind, client):
    case = blind.fill(blind.draft())
    client.force_login(blind.lead)
    with override("en"):
        page = client.get(reverse("assessment:submit", args=[case.reference])).content.decode()
    assert "These answers name you" in page and "<li>Summary</li>" in page and "<li>trial.market</li>" in page


def test_a_file_that_cannot_be_shown_is_kept_back_with_the_reason_and_the_secretariat_is_told(blind, client):
    given = {"pdf": pdf("A plan of Daon Systems."), "zip": archive(), "csv": GIVEN["csv"]}
    case = blind.seated(files=given)
    told = Letter.objects.get(kind="calls.files_kept_back")
    assert told.person == blind.officers["trial"]
    assert "daon-plan.pdf" in told.body_en and "daon-plan.zip" in told.body_ko and "daon-plan.csv" not in told.body_en
    reviewer = blind.reviewers[0]
    reviewing.declare_interest(**reviewing.step(reviewer, 7), case=case, ground=reviewing.NONE)
    client.force_login(reviewer)
    with override("en"):
        page = client.get(reverse("assessment:mark", args=[case.reference, "trial.market"])).content.decode()
        assert "Its text names whoever applies." in page and "Files of this format cannot be freed" in page
        kept = Evidence.objects.get(name="daon-plan.pdf", dossier__case=case)
        refused = client.get(reverse("assessment:evidence", args=[case.reference, kept.pk]))
        assert "The file is not shown." in refused.content.decode() and refused.status_code == 409
        client.force_login(blind.officers["trial"])
        original = client.get(reverse("assessment:evidence", args=[case.reference, kept.pk]))
        assert original.content == given["pdf"] and "daon-plan.pdf" in original["Content-Disposition"]


def test_a_reviewer_who_recognises_who_applies_steps_aside_and_is_not_asked_whom_they_know(blind, client):
    case, reviewer = blind.seated(), blind.reviewers[0]
    client.force_login(reviewer)
    with override("en"):
        address = reverse("assessment:declare", args=[case.reference])
        page = client.get(address).content.decode()
        assert "This call is judged blind" in page and "What Cityloop knows" not in page
        client.post(address, {"ground": "recognised", "note": "The harbour is theirs."})
        assert client.get(address).status_code == 404
    assert case.duties.get(person=reviewer).released_at is not None


def test_where_reviewers_are_hidden_nobody_is_named_or_challenged(db, settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    stage = Blind(also=[{"hides": "reviewers", "until": "never"}])
    case = stage.seated()
    client.force_login(stage.lead)
    with override("en"):
        address = reverse("assessment:challenge", args=[case.reference])
        assert address not in client.get(reverse("calls:proposal", args=[case.reference])).content.decode()
        assert client.get(address).status_code == 404
    given = {"member": stage.reviewers[0], "ground": "fairness", "reasons": "We were colleagues."}
    with pytest.raises(Refused, match=r"does not tell applicants who reviews|평가위원을 알리지"):
        challenge_member(**stage.step(stage.lead, 8), case=case, **given)


def test_no_letter_to_a_reviewer_says_who_applies_and_the_secretariats_letters_do(blind):
    case = blind.seated()
    to_reviewers = Letter.objects.filter(person__in=blind.reviewers)
    assert to_reviewers.count() == 2
    for letter in to_reviewers:
        said = " ".join((letter.subject_ko, letter.subject_en, letter.body_ko, letter.body_en))
        assert leaks(said, SECRETS) == [] and "Proposal 1" in said and "제안 1" in said
    assert leaks(" ".join(f"{one.subject} {one.body}" for one in mail.outbox if "rho@" in str(one.to)), SECRETS) == []
    receipt = Letter.objects.get(kind="calls.receipt", person=blind.lead)
    assert "Daon Systems" in receipt.body_en
    assert case.title == "Daon Systems sensors for a port"
