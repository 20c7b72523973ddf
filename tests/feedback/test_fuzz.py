"""Anything at all sent to the editor's forms: never an error, and the draft keeps its shape."""

import random

import pytest
from django.urls import reverse
from feedback.studio import Studio, fields_of

from cityloop.engine.edition import examine, lint, shaped
from cityloop.engine.edition.lint.wording import filled
from cityloop.feedback.editor import parts_for

pytestmark = pytest.mark.django_db
ODD = [
    "", " ", "\0", "NaN", "nan", "inf", "-inf", "1e999", "1" + "0" * 400, "-5", "0", "0.1", "1,5", "١٢", "½", "on",
    "true", "가" * 5_000, "x" * 100_000, "<script>alert(1)</script>", "{{7*7}}", "%s%s", "' OR 1=1 --", "../../etc",
    "2/0", "P1Y", "P99999D", "2026-02-30", "9999-12-31", "0001-01-01", "rubric", "measured", "formula", "marks.", "1 +",
    "service", "service.comfort", "nowhere", "a b", "id", "\u202eabc", "🚌",
]  # fmt: skip


@pytest.fixture
def studio():
    return Studio(
        grades=[{"id": "1", "from": 9}],
        panel={"seats": 9, "from_field": 3, "common": 2, "quorum": "2/3", "decision": "2/3", "term": "P2Y"},
        documents=[{"id": "application", "title": {"ko": "신청서", "en": "Application"}, "required": True}],
    )


def pages(studio):
    for part in parts_for({"kind": "scheme"}):
        items = {"areas": ["service"], "criteria": ["service.comfort", "service.punctual"]}.get(part.lists, [""])
        for item in items:
            yield studio.url("edit_item", part.key, item) if item else studio.url("edit", part.key)


@pytest.mark.parametrize("seed", range(2))
def test_odd_values_in_any_field_become_sentences(client, studio, seed):
    chance = random.Random(seed)
    client.force_login(studio.owner)
    for url in list(pages(studio)):
        for _try in range(4):
            page = client.get(url)
            if page.status_code == 404:
                break
            sent = fields_of(page)
            for name in chance.sample(sorted(sent), min(3, len(sent))):
                sent[name] = chance.choice(ODD)
            if chance.random() < 0.3:
                sent.pop(chance.choice(sorted(sent)))
            sent[chance.choice(["surprise", "levels-99-mark", "version", "go"])] = chance.choice(ODD)
            answer = client.post(url, sent)
            assert answer.status_code in (302, 404, 422), (url, answer.status_code)
    text = studio.text
    assert isinstance(examine(text)[1], tuple) and isinstance(lint(text), tuple)
    for name in ("draft", "weights", "changes", "yaml"):
        assert client.get(studio.url(name)).status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_in_the_small_forms_become_sentences(client, studio, odd):
    client.force_login(studio.owner)
    states = reverse("feedback:states", args=["night-bus", "2026"])
    tries = [
        (studio.url("add", "area"), {"id": odd, "title_ko": odd, "weight": odd}),
        (studio.url("add", "criterion"), {"id": odd, "area": odd, "kind": odd, "weight": odd}),
        (studio.url("arrange"), {"version": odd, "list": odd, "id": odd, "do": odd}),
        (studio.url("weights"), {"version": odd, "pass.points": odd}),
        (studio.url("ask"), {"digest": odd, "note": odd}),
        (studio.url("publish"), {"digest": odd}),
        (studio.url("yaml"), {"version": odd, "text": odd}),
        (states, {"do": "change", "profile": odd, "state": odd, "since": odd, "reason": odd}),
        (states, {"do": "call_off", "profile": odd, "since": odd, "reason": odd}),
        (states, {"do": "examine", "due": odd, "finding": odd}),
        (states, {"do": odd}),
        (reverse("feedback:open_draft", args=["night-bus", "2026"]), {"title": odd}),
    ]
    for url, sent in tries:
        assert client.post(url, sent).status_code in (302, 404, 409, 413, 422), (url, sent)
    assert shaped(filled(studio.text))[1] == (), "whatever was taken has the shape of an edition"
