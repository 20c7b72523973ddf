"""A scheme of which nothing is published is drafted on the page, approved, and put in mock use."""

import pytest
from cast import AT, officer_for, organisation, person
from django.urls import reverse
from feedback.studio import Studio

from cityloop.assessment.models import Edition
from cityloop.audit.refusal import Refused
from cityloop.feedback.actions import open_first_draft, save_draft, try_draft
from cityloop.feedback.models import Draft
from cityloop.feedback.queries import latest
from cityloop.organisations.models import Designation, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.law("3(2)1")]
GIVEN = {"scheme": "quiet-port", "title_ko": "조용한 항만", "title_en": "Quiet port", "title": "First"}
SOURCE = [{"cite": "a test", "basis": "illustrative"}]
WORDS = {"ko": "소음", "en": "Noise"}
CRITERION = {
    "id": "port.noise",
    "area": "port",
    "title": WORDS,
    "asks": WORDS,
    "why": WORDS,
    "kind": "rubric",
    "weight": 100,
    "levels": [{"mark": n, "means": {"ko": f"단계 {n}", "en": f"level {n}"}} for n in range(5)],
    "source": SOURCE,
}


@pytest.fixture
def owner():
    officer = officer_for(Designation.Duty.OPERATING_BODY, "quiet-port", key="operator", code="operating")
    return person("owner", of=officer.memberships.get().organisation, role=Membership.Role.SCHEME_OWNER)


def drafts(language="en"):
    return f"/{language}" + reverse("feedback:drafts")[3:]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_owner_of_a_scheme_without_edition_opens_its_first_draft_on_the_page(client, owner, language):
    client.force_login(owner)
    assert "quiet-port" in client.get(drafts(language)).content.decode()
    assert client.post(drafts(language), {**GIVEN, "title_ko": ""}).status_code == 422
    assert client.post(drafts(language), {**GIVEN, "scheme": "other-port"}).status_code == 422
    assert not Draft.objects.exists()
    assert client.post(drafts(language), GIVEN).status_code == 302
    draft = Draft.objects.get()
    for page in ("draft", "weights", "changes", "yaml"):
        answer = client.get(reverse(f"feedback:{page}", args=[draft.pk]))
        assert answer.status_code == 200, page
    assert latest(draft).content["title"] == {"ko": "조용한 항만", "en": "Quiet port"}


def test_it_is_filled_put_forward_published_and_then_no_first_one_any_more(client, owner):
    certifier = officer_for(Designation.Duty.CERTIFIER, "quiet-port", key="certifier", code="ministry")
    draft = open_first_draft(actor=owner, at=AT, **GIVEN)
    assert latest(draft).faults, "an edition without areas is none yet"
    with pytest.raises(Refused):
        try_draft(actor=owner, at=AT, draft=draft)
    content = latest(draft).content | {
        "edition": "1",
        "areas": [{"id": "port", "title": WORDS, "weight": 100}],
        "criteria": [CRITERION],
        "source": SOURCE,
    }
    save_draft(actor=owner, at=AT, draft=draft, version=1, content=content)
    draft.refresh_from_db()
    assert latest(draft).faults == 0
    client.force_login(owner)
    asked = {"digest": latest(draft).digest, "note": "The first rules of this scheme."}
    assert client.get(reverse("feedback:ask", args=[draft.pk])).status_code == 200
    assert client.post(reverse("feedback:ask", args=[draft.pk]), asked).status_code == 302
    client.force_login(certifier)
    request = certifier_request()
    page = reverse("feedback:approval", args=[request.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"digest": request.digest, "verdict": "approved"}).status_code == 302
    client.force_login(owner)
    client.post(reverse("feedback:publish", args=[draft.pk]), {"digest": request.digest})
    assert Edition.objects.get().scheme == "quiet-port"
    assert client.get(reverse("feedback:states", args=["quiet-port", "1"])).status_code == 200
    assert client.get(drafts()).context["first"] is None
    with pytest.raises(Refused, match=r"공개된 판|is published"):
        open_first_draft(actor=owner, at=AT, **GIVEN)


def certifier_request():
    from cityloop.assessment.models import ApprovalRequest

    return ApprovalRequest.objects.get()


def test_nobody_but_its_owner_opens_or_sees_it(client, owner):
    draft = open_first_draft(actor=owner, at=AT, **GIVEN)
    stranger = person("stranger", of=organisation("elsewhere"))
    with pytest.raises(Refused):
        open_first_draft(actor=stranger, at=AT, **GIVEN)
    for who in (stranger, owner.organisations.get().people.get(email="operator@example.org")):
        client.force_login(who)
        assert client.get(reverse("feedback:draft", args=[draft.pk])).status_code == 404
        assert client.get(drafts()).context["first"] is None


def test_where_an_edition_is_published_the_next_starts_from_it(client):
    studio = Studio()
    client.force_login(studio.owner)
    assert client.get(drafts()).context["first"] is None
    with pytest.raises(Refused):
        open_first_draft(actor=studio.owner, at=AT, **{**GIVEN, "scheme": studio.edition.scheme})
