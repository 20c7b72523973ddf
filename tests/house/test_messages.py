"""The catalogues: found in code and templates, merged without guesses, compiled, and complete."""

import gettext

import pytest

from cityloop import messages
from cityloop.cli.messages import rooms

VIEW = """
from django.utils.translation import gettext as _, ngettext, pgettext

def page(count):
    return _("Apply"), ngettext("%(n)s case", "%(n)s cases", count), pgettext("month", "May"), _("Apply")
"""
TEMPLATE = """{# not this #}
  <p>It's {% translate "Open" %} and {% include "x.html" with label=_("Close") %}
    {% blocktranslate trimmed count n=total %}
      {{ n }} city
    {% plural %}
      {{ n }} cities
    {% endblocktranslate %}</p>
"""


@pytest.fixture
def package(tmp_path):
    package = tmp_path / "src" / "town"
    (package / "web" / "templates" / "web").mkdir(parents=True)
    (package / "rolls" / "migrations").mkdir(parents=True)
    (package / "settings.py").write_text('_("Korean")')
    (package / "web" / "templates" / "web" / "page.html").write_text(TEMPLATE)
    (package / "rolls" / "views.py").write_text(VIEW)
    (package / "rolls" / "migrations" / "0001.py").write_text('_("never shown")')
    return package


def translate(package, room, english, korean):
    path = messages.catalogue_path(package, room)
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{english}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{korean}"'), "utf-8")


def test_texts_are_found_in_code_and_in_templates(package):
    assert [(text, context) for _, text, _, context in messages.texts(package / "rolls" / "views.py")] == [
        ("Apply", None),
        (("%(n)s case", "%(n)s cases"), None),
        ("May", "month"),
        ("Apply", None),
    ]
    page = package / "web" / "templates" / "web" / "page.html"
    assert [(line, text) for line, text, _, _ in messages.texts(page)] == [
        (2, "Open"),
        (2, "Close"),
        (3, ("%(n)s city", "%(n)s cities")),
    ]


def test_a_text_outside_every_room_is_kept_by_web(package):
    messages.collect(package, ["web", "rolls"])
    assert 'msgid "Korean"' in messages.catalogue_path(package, "web").read_text(encoding="utf-8")
    assert "never shown" not in messages.catalogue_path(package, "rolls").read_text(encoding="utf-8")


def test_korean_is_kept_and_a_text_nobody_shows_leaves(package):
    messages.collect(package, ["web", "rolls"])
    translate(package, "rolls", "Apply", "신청")
    (package / "rolls" / "views.py").write_text('_("Apply"), _("Apply now")')
    messages.collect(package, ["web", "rolls"])
    merged = messages.merge(package, "rolls", ["web", "rolls"])
    assert {message.id: message.string for message in merged if message.id} == {"Apply": "신청", "Apply now": ""}
    assert messages.collect(package, ["web", "rolls"]) == []


def test_a_text_without_korean_is_named_with_file_and_line(package):
    messages.collect(package, ["rolls"])
    assert "src/town/rolls/views.py:5: no Korean for 'Apply'" in messages.problems(package, ["rolls"])


def test_korean_that_lost_a_placeholder_is_a_problem(package):
    (package / "rolls" / "views.py").write_text('_("Due on %(day)s")')
    messages.collect(package, ["rolls"])
    translate(package, "rolls", "Due on %(day)s", "기한")
    assert messages.problems(package, ["rolls"]) == [
        "src/town/rolls/views.py:1: the placeholders of 'Due on %(day)s' and its Korean '기한' differ"
    ]


def test_one_text_with_two_koreans_is_a_problem(package):
    (package / "rolls" / "views.py").write_text('_("Open")')
    (package / "web" / "templates" / "web" / "page.html").write_text('{% translate "Open" %}')
    (package / "settings.py").unlink()
    messages.collect(package, ["web", "rolls"])
    translate(package, "web", "Open", "열기")
    translate(package, "rolls", "Open", "진행 중")
    assert messages.problems(package, ["web", "rolls"]) == [
        "src/town/rolls/views.py:1: 'Open' is '열기' elsewhere and '진행 중' here"
    ]


def test_compiled_catalogues_give_the_korean(package):
    messages.collect(package, ["rolls"])
    translate(package, "rolls", "Apply", "신청")
    (made,) = messages.compile_all(package)
    with made.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Apply") == "신청"


def test_every_text_of_the_interface_has_its_korean():
    assert messages.problems(messages.PACKAGE, rooms()) == []
