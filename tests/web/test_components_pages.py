"""Pages as the browser gets them: both languages, nothing inline, and a sentence for everything that goes wrong."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext, override

from cityloop.audit.refusal import Refused
from cityloop.organisations.models import Person
from cityloop.web.templatetags.cityloop import register
from cityloop.web.views import errors

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/cityloop/web/static/cityloop"
HANGUL = re.compile("[가-힣]")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "other"), [("ko", "en"), ("en", "ko")])
def test_the_style_guide_shows_every_component_in_both_languages(client, language, other):
    response = client.get(f"/{language}/components/")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in html
    assert f'hreflang="{other}" href="/{other}/components/"' in html
    shown = re.sub(r"<a lang.*?</a>", "", html, flags=re.S)
    assert bool(HANGUL.search(shown)) is (language == "ko")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["components/", "account/login/", "account/signup/", "account/password/reset/"])
def test_nothing_is_inline_so_the_strict_policy_can_stay(client, address):
    response = client.get(f"/en/{address}")
    html = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)|javascript:", html)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r'(src|href)="(https?:)?//(?!www\.law\.go\.kr)', html)


@pytest.mark.django_db
def test_every_id_is_used_once_and_every_reference_finds_its_id(client):
    html = client.get("/en/components/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    wanted = re.findall(r'(?:for|aria-labelledby|popovertarget)="([^"]+)"', html)
    wanted += " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert set(wanted) <= set(ids)


def test_every_component_is_in_the_reference():
    reference = (ROOT / "docs/reference/components.md").read_text()
    for name in (*register.tags, *register.filters):
        assert re.search(rf"[`|%\s]{name}\b", reference), f"docs/reference/components.md does not name {name}"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429", "500"])
def test_an_error_says_what_happened_why_and_what_to_do_in_both_languages(rf, code):
    from django.shortcuts import render

    request = rf.get("/en/nowhere/")
    for language in ("ko", "en"):
        with override(language):
            html = render(request, f"{code}.html").content.decode()
            assert gettext("What to do") in html
        main = html[html.index("<main") :].split("</main>")[0]
        assert bool(HANGUL.search(main)) is (language == "ko")
        assert len(re.findall(r"<(?:h1|p)[^>]*>[^<\s]", main)) >= 3


def test_the_page_for_a_broken_site_asks_nothing_of_the_database():
    request = RequestFactory().get("/en/")
    for answer in (errors.server_error(request), errors.bad_request(request, None)):
        assert "Cityloop" in answer.content.decode()


@pytest.mark.django_db
def test_more_than_the_site_takes_at_once_is_answered_as_such(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = client.post("/en/account/login/", {"login": "x" * 2_000})
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_is_a_page_and_for_htmx_a_part(rf):
    from django.shortcuts import render

    refusal = Refused("Not granted.", "The panel is short.", "Seat one more.")
    page = render(rf.get("/en/x/"), "refused.html", {"refusal": refusal}).content.decode()
    part = render(
        rf.get("/en/x/", headers={"hx-request": "true"}), "refused.html", {"refusal": refusal}
    ).content.decode()
    for words in ("Not granted.", "The panel is short.", "Seat one more."):
        assert words in page
        assert words in part
    assert "<html" in page
    assert "<html" not in part
    assert 'role="alert"' in part


@pytest.mark.django_db
class TestSigningInAsAPersona:
    @pytest.fixture(autouse=True)
    def _people(self):
        Person.objects.create_user("officer@demo.example", persona="officer", name_en="Han Jiu", simulated=True)
        Person.objects.create_user("real@city.example")

    def test_a_persona_is_one_press_away(self, client):
        assert "/en/as/officer/" in client.get("/en/account/login/").content.decode()
        client.post("/en/as/officer/", {"next": "/en/components/"})
        assert client.session["_auth_user_id"] == str(Person.objects.get(persona="officer").pk)

    def test_a_person_who_plays_no_part_cannot_be_signed_in_as(self, client):
        assert client.post("/en/as/real/").status_code == 404
        assert client.get("/en/as/officer/").status_code == 405

    def test_the_way_on_never_leaves_the_site(self, client):
        answer = client.post("/en/as/officer/", {"next": "https://evil.example/"})
        assert answer.url.startswith("/en/")


def test_every_slice_of_the_font_and_every_style_sheet_is_there():
    fonts = re.findall(r'url\("([^"]+)"\)', (STATIC / "fonts.css").read_text())
    assert len(fonts) == len(set(fonts)) == 240
    assert all((STATIC / font).is_file() for font in fonts)
    assert (STATIC / "fonts/LICENSE.txt").is_file()


def test_colours_and_sizes_of_text_are_named_in_the_tokens_only():
    tokens = set(re.findall(r"(--[\w-]+):", (STATIC / "tokens.css").read_text()))
    for sheet in ("site.css", "work.css"):
        css = (STATIC / sheet).read_text()
        assert set(re.findall(r"var\((--[\w-]+)", css)) <= tokens, sheet
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", css), sheet
