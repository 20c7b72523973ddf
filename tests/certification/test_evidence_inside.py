"""Evidence opens beside the mark, inside the site and nowhere else; what is not safe to show is only downloaded."""

import re

import pytest
from certification.stage import PDF, named
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import attach_evidence
from cityloop.assessment.files.store import place
from cityloop.assessment.models import Evidence


def url(name, case, *more):
    with override("en"):
        return reverse(named(name), args=[case.reference, *more])


def test_a_pdf_is_shown_inside_this_site_only_as_exactly_what_it_is(stage, client):
    case = stage.case("evaluation")
    piece = Evidence.objects.get()
    client.force_login(stage.assessor)
    answer = client.get(url("evidence_view", case, piece.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="survey.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy and "script" not in policy
    assert answer["ETag"] == f'"{piece.sha256}"' and answer["Cache-Control"] == "private, no-store"


def test_a_picture_is_shown_in_a_sandbox(stage, client):
    case = stage.case("evaluation")
    Evidence.objects.update(media_type="image/png")
    client.force_login(stage.assessor)
    answer = client.get(url("evidence_view", case, Evidence.objects.get().pk))
    assert answer["Content-Type"] == "image/png" and answer["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    "media_type", ["text/csv", "text/html", "image/svg+xml", "application/zip", "application/hwp+zip"]
)
def test_anything_else_is_only_downloaded(stage, client, media_type):
    case = stage.case("evaluation")
    Evidence.objects.update(media_type=media_type)
    piece = Evidence.objects.get()
    client.force_login(stage.assessor)
    assert client.get(url("evidence_view", case, piece.pk)).status_code == 404
    assert client.get(url("evidence", case, piece.pk))["Content-Disposition"].startswith("attachment")


def test_an_address_is_never_opened_inside(stage, client):
    case = stage.case("evaluation")
    Evidence.objects.update(address="https://example.org/x.pdf")
    client.force_login(stage.assessor)
    assert client.get(url("evidence_view", case, Evidence.objects.get().pk)).status_code == 404


def test_who_does_not_see_the_case_does_not_see_its_evidence(stage, client):
    case = stage.case("evaluation")
    piece = Evidence.objects.get()
    assert client.get(url("evidence_view", case, piece.pk)).status_code == 302
    for who in ("stranger", "spare"):
        client.force_login(getattr(stage, who))
        assert client.get(url("evidence_view", case, piece.pk)).status_code == 404, who
    client.force_login(stage.applicant)
    assert client.get(url("evidence_view", stage.case("draft"), piece.pk)).status_code == 404


def test_what_is_not_handed_in_yet_is_the_applicants_alone(stage, client):
    case = stage.case("supplement")
    step = {**stage.step(stage.applicant, 3), "case": case}
    attach_evidence(**step, criterion="service.comfort", item="survey", name="b.pdf", content=PDF + b"% new\n%%EOF\n")
    piece = Evidence.objects.get(name="b.pdf")
    for who, status in {"applicant": 200, "operator": 404}.items():
        client.force_login(getattr(stage, who))
        assert client.get(url("evidence_view", case, piece.pk)).status_code == status, who


def test_a_stored_file_that_was_tampered_with_is_not_shown(stage, client):
    case = stage.case("evaluation")
    piece = Evidence.objects.get()
    place(piece.sha256).write_bytes(b"%PDF-1.4 something else")
    client.force_login(stage.assessor)
    assert client.get(url("evidence_view", case, piece.pk)).status_code == 404


def test_on_the_marking_page_the_first_pdf_stands_open_beside_the_mark(stage, client):
    case = stage.case("evaluation")
    piece = Evidence.objects.get()
    client.force_login(stage.assessor)
    client.post(url("declare", case), {"ground": "none", "note": ""})
    page = client.get(url("mark", case, "service.comfort")).content.decode()
    frame = re.search(r'<iframe class="beside" name="evidence" title="Evidence" src="([^"]+)">', page)
    assert frame and frame[1] == url("evidence_view", case, piece.pk)
    assert f'href="{url("evidence_view", case, piece.pk)}" target="evidence"' in page
    assert url("evidence", case, piece.pk) in page
    assert "<iframe" not in client.get(url("mark", case, "service.lawful")).content.decode()
