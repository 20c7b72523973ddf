"""One thing has one word: what the pages call every model and every state is what docs/glossary.md says."""

import inspect
import re

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override
from house.files import ROOT

from cityloop.assessment.procedure import PROCEDURES

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
GLOSSARY = {
    code: (english, korean, source)
    for code, english, korean, source in ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
}


def words() -> dict[str, object]:
    """`app.Model`, `app.Model.Choices.value` and `case.<kind>.<state>`, each with the label that pages show."""
    found = {
        f"case.{kind}.{state}": label
        for kind, procedure in PROCEDURES.items()
        for state, label in procedure.labels.items()
    }
    for app in apps.get_app_configs():
        for model in app.get_models() if app.name.startswith("cityloop.") else ():
            found[f"{app.label}.{model.__name__}"] = model._meta.verbose_name
            for choices in vars(model).values():
                if inspect.isclass(choices) and issubclass(choices, models.Choices):
                    prefix = f"{app.label}.{model.__name__}.{choices.__name__}"
                    found |= {f"{prefix}.{value}": label for value, label in choices.choices}
    return found


def test_every_model_and_state_is_in_the_glossary():
    assert sorted(words().keys() - GLOSSARY.keys()) == []


def test_the_glossary_names_nothing_that_is_gone():
    assert sorted(GLOSSARY.keys() - words().keys()) == []


@pytest.mark.parametrize(("language", "column"), [("en", 0), ("ko", 1)])
def test_the_pages_use_the_words_of_the_glossary(language, column):
    with override(language):
        shown = {code: str(label) for code, label in words().items()}
    said = {code: entry[column].strip() for code, entry in GLOSSARY.items()}
    different = {code: (shown[code], said[code]) for code in shown.keys() & said.keys()}
    assert {code: pair for code, pair in different.items() if pair[0].casefold() != pair[1].casefold()} == {}


def test_every_word_says_where_it_comes_from():
    assert [code for code, (_, _, source) in GLOSSARY.items() if not source.strip()] == []


def test_every_state_of_a_procedure_has_a_label():
    for kind, procedure in PROCEDURES.items():
        states = {state for row in procedure.workflow for state in (*row.before, *row.after)}
        assert states == set(procedure.labels), kind
