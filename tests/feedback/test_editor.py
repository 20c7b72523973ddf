"""The editor: what a form shows is what is written, and nothing else changes; bad input becomes a sentence."""

import pytest
from django.utils.translation import override
from feedback.studio import Studio, fields_of

from cityloop.feedback.actions import save_draft
from cityloop.feedback.editor import parts_for
from cityloop.feedback.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    return Studio(
        grades=[{"id": "1", "from": 9}, {"id": "2", "from": 6}],
        panel={"seats": 9, "from_field": 3, "common": 2, "quorum": "2/3", "decision": "2/3", "term": "P2Y"},
        documents=[{"id": "application", "title": {"ko": "신청서", "en": "Application"}, "required": True,
                    "when": "applicant.joint_with_provider"}],
        reexamination={"from": "2021-01-01", "every": "P3Y"},
    )  # fmt: skip


@pytest.fixture
def browser(client, studio):
    client.force_login(studio.owner)
    return client


def pages(studio):
    for part in parts_for({"kind": "scheme"}):
        if not part.lists:
            yield studio.url("edit", part.key)
    yield studio.url("edit_item", "area", "service")
    for id in ("service.comfort", "service.lawful", "service.punctual"):
        yield studio.url("edit_item", "criterion", id)


def send(browser, url, **changes):
    sent = {**fields_of(browser.get(url)), **changes}
    return browser.post(url, {key: value for key, value in sent.items() if value is not None})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_sent_as_it_is_leaves_the_text_as_it_was(browser, studio, language):
    before = studio.text
    with override(language):
        for url in list(pages(studio)):
            answer = send(browser, url)
            assert answer.status_code == 302, (url, answer.context["opened"].non_field_errors(), [
                (field.name, field.errors) for field in answer.context["opened"] if field.errors])  # fmt: skip
            assert studio.text == before, url


@pytest.mark.law("3(2)1")
def test_a_criterion_is_changed_in_both_languages_with_its_anchors_and_evidence(browser, studio):
    url = studio.url("edit_item", "criterion", "service.comfort")
    answer = send(
        browser, url, title_ko="편안함", title_en="Ease", weight="5.5", mandatory="on", not_for=["tram"],
        **{"levels-1-means_ko": "조금 편함", "levels-1-means_en": "A little", "evidence-1-id": "photos",
           "evidence-1-what_ko": "사진", "evidence-1-what_en": "Photos", "evidence-1-accepts": "pdf, zip"},
    )  # fmt: skip
    assert answer.status_code == 302
    found = studio.criterion()
    assert found["title"] == {"ko": "편안함", "en": "Ease"}
    assert (found["weight"], found["mandatory"], found["not_for"]) == (5.5, True, ["tram"])
    assert found["levels"][1] == {"mark": 1, "means": {"ko": "조금 편함", "en": "A little"}}
    assert found["evidence"][1] == {
        "id": "photos", "what": {"ko": "사진", "en": "Photos"}, "accepts": ["pdf", "zip"]
    }  # fmt: skip


def test_labels_and_hints_speak_the_language_of_whoever_reads_and_not_of_who_came_first(browser, studio):
    said = {}
    for language in ("ko", "en", "ko"):
        with override(language):
            said[language] = browser.get(studio.url("edit_item", "criterion", "service.comfort")).content.decode()
    assert "제목(한국어)" in said["ko"] and "Title (Korean)" not in said["ko"]
    assert "Title (Korean)" in said["en"] and "제목(한국어)" not in said["en"]
    assert "CEL over marks.ID" in said["en"]


def test_what_a_row_has_is_folded_and_open_where_it_was_changed_or_is_wrong(browser, studio):
    url = studio.url("edit_item", "criterion", "service.comfort")
    folded = '<details class="part" id="levels">'
    assert folded in browser.get(url).content.decode()
    answer = send(browser, url, **{"levels-1-means_en": "A bit", "go": "stay"})
    assert answer["Location"] == f"{url}?open=levels"
    assert '<details class="part" id="levels" open>' in browser.get(answer["Location"]).content.decode()
    wrong = send(browser, url, **{"levels-1-mark": "many"})
    assert wrong.status_code == 422
    assert '<details class="part" id="levels" open>' in wrong.content.decode()


def test_rows_are_added_sorted_and_taken_away(browser, studio):
    url = studio.url("edit", "judging")
    send(browser, url, **{"grades-2-id": "0", "grades-2-from_": "9.5", "grades-0-DELETE": "on"})
    assert studio.text["grades"] == [{"id": "0", "from": 9.5}, {"id": "2", "from": 6}]


def test_what_a_form_does_not_show_is_kept(browser, studio):
    send(browser, studio.url("edit", "documents"), **{"documents-0-title_en": "Form"})
    assert studio.text["documents"] == [
        {"id": "application", "title": {"ko": "신청서", "en": "Form"}, "required": True,
         "when": "applicant.joint_with_provider"}
    ]  # fmt: skip


@pytest.mark.law("3(2)1")
def test_areas_and_criteria_are_added_moved_and_removed(browser, studio):
    answer = browser.post(
        studio.url("add", "area"), {"id": "cost", "title_ko": "비용", "title_en": "Cost", "weight": 5}
    )
    assert answer.url == studio.url("edit_item", "area", "cost")
    browser.post(studio.url("add", "criterion"), {
        "area": "cost", "id": "cost.fare", "title_ko": "요금", "title_en": "Fare", "asks_ko": "싼가?",
        "asks_en": "Cheap?", "kind": "binary", "weight": "5"})  # fmt: skip
    assert studio.criterion("cost.fare")["asks"] == {"ko": "싼가?", "en": "Cheap?"}
    arrange = studio.url("arrange")

    def do(what, list_, id):
        version = str(Draft.objects.get().version)
        return browser.post(arrange, {"version": version, "list": list_, "id": id, "do": what}).status_code

    assert do("up", "areas", "cost") == 302
    assert [area["id"] for area in studio.text["areas"]] == ["cost", "service"]
    assert do("down", "criteria", "service.comfort") == 302
    assert [one["id"] for one in studio.text["criteria"]][:2] == ["service.lawful", "service.comfort"]
    assert do("remove", "criteria", "cost.fare") == 302
    assert "cost.fare" not in [one["id"] for one in studio.text["criteria"]]
    assert do("up", "areas", "service") == 302
    assert do("remove", "areas", "nowhere") == do("burn", "areas", "cost") == 404


def test_an_id_in_use_is_refused_when_something_is_added(browser, studio):
    answer = browser.post(studio.url("add", "area"), {"id": "service", "title_ko": "비용", "weight": 5})
    assert answer.status_code == 422
    assert answer.context["form"].errors["id"]


def test_two_owners_who_edit_different_parts_both_save(browser, studio, client_of_second):
    url, other = studio.url("edit_item", "criterion", "service.comfort"), studio.url("edit", "panel")
    mine, theirs = fields_of(browser.get(url)), fields_of(client_of_second.get(other))
    assert browser.post(url, {**mine, "weight": "7"}).status_code == 302
    assert client_of_second.post(other, {**theirs, "seats": "7"}).status_code == 302
    assert (studio.criterion()["weight"], studio.text["panel"]["seats"]) == (7, 7)


def test_the_second_of_two_owners_of_one_part_is_told_and_loses_nothing(browser, studio, client_of_second):
    url = studio.url("edit_item", "criterion", "service.comfort")
    mine, theirs = fields_of(browser.get(url)), fields_of(client_of_second.get(url))
    assert browser.post(url, {**mine, "weight": "7"}).status_code == 302
    with override("en"):
        url = studio.url("edit_item", "criterion", "service.comfort")
        answer = client_of_second.post(url, {**theirs, "weight": "8", "title_en": "Mine"})
    assert answer.status_code == 422
    assert "somebody else changed this part" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode(), "what was typed is still there"
    assert studio.criterion()["weight"] == 7


@pytest.fixture
def client_of_second(studio):
    from django.test import Client

    client = Client()
    client.force_login(studio.second)
    return client


def test_nobody_but_an_owner_finds_the_pages_of_a_draft(client, studio):
    names = [studio.url(name) for name in ("draft", "weights", "changes", "yaml", "ask")]
    names += [*pages(studio), studio.url("add", "area"), studio.url("yaml_file", 1)]
    for somebody in (studio.operator, studio.certifier, studio.stranger):
        client.force_login(somebody)
        assert {client.get(url).status_code for url in names} == {404}
        posts = [*names, studio.url("arrange"), studio.url("publish"), studio.url("try_draft")]
        assert {client.post(url, {"version": 1}).status_code for url in posts if not url.endswith(".yaml")} == {404}
    assert Draft.objects.get().version == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_finding_leads_to_the_page_on_which_it_is_mended(browser, studio, language):
    text = studio.text
    text["areas"][0]["weight"] = 9
    text["criteria"][0]["evidence"] = []
    text["criteria"][0]["levels"][2]["means"] = text["criteria"][0]["levels"][1]["means"]
    text["criteria"][0]["title"]["en"] = ""
    text["grades"][0]["from"] = 20
    text["panel"]["seats"] = 12
    del text["validity"]["lasts"]
    text["validity"] = {"lasts": "P2Y", "renewal_opens": "P2Y"}
    save_draft(actor=studio.owner, at=studio.draft.opened_at, draft=studio.draft, version=1, content=text)
    with override(language):
        page = browser.get(studio.url())
        findings = page.context["findings"]
        where = {fault.path: url for fault, _words, url in findings}
        assert len(findings) >= 6
        for url in where.values():
            path, _, anchor = url.partition("#")
            body = browser.get(path).content.decode()
            assert f'id="{anchor}"' in body or not anchor, url
        assert where["criteria[service.comfort].levels[3].means"].endswith("#levels-2")
        assert where["panel.seats"].endswith("#id_seats")
        assert where["validity.renewal_opens"].endswith("#id_validity__renewal_opens")


def test_the_draft_costs_the_same_queries_with_one_version_and_with_many(browser, studio, django_assert_num_queries):
    url = studio.url()
    browser.get(url)
    with django_assert_num_queries(12):
        browser.get(url)
    for weight in (5, 4, 3):
        text = studio.text
        text["criteria"][0]["weight"] = weight
        save_draft(
            actor=studio.owner,
            at=studio.draft.opened_at,
            draft=studio.draft,
            version=studio.draft.version,
            content=text,
        )
    browser.get(url)  # what waits is counted anew after a change
    with django_assert_num_queries(12):
        browser.get(url)
