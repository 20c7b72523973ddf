"""The certificate on paper, the check of a file that somebody holds, and the receipt of a dossier."""

import hashlib
import io
from datetime import timedelta

import pytest
from cast import AT, organisation
from certification.stage import named
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader, PdfWriter

from cityloop.assessment.models import Party
from cityloop.assessment.queries import compiled, dossier_of
from cityloop.assessment.receipt_paper import receipt_paper
from cityloop.audit.models import Entry
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.catalogue.models import Service
from cityloop.certification import queries
from cityloop.certification.forms.papers import LARGEST
from cityloop.certification.models import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.papers import certificate_paper

LANGUAGES = ("ko", "en")
TODAY = AT + timedelta(days=10)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.fixture
def certificate(stage):
    stage.case("granted")
    return Certificate.objects.get()


def url(name, *args, language="en"):
    with override(language):
        return reverse(named(name), args=args)


def happens(certificate, kind, reason="", days=9):
    CertificateEvent.objects.create(certificate=certificate, kind=kind, at=AT + timedelta(days=days), reason=reason)
    certificate.status = {"reinstated": "valid"}.get(kind, kind)
    certificate.save()


def printed(client, certificate, language="en") -> bytes:
    answer = client.get(url("certificate_paper", certificate.number, language=language))
    assert answer.status_code == 200
    return answer.content


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def checked(client, content: bytes, name="certificate.pdf", language="en"):
    answer = client.post(url("check_paper", language=language), {"paper": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


@pytest.mark.law("15(3)")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_certificate_is_one_page_that_says_everything_in_both_languages(client, stage, certificate, language):
    content = printed(client, certificate, language)
    said = text(content)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    names = {
        "ko": ("밤 버스", "daon 기관", "2026년 9월 7일", "2028년 9월 7일", "단위 서비스", "인 증 서"),
        "en": ("Night bus", "daon body", "7 September 2026", "7 September 2028", "Unit service", "Certificate"),
    }
    proofs = (certificate.number, certificate.digest, stage.edition.digest)
    address = f"http://testserver{url('certificate', certificate.number, language=language)}"
    for part in (*names[language], *proofs, address):
        assert part in said, part
    assert PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"] == language
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert PdfReader(io.BytesIO(content)).metadata.creation_date.date() == certificate.issued_on


@pytest.mark.law("15(3)")
def test_a_simulated_certificate_says_so_and_a_real_one_does_not(client, certificate):
    assert "Simulated" not in text(printed(client, certificate))
    Certificate.objects.update(content=certificate.content | {"simulated": True})
    assert "Simulated for a demonstration" in text(printed(client, certificate))


def test_what_is_given_out_is_remembered_once_by_its_hash(client, certificate):
    first, again = printed(client, certificate), printed(client, certificate)
    assert first == again
    paper = CertificatePaper.objects.get()
    assert (paper.sha256, paper.size) == (hashlib.sha256(first).hexdigest(), len(first))
    assert (paper.language, paper.says, paper.certificate) == ("en", "valid", certificate)
    assert Entry.objects.filter(verb="certification.give_out_paper").count() == 1
    assert verify() is None
    printed(client, certificate, "ko")
    assert CertificatePaper.objects.count() == 2


def test_a_paper_that_was_given_out_is_never_changed_or_forgotten(client, certificate):
    printed(client, certificate)
    for change in (lambda: CertificatePaper.objects.update(says="expired"), CertificatePaper.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.law("16(2)", "17(3)")
@pytest.mark.parametrize(
    ("language", "kind", "word", "sentence"),
    [
        ("en", "withdrawn", "Withdrawn", "Withdrawn on 10 September 2026."),
        ("ko", "withdrawn", "취소", "2026년 9월 10일에 인증이 취소되었습니다."),
        ("en", "suspended", "Suspended", "Suspended since 10 September 2026."),
        ("ko", "suspended", "정지", "2026년 9월 10일부터 인증이 정지되었습니다."),
    ],
)
def test_no_clean_certificate_is_given_out_after_it_ceased_to_hold(client, certificate, language, kind, word, sentence):
    clean = text(printed(client, certificate, language))
    happens(certificate, kind, "the seats were not there 😀" + " again" * 80)
    said = text(printed(client, certificate, language))
    assert word in said and sentence in said and "the seats were not there [U+1F600]" in said
    attests = {"en": "This certifies that", "ko": "인증서를 발급합니다"}[language]
    assert attests in clean and attests not in said


@pytest.mark.law("16(2)")
def test_an_expired_certificate_says_since_when(client, certificate, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=800))
    said = text(printed(client, certificate))
    assert "Expired; it has not held since 8 September 2028." in said and "This certifies that" not in said


def test_a_replay_of_a_public_record_gives_no_paper(client, certificate):
    Certificate.objects.update(content=certificate.content | {"record": "an open register"})
    answer = client.get(url("certificate_paper", certificate.number))
    assert answer.status_code == 409 and "replay of a public record" in answer.content.decode()
    assert (
        url("certificate_paper", certificate.number)
        not in client.get(url("certificate", certificate.number)).content.decode()
    )
    assert not CertificatePaper.objects.exists()


def test_an_unknown_number_has_no_paper(client, stage):
    assert client.get(url("certificate_paper", "C-NB-2026-0042")).status_code == 404


def test_the_page_of_a_certificate_leads_to_both_papers(client, certificate):
    page = client.get(url("certificate", certificate.number)).content.decode()
    assert all(url("certificate_paper", certificate.number, language=language) in page for language in LANGUAGES)


def test_a_name_that_cannot_be_printed_is_said_before_anything_is_decided(stage):
    case = stage.case("decision")
    Service.objects.update(name_en="Night bus 😀")
    case.refresh_from_db()
    with override("en"), pytest.raises(Refused, match=r"U\+1F600 GRINNING FACE.*corrected in the register"):
        stage.decide(case)
    assert not Certificate.objects.exists()


def test_a_company_called_like_markup_is_printed_as_it_is_called(certificate):
    names = {"code": "x", "ko": '*] #import "x"', "en": "$#panic()$ //"}
    certificate.content = certificate.content | {"holder": names, "subject": names}
    with override("en"):
        paper = certificate_paper(certificate, *queries.standing(certificate, TODAY.date()), "https://example.org/")
    assert (paper.subject, paper.subject_note) == ("$#panic()$ //", '*] #import "x"')


@pytest.mark.parametrize(
    ("language", "says"), [("en", "The file is exactly as it was given out here."), ("ko", "진본이며 유효함")]
)
def test_anybody_checks_a_certificate_by_its_file(client, certificate, language, says):
    status, page = checked(client, printed(client, certificate, "ko"), language=language)
    assert status == 200 and says in page and certificate.number in page


@pytest.mark.law("16(2)", "17(3)")
def test_a_genuine_file_of_a_withdrawn_certificate_is_told_from_a_valid_one(client, certificate):
    content = printed(client, certificate)
    happens(certificate, "withdrawn", "obtained by fraud")
    _status, page = checked(client, content)
    assert "Genuine, but withdrawn" in page and "10 September 2026" in page and "obtained by fraud" in page
    assert "Genuine and valid" not in page


def test_a_file_from_a_suspension_that_was_lifted_is_genuine_and_outdated(client, certificate):
    happens(certificate, "suspended", "under check")
    content = printed(client, certificate)
    assert "Genuine, but suspended" in checked(client, content)[1]
    happens(certificate, "reinstated", days=9)
    assert "Genuine, and valid again" in checked(client, content)[1]


def test_a_genuine_file_of_an_expired_certificate_says_so(client, certificate, monkeypatch):
    content = printed(client, certificate)
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=800))
    assert "Genuine, but expired" in checked(client, content)[1]


@pytest.mark.parametrize("place", [10, -20, 5_000])
def test_one_changed_byte_makes_it_a_file_that_is_not_ours(client, certificate, place):
    content = bytearray(printed(client, certificate))
    content[place] ^= 1
    status, page = checked(client, bytes(content))
    assert status == 200 and "Do not rely on it." in page and "Genuine" not in page


def test_a_file_saved_anew_names_the_certificate_but_is_not_genuine(client, certificate):
    writer = PdfWriter(clone_from=io.BytesIO(printed(client, certificate)))
    writer.add_metadata({"/Title": f"Certificate {certificate.number}"})
    copy = io.BytesIO()
    writer.write(copy)
    _status, page = checked(client, copy.getvalue())
    assert "Altered, or not from us" in page and certificate.number in page and "Genuine" not in page


def test_a_certificate_whose_stored_content_was_altered_fails_the_check(client, certificate):
    content = printed(client, certificate)
    Certificate.objects.update(content=certificate.content | {"holder": "somebody else"})
    _status, page = checked(client, content)
    assert "Not intact" in page and "Genuine" not in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is no PDF file."),
        (b"PK\x03\x04 a zip", "This is no PDF file."),
        (b"%PDF-1.7 " + b"x" * LARGEST, "larger than any certificate"),
        (b"%PDF-1.7 C-NB-2026-0042 C-NB-2026-0043", "Not ours"),
        (b"%PDF-1.7", "Not ours"),
    ],
)
def test_whatever_is_sent_is_answered_with_a_sentence(client, stage, content, says):
    status, page = checked(client, content)
    assert status in (200, 422) and says in page


def test_a_check_without_a_file_asks_for_one(client, stage):
    answer = client.post(url("check_paper"))
    assert answer.status_code == 422 and "field is required" in answer.content.decode()


@pytest.mark.law("13(3)")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_applicant_gets_a_receipt_with_the_digest_and_every_file(client, stage, language):
    case = stage.case("submitted")
    dossier = case.dossiers.get()
    client.force_login(stage.applicant)
    page = client.get(url("receipt", case.reference, language=language)).content.decode()
    address = url("receipt_paper", case.reference, 1, language=language)
    assert address in page
    said = text(client.get(address).content)
    for part in (case.reference, dossier.digest, "survey.pdf", dossier.evidence.get().sha256[:20]):
        assert part in said, part


def test_a_receipt_is_for_the_applicant_and_of_what_was_handed_in(client, stage):
    case = stage.case("submitted")
    draft = stage.case("draft")
    for who, status in {"applicant": 200, "operator": 404, "stranger": 404}.items():
        client.force_login(getattr(stage, who))
        assert client.get(url("receipt_paper", case.reference, 1)).status_code == status, who
        assert client.get(url("receipt_paper", case.reference, 2)).status_code == 404
        assert client.get(url("receipt_paper", draft.reference, 1)).status_code == 404


def test_the_receipt_names_those_who_apply_together(stage):
    case = stage.case("draft")
    for code, answer in (("rail", "agreed"), ("tram", "waiting")):
        said = {"answered_by": stage.applicant, "answered_at": AT} if answer == "agreed" else {}
        asked = {"role": Party.Role.PROVIDER, "invited_by": stage.applicant, "invited_at": AT, "answer": answer}
        Party.objects.create(case=case, organisation=organisation(code), **asked, **said)
    stage.fill(case)
    dossier = dossier_of(case)
    dossier.frozen_at = AT
    with override("en"):
        paper = receipt_paper(case, dossier, compiled(case.edition))
    assert ("Together with", "rail body (Provider)") in paper.blocks[0].rows
