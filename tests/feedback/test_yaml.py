"""The whole text as YAML, there and back: comments stay, bombs and tags are refused with a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from feedback.studio import Studio, fields_of

from cityloop.feedback.models import Draft
from cityloop.rulebook.reading import read_text
from cityloop.rulebook.writing import written

pytestmark = pytest.mark.django_db
BOMB = "a: &a [x,x,x]\n" + "\n".join(f"{n}: &{n} [*{m},*{m},*{m}]" for n, m in zip("bcdefgh", "abcdefg", strict=True))


@pytest.fixture
def studio():
    return Studio()


@pytest.fixture
def browser(client, studio):
    client.force_login(studio.owner)
    return client


def send(browser, studio, text, **more):
    studio.draft.refresh_from_db()
    with override("en"):
        return browser.post(studio.url("yaml"), {"version": studio.draft.version, "text": text, **more})


@pytest.mark.law("3(2)1")
def test_what_the_page_shows_reads_back_as_the_text(browser, studio):
    shown = browser.get(studio.url("yaml")).context["form"]["text"].value()
    assert read_text(shown)[0] == studio.text
    assert send(browser, studio, shown.replace("\n", "\r\n")).status_code == 302
    assert studio.text == read_text(shown)[0]


def test_comments_stay_when_a_form_changes_what_stands_beside_them(browser, studio):
    shown = "# The next edition\n" + browser.get(studio.url("yaml")).context["form"]["text"].value()
    send(browser, studio, shown.replace("weight: 6", "weight: 6  # more than half"))
    url = studio.url("edit_item", "criterion", "service.comfort")
    assert browser.post(url, {**fields_of(browser.get(url)), "title_en": "Ease"}).status_code == 302
    text = browser.get(studio.url("yaml")).context["form"]["text"].value()
    assert read_text(text)[0] == studio.text
    assert "# The next edition" in text and "# more than half" in text and "Ease" in text


def test_a_file_goes_before_what_is_written_and_is_given_back_as_it_was(browser, studio):
    source = "# mine\n" + written(studio.text)
    file = SimpleUploadedFile("next.yaml", source.encode())
    assert send(browser, studio, "kind: nothing", file=file).status_code == 302
    studio.draft.refresh_from_db()
    answer = browser.get(studio.url("yaml_file", studio.draft.version))
    assert answer.content.decode() == source
    assert answer["Content-Disposition"].endswith('.yaml"')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Choose a file, or write the text."),
        ("   \n", "Choose a file, or write the text."),
        ("a: [1, 2", "It is not YAML"),
        ("a: 1\na: 2\n", "is there twice"),
        (BOMB, "Aliases (*) are not used"),
        ("kind: !!python/object/apply:os.system ['true']\n", "The kind of the file is not known"),
        ("a: !!python/name:os.system x\n", "cannot be read"),
        ("<<: {a: 1}\n", "A key must be a text"),
        ("[" * 3000, "nested too deeply"),
        ("kind: scheme\nid: another\n", "is missing"),
        ("- 1\n- 2\n", "not one of the scheme"),
        ("42", "not one of the scheme"),
        ("kind: scheme\nid: night-bus\nedition: .nan\n", "Line 3: edition: Found nan"),
        ("kind: scheme\nid: night-bus\nedition: '1'\npass: {points: .inf, of: 1}\n", "Found"),
        ("kind: scheme\nid: night-bus\nedition: '1'\npass: {points: 1" + "0" * 400 + ", of: 1}\n", "cannot be read"),
        ("kind: scheme\nid: night-bus\nedition: '1'\npass: {points: 1" + "0" * 200 + ", of: 1}\n", "is missing"),
        ("kind: scheme\nid: night-bus\nsurprise: 1\n", "Line 3: surprise: Unknown key"),
        ('title: {ko: "\\0", en: "\\uD800"}\n', "not one of the scheme"),
        ("x: " + "가" * 300_001, "300000"),
    ],
)
def test_bad_yaml_is_refused_with_a_sentence_and_nothing_is_lost(browser, studio, text, said):
    answer = send(browser, studio, text)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert said in " ".join(body.split()).replace("&#x27;", "'"), body[body.index("<main") :][:3000]
    assert Draft.objects.get().version == 1


def test_control_characters_and_halves_of_characters_are_refused(browser, studio):
    good = written(studio.text)
    for bad in ('"\\0"', '"\\uD800"', '"\\e[0m"'):
        text = good.replace("cite: a test", f"cite: {bad}", 1)
        assert text != good
        assert send(browser, studio, text).status_code == 422
    assert Draft.objects.get().version == 1


def test_a_file_that_is_no_text_is_refused(browser, studio):
    for content, said in ((b"\xff\xfe\x00", "not UTF-8"), (b"x" * 1_000_000, "too large")):
        answer = send(browser, studio, "", file=SimpleUploadedFile("next.yaml", content))
        assert answer.status_code == 422 and said in answer.content.decode()


def test_a_yaml_written_from_a_stale_page_is_refused_and_kept_on_the_page(browser, studio):
    shown = written(studio.text)
    assert send(browser, studio, shown).status_code == 302
    with override("en"):
        answer = browser.post(studio.url("yaml"), {"version": 1, "text": shown.replace("Night bus", "Mine")})
    assert answer.status_code == 422
    assert "changed by somebody else" in answer.content.decode() and "Mine" in answer.content.decode()
