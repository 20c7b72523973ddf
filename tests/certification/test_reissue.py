"""A name changes: the certificate is issued anew under its number, and what it said before is known as superseded."""

import pytest
from certification.test_suspension import day
from django.urls import reverse
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.models import Reissue
from cityloop.certification.queries import check, check_paper
from cityloop.certification.queries.credential import credential_of, verdict_here
from cityloop.engine.edition import digest
from cityloop.outbox.models import Letter

NAMES = {"subject_ko": "새벽 버스", "subject_en": "Dawn bus", "holder_ko": "다온", "holder_en": "Daon"}


@pytest.fixture
def certificate(aftermath):
    return aftermath.certificate()


def reported(aftermath, certificate, what="name"):
    given = {"what": what, "takes_effect_on": day(30), "reason": "We have another name."}
    return actions.report_change(**aftermath.step("applicant", 18), certificate=certificate, **given)


def reissue(aftermath, certificate, who="operator", **names):
    found = reported(aftermath, certificate)
    step = aftermath.step(who, 19)
    return actions.reissue_certificate(**step, change=found, reason="The register says so.", **{**NAMES, **names})


@pytest.mark.law("15(4)")
def test_number_validity_and_history_stay_and_the_text_is_another(aftermath, certificate):
    before = (certificate.number, certificate.valid_until, certificate.digest, certificate.content)
    change = reissue(aftermath, certificate)
    certificate.refresh_from_db()
    assert (certificate.number, certificate.valid_until) == before[:2] and certificate.status == "valid"
    code = certificate.service.code
    named = {"about": "service", "code": code, "ko": "새벽 버스", "en": "Dawn bus"}
    assert certificate.content["subject"] == named
    assert certificate.digest == digest(certificate.content) != before[2]
    kept = Reissue.objects.get()
    assert (kept.digest, kept.content, kept.change) == (before[2], before[3], change)
    assert change.state == "reissued" and change.closed_at
    assert [one.person.name_en for one in Letter.objects.filter(kind="certification.certificate_reissued")]


def test_the_text_of_before_is_found_and_said_to_be_superseded(aftermath, certificate):
    old = certificate.digest
    assert check(old, day(19)).status == "valid"
    reissue(aftermath, certificate)
    certificate.refresh_from_db()
    found = check(old, day(20))
    assert (found.status, found.certificate, found.intact) == ("superseded", certificate, True) and found.replaced
    assert check(certificate.digest, day(20)).status == check(certificate.number, day(20)).status == "valid"


def test_the_paper_given_out_before_no_longer_holds(aftermath, certificate):
    step = {**aftermath.step("applicant", 18), "certificate": certificate, "language": "ko", "says": "valid"}
    actions.give_out_paper(**step, content=b"%PDF the paper of before")
    assert check_paper(b"%PDF the paper of before", day(19)).holds
    reissue(aftermath, certificate)
    found = check_paper(b"%PDF the paper of before", day(20))
    assert found.paper and found.replaced and found.intact and not found.holds


def test_the_credential_of_before_is_revoked_and_the_new_one_is_valid(aftermath, certificate):
    old = credential_of(certificate).content
    at = aftermath.step("operator", 20)["at"]
    assert verdict_here(old, at).code == "valid"
    reissue(aftermath, certificate)
    assert verdict_here(old, at).code == "withdrawn"
    new = credential_of(certificate).content
    assert verdict_here(new, at).code == "valid" and new["certificate"]["subject"]["en"] == "Dawn bus"


@pytest.mark.parametrize(
    ("who", "names", "says"),
    [
        ("operator", {"subject_en": " "}, "A name is missing"),
        ("operator", {"subject_en": "x" * 301}, "more than 300 characters"),
        ("operator", {"holder_en": "Daon \U00013000"}, "the font of the papers lacks"),
        ("applicant", {}, "belongs to somebody else"),
        ("stranger", {}, "belongs to somebody else"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_changed(aftermath, certificate, who, names, says):
    with override("en"):
        with pytest.raises(Refused) as refused:
            reissue(aftermath, certificate, who, **names)
        assert says in str(refused.value)
    assert not Reissue.objects.exists()


def test_the_same_names_again_or_another_change_are_refused(aftermath, certificate):
    content = certificate.content
    same = {f"{side}_{to}": content[side][to] for side in ("subject", "holder") for to in ("ko", "en")}
    with override("en"), pytest.raises(Refused, match="bears already"):
        reissue(aftermath, certificate, **same)
    moved = reported(aftermath, certificate, "site")
    with override("en"), pytest.raises(Refused, match="not of a change of name"):
        actions.reissue_certificate(**aftermath.step("operator", 19), change=moved, reason="because", **NAMES)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_officer_reissues_on_the_page_and_anybody_reads_the_history(aftermath, certificate, client, language):
    found = reported(aftermath, certificate)
    with override(language):
        url = reverse("certification:proceeding_step", args=[found.reference, "reissue_certificate"])
        page = reverse("certification:certificate", args=[certificate.number])
    client.force_login(aftermath.stage.operator)
    assert certificate.content["subject"]["en"] in client.get(url).content.decode()
    answer = client.post(url, {**NAMES, "reason": "The register says so."})
    assert answer.status_code == 302
    client.logout()
    assert "The register says so." in client.get(page).content.decode()
