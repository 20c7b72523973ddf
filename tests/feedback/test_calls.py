"""A programme officer begins next year's call from last year's, writes it in the browser or as a file, sees it as an
applicant will, and publishes it once the programme's authority approved exactly that text."""

import pytest
from cast import AT, officer_for, organisation, person
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from feedback.studio import fields_of

from cityloop import rulebook
from cityloop.assessment.actions import change_state, publish_edition
from cityloop.assessment.models import ApprovalRequest, Edition
from cityloop.assessment.queries import state_of
from cityloop.audit.refusal import Refused
from cityloop.engine.edition import lint
from cityloop.engine.frozen import thaw
from cityloop.feedback.actions import answer_request, ask_for_draft, open_draft, publish_draft, save_draft
from cityloop.feedback.editor import parts_for
from cityloop.feedback.queries import latest, waiting_for
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
PROGRAMME = "k-city-network"


class Desk:
    """The secretariat of one track, the programme's authority, a stranger, and a draft of the next call."""

    def __init__(self):
        content = thaw(rulebook.load(f"{PROGRAMME}/2025").content)
        self.edition = publish_edition(actor=None, at=AT, content=content)
        self.officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, part="planning")
        self.authority = officer_for(Designation.Duty.AUTHORITY, PROGRAMME, key="authority", code="ministry")
        self.stranger = person("stranger", of=organisation("elsewhere"))
        self.draft = open_draft(actor=self.officer, at=AT, base=self.edition, title="Next year")

    @property
    def text(self):
        self.draft.refresh_from_db()
        return latest(self.draft).content

    def url(self, name="draft", *more):
        with override("en"):
            return reverse(f"feedback:{name}", args=[self.draft.pk, *more])

    def saved(self, **changes):
        self.draft.refresh_from_db()
        content = self.text | changes
        save_draft(actor=self.officer, at=AT, draft=self.draft, version=self.draft.version, content=content)
        self.draft.refresh_from_db()
        return latest(self.draft)

    def finished(self):
        """The draft under the name that it is published by."""
        return self.saved(edition="2027", timeline=[{"from": "2027-01-20", "state": "in_force"}])


@pytest.fixture
def desk():
    return Desk()


def test_next_years_call_begins_as_last_years_with_its_calendar_a_year_later(desk):
    text = desk.text
    assert text["edition"] == "2026-draft"
    assert text["title"]["en"].endswith("2026")
    assert text["tracks"][0]["intake"]["cut_off"] == "2026-10-31"
    assert text["tracks"][1]["intake"]["closes"] == "2026-03-11T18:00"
    assert text["events"][0]["from"].startswith("2026-")


def test_the_linter_says_which_condition_still_names_last_year(desk):
    said = [fault.path for fault in lint(desk.text)]
    assert "eligibility[within-the-year].when" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tracks": {"intake": {"opens": "2026-02-06", "zone": "Asia/Seoul"}}}, "neither closes nor"),
        ({"tracks": {"intake": {"opens": "2026-02-06", "closes": "2026-02-01", "zone": "Asia/Seoul"}}}, "ends before"),
        ({"budget": {"amount": 1, "currency": "KRW"}}, "does not pay for all seats"),
        ({"eligibility": {"when": "answers.nothing == 'yes'"}}, "not asked for"),
        ({"selection": {"policy": "rank"}}, "Ties of this track"),
        ({"areas": []}, "no criteria"),
    ],
)
def test_the_linter_reads_a_call_as_a_careful_colleague(desk, change, words):
    text = desk.text
    for name, value in change.items():
        if isinstance(value, dict) and isinstance(text.get(name), list):
            text[name][-1] |= value
        else:
            text[name] = value
    if change == {"areas": []}:
        text["areas"] = [one for one in text["areas"] if one["track"] == "planning"]
        kept = {one["id"] for one in text["areas"]}
        text["criteria"] = [one for one in text["criteria"] if one["area"] in kept]
        text["selection"]["ties"] = [id for id in text["selection"]["ties"] if id.partition(".")[0] in kept]
    assert any(words in fault.text.en for fault in lint(text)), [fault.text.en for fault in lint(text)]


def test_nobody_but_the_secretariat_writes_a_call(desk, client):
    for who in (desk.stranger, desk.authority):
        with pytest.raises(Refused):
            open_draft(actor=who, at=AT, base=desk.edition, title="Mine")
        client.force_login(who)
        for page in ("draft", "preview", "yaml", "ask"):
            assert client.get(desk.url(page)).status_code == 404


def pages(desk):
    """Every page of the editor that a call has, lists by their first and last item."""
    for part in parts_for(desk.text):
        if not part.lists:
            if any(key in desk.text for key in part.keys):
                yield desk.url("edit", part.key)
            continue
        items = desk.text.get(part.lists) or []
        for item in {items[0]["id"], items[-1]["id"]} if items else ():
            yield desk.url("edit_item", part.key, item)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_a_draft_lists_tracks_rules_questions_and_milestones(desk, client, language):
    client.force_login(desk.officer)
    page = client.get(desk.url().replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    assert [part.key for part, _rows in page.context["lists"]] == ["track", "rule", "question", "milestone"]
    for part, rows in page.context["lists"]:
        assert [row["id"] for row, _name, _count in rows] == [one["id"] for one in desk.text[part.lists]]
        assert all(name for _row, name, _count in rows)


def test_every_page_of_a_call_sent_as_it_is_leaves_the_text_as_it_was(desk, client):
    client.force_login(desk.officer)
    before = desk.text
    for url in pages(desk):
        page = client.get(url)
        assert page.status_code == 200, url
        sent = client.post(url, fields_of(page))
        assert sent.status_code == 302, (url, sent.context["opened"].non_field_errors())
        assert desk.text == before, url


def test_the_length_the_closing_report_and_who_receives_the_money_are_written_in_the_browser(desk, client):
    client.force_login(desk.officer)
    url = desk.url("edit_item", "track", "demonstration")
    written = {
        "term__at_most": "P18M", "term__extension": "P6M", "closing__due": "P45D", "follows": "planning",
        "grant__payee": "consortium", "grant__countries": "KR", "grant__kinds": "company",
    }  # fmt: skip
    sent = {**fields_of(client.get(url)), **written}
    sent[next(name for name in sent if name.endswith("-0-what_en"))] = "Were all objectives met?"
    assert client.post(url, sent).status_code == 302
    track = next(one for one in desk.text["tracks"] if one["id"] == "demonstration")
    assert (track["term"]["at_most"], track["term"]["extension"]) == ("P18M", "P6M")
    assert (track["closing"]["due"], track["follows"]) == ("P45D", "planning")
    assert track["closing"]["asks"][0]["what"]["en"] == "Were all objectives met?"
    assert (track["grant"]["payee"], track["grant"]["countries"]) == ("consortium", ["KR"])
    assert not [fault for fault in lint(desk.text) if fault.path.startswith("tracks[demonstration]")]
    without = client.post(url, {**sent, "term__at_most": ""})
    assert [field.name for field in without.context["opened"] if field.errors] == ["term__at_most"]


def test_a_track_a_rule_a_question_and_a_milestone_are_added_in_the_browser(desk, client):
    client.force_login(desk.officer)
    rule = {
        "id": "one-each",
        "says_ko": "한 기관 한 건",
        "says_en": "One each",
        "when": "size(earlier) == 0",
        "track": "",
    }
    assert client.post(desk.url("add", "rule"), rule).status_code == 302
    assert desk.text["eligibility"][-1] == {
        "id": "one-each", "says": {"ko": "한 기관 한 건", "en": "One each"}, "when": "size(earlier) == 0",
    }  # fmt: skip
    wrong = client.post(desk.url("add", "rule"), rule | {"id": "two", "when": "size("})
    assert (wrong.status_code, "no CEL expression" in wrong.content.decode()) == (422, True)
    assert client.post(desk.url("add", "rule"), rule).status_code == 422  # the id is in use
    question = {"id": "risk", "asks_ko": "위험", "asks_en": "Risks", "type": "text", "limit__characters": "500"}
    assert client.post(desk.url("add", "question"), question).status_code == 302
    assert desk.text["form"][-1]["limit"] == {"characters": 500}
    milestone = {"id": "visit", "due": "P2M", "after": "agreement", "instalment": "0", "track": "demonstration"}
    assert client.post(desk.url("add", "milestone"), milestone).status_code == 302
    assert desk.text["milestones"][-1] == {"id": "visit", "due": "P2M", "track": "demonstration"}
    track = {
        "id": "pilot", "title_ko": "시범", "title_en": "Pilot", "applicant__says_ko": "도시",
        "applicant__says_en": "Cities",
        "applicant__kinds": "local_government", "intake__opens": "2026-05-01", "intake__closes": "2026-06-01T18:00",
        "intake__zone": "Asia/Seoul", "seats__max": "3", "ceiling__amount": "100000000", "ceiling__currency": "KRW",
    }  # fmt: skip
    assert client.post(desk.url("add", "track"), track).status_code == 302
    assert desk.text["tracks"][-1]["ceiling"] == {"amount": 100_000_000, "currency": "KRW"}
    odd = client.post(desk.url("add", "track"), track | {"id": "x", "intake__opens": "soon", "ceiling__currency": ""})
    assert odd.status_code == 422
    remove = {"list": "eligibility", "id": "one-each", "do": "remove", "version": desk.draft.version}
    desk.draft.refresh_from_db()
    assert client.post(desk.url("arrange"), remove | {"version": desk.draft.version}).status_code == 302
    assert all(one["id"] != "one-each" for one in desk.text["eligibility"])


def test_a_call_enters_as_a_file_too(desk, client):
    client.force_login(desk.officer)
    page = client.get(desk.url("yaml"))
    text = page.context["form"].initial["text"].replace("K-City Network Global", "K-City Net Global")
    file = SimpleUploadedFile("2026.yaml", text.encode())
    answer = client.post(desk.url("yaml"), {"version": page.context["version"].number, "text": "", "file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    assert "K-City Net Global" in desk.text["title"]["en"]


@pytest.mark.parametrize(("language", "words"), [("ko", "신청할 수 있나요?"), ("en", "May I apply?")])
def test_a_draft_is_seen_as_an_applicant_will_see_it(desk, client, language, words):
    client.force_login(desk.officer)
    url = desk.url("preview").replace("/en/", f"/{language}/")
    page = client.get(url)
    assert page.status_code == 200
    assert words in page.content.decode()
    asked = client.get(url, {"track": "demonstration", "kind": "company", "country": "VN"})
    assert asked.context["verdict"].status == "excluded"
    desk.saved(tracks=[])
    assert client.get(url).status_code == 200  # no call yet, and the page says so


def test_the_draft_shows_what_changed_since_last_year(desk, client):
    client.force_login(desk.officer)
    found = client.get(desk.url("changes"), {"with": "base"}).context["changes"]
    assert any("tracks" in str(one) for one in found)


def test_a_call_is_published_once_its_authority_approved_exactly_that_text(desk, client):
    version = desk.finished()
    with override("en"), pytest.raises(Refused, match="has not approved"):
        publish_draft(actor=desk.officer, at=AT, draft=desk.draft, digest=version.digest)
    request = ask_for_draft(actor=desk.officer, at=AT, draft=desk.draft, digest=version.digest, note="next year")
    with override("en"):
        assert [row.url for row in waiting_for(desk.authority, AT.date())] == [
            reverse("feedback:approval", args=[ApprovalRequest.objects.get().pk])
        ]
    client.force_login(desk.authority)
    with override("ko"):
        assert client.get(reverse("feedback:approval", args=[ApprovalRequest.objects.get().pk])).status_code == 200
    step = {"at": AT, "request": request, "digest": version.digest, "verdict": "approved"}
    for who in (desk.officer, desk.stranger):
        with pytest.raises(Refused):
            answer_request(actor=who, **step)
    answer_request(actor=desk.authority, **step)
    edition = publish_draft(actor=desk.officer, at=AT, draft=desk.draft, digest=version.digest)
    assert (edition.kind, edition.edition, edition.approval.decided_by) == ("call", "2027", desk.authority)
    assert Edition.objects.filter(kind="call", scheme=PROGRAMME).count() == 2


def test_a_call_goes_in_force_and_is_retired_without_a_mock_round(desk):
    version = desk.saved(edition="2027")
    ask_for_draft(actor=desk.officer, at=AT, draft=desk.draft, digest=version.digest, note="x")
    step = {"at": AT, "digest": version.digest, "verdict": "approved"}
    answer_request(actor=desk.authority, request=ApprovalRequest.objects.get(), **step)
    edition = publish_draft(actor=desk.officer, at=AT, draft=desk.draft, digest=version.digest)
    step = {"at": AT, "edition": edition, "profile": "", "since": AT.date(), "reason": "It opens"}
    with pytest.raises(Refused):
        change_state(actor=desk.authority, state="in_force", **step)
    change_state(actor=desk.officer, state="in_force", **step)
    assert state_of(edition, "", AT.date()) == "in_force"


CHALLENGE, HORIZON = "smart-city-challenge", "horizon-like"


@pytest.mark.parametrize("programme", [CHALLENGE, HORIZON])
def test_every_page_of_a_call_with_rounds_or_a_vote_leaves_the_text_as_it_was(client, programme):
    other = Other(programme)
    client.force_login(other.officer)
    before = other.text
    for url in pages(other):
        page = client.get(url)
        sent = client.post(url, fields_of(page))
        assert sent.status_code == 302, (url, sent.context["opened"].non_field_errors())
        assert other.text == before, url


class Other(Desk):
    """The same desk over another call."""

    def __init__(self, programme):
        self.edition = publish_edition(actor=None, at=AT, content=thaw(rulebook.load(f"{programme}/2026").content))
        self.officer = officer_for(Designation.Duty.SECRETARIAT, programme)
        self.draft = open_draft(actor=self.officer, at=AT, base=self.edition, title="Next year")


def test_rounds_weights_for_the_order_told_facts_and_days_are_edited_in_the_browser(client):
    other = Other(HORIZON)
    client.force_login(other.officer)

    def send(url, **changes):
        return client.post(url, fields_of(client.get(url)) | changes)

    url = other.url("edit", "selection")
    assert (
        send(url, **{"rank_weights-1-criterion": "excellence.overall", "rank_weights-1-weight": "2"}).status_code == 302
    )
    assert other.text["selection"]["rank_weights"] == {"impact.overall": 1.5, "excellence.overall": 2}
    url = other.url("edit", "rounds")
    assert send(url, **{"rounds-2-DELETE": "on"}).status_code == 302
    assert [one["id"] for one in other.text["rounds"]] == ["individual", "consensus"]
    url = other.url("edit_item", "question", "pages")
    assert send(url, tells="the pages").status_code == 422
    assert send(url, tells="proposal.length", type="date").status_code == 302
    question = next(one for one in other.text["form"] if one["id"] == "pages")
    assert (question["tells"], question["type"]) == ("proposal.length", "date")


def test_a_criterion_is_read_from_a_vote_that_is_written_in_the_browser(client):
    other = Other(CHALLENGE)
    client.force_login(other.officer)
    url = other.url("edit_item", "criterion", "result.citizen_vote")
    sent = fields_of(client.get(url))
    assert sent["citizen_vote__counts"] == "yes" and sent["options-0-id"] == "yes"
    assert client.post(url, sent | {"citizen_vote__turnout": "7"}).status_code == 422
    sent |= {"citizen_vote__turnout": "0.25", "options-2-id": "later", "options-2-title_ko": "나중에",
             "options-2-title_en": "Later", "citizen_vote__method": "approval"}  # fmt: skip
    assert client.post(url, sent).status_code == 302
    vote = next(one for one in other.text["criteria"] if one["id"] == "result.citizen_vote")["citizen_vote"]
    assert (vote["turnout"], [one["id"] for one in vote["options"]]) == (0.25, ["yes", "no", "later"])
    assert not [fault for fault in lint(other.text) if "citizen_vote" in fault.path]
