"""A call that is judged blind: wherever a reviewer can go, nothing says who applies; the secretariat sees it all."""

import io

import pypdf
import pytest
from calls import reviewing
from calls.blind_stage import GIVEN, SECRETS, Blind, archive, pdf
from calls.walking import leaks, walked
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import challenge_member, open_moderation
from cityloop.assessment.models import Evidence
from cityloop.audit.refusal import Refused
from cityloop.calls.actions import discuss
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


def scanned(pages=2):
    """A PDF of which only the first page has words."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("A plan for a port.")))
    for _n in range(pages):
        writer.add_blank_page(width=400, height=400)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_officer_who_looked_lets_reviewers_read_a_file_and_keeps_one_back_that_no_program_could_read(
    blind, client, language
):
    given = {"pdf": pdf("A plan of Daon Systems."), "zip": archive(), "csv": GIVEN["csv"]}
    case = blind.admitted(files=given)
    reviewing.seat(blind.officers["trial"], case, blind.reviewers)
    reviewer, office = blind.reviewers[0], blind.officers["trial"]
    reviewing.declare_interest(**reviewing.step(reviewer, 7), case=case, ground=reviewing.NONE)
    packed = Evidence.objects.get(name="daon-plan.zip", dossier__case=case)
    with override(language):
        address = reverse("assessment:shown_files", args=[case.reference])
        file = reverse("assessment:evidence", args=[case.reference, packed.pk])
    client.force_login(reviewer)
    assert client.get(address).status_code == 404 and client.get(file).status_code == 409
    client.force_login(office)
    page = client.get(address)
    assert {row.piece.name for row, _form in page.context["rows"]} == {"daon-plan.pdf", "daon-plan.zip"}
    sent = {"piece": packed.pk, "sha256": packed.sha256, "reason": "Only a plan in it."}
    assert client.post(address, sent | {"reason": " "}).status_code == 422
    assert client.post(address, sent | {"sha256": "0" * 64}).status_code == 422
    assert client.post(address, sent | {"piece": 10**9}).status_code == 404
    assert client.post(address, sent).status_code == 302
    client.force_login(reviewer)
    read = client.get(file)
    assert read.status_code == 200 and read.content == given["zip"]
    assert "daon" not in read["Content-Disposition"]
    client.force_login(office)
    assert client.post(address, {"piece": packed.pk, "reason": "A name after all."}).status_code == 302
    client.force_login(reviewer)
    assert client.get(file).status_code == 409
    assert [one.shown for one in packed.disclosures.all()] == [True, False]
    for who in (blind.lead, blind.stranger):
        client.force_login(who)
        assert client.get(address).status_code == client.post(address, sent).status_code == 404


def test_pages_that_are_pictures_are_told_to_the_officer_who_may_keep_them_back(blind, client):
    case = blind.admitted(files={"pdf": scanned(), "png": GIVEN["png"], "csv": GIVEN["csv"]})
    client.force_login(blind.officers["trial"])
    with override("en"):
        address = reverse("assessment:shown_files", args=[case.reference])
        rows = {row.piece.name: row for row, _form in client.get(address).context["rows"]}
    assert {name: (row.unread, row.problem, row.shown) for name, row in rows.items()} == {
        "daon-plan.pdf": ([2, 3], "", True), "daon-plan.png": ([1], "", True),
    }  # fmt: skip
    told = Letter.objects.get(kind="calls.files_kept_back")
    assert "daon-plan.pdf: 2, 3" in told.body_en and "daon-plan.png: 1" in told.body_ko
    assert "/files/" in told.body_en


def test_what_an_officer_writes_to_reviewers_is_refused_with_the_word_that_says_who_applies(blind):
    case, officer = blind.seated(), blind.officers["trial"]
    reviewing.mark(case, blind.reviewers[0], 4)
    step = {**reviewing.step(officer, 8), "case": case}
    asked = {"people": [blind.reviewers[0]], "reason": "다온시스템의 실적을 다시 보십시오."}
    for words, found in (("DAON systems sold it before.", "DAON systems"), ("Ask Hong Gildong.", "Hong Gildong")):
        with pytest.raises(Refused, match=found):
            discuss(**step, text=words)
    with pytest.raises(Refused, match="다온시스템"):
        open_moderation(**step, **asked)
    open_moderation(**step, **asked | {"reason": "Look at the applicant's record again."})
    assert Letter.objects.filter(kind="calls.moderation_asked", person=blind.reviewers[0]).exists()
    discuss(**step, text="The applicant sold it before.")
    case.refresh_from_db()
    assert case.comments.count() == 1
