"""One thing has one word: what the pages call every model and every state is what docs/glossary.md says."""

import importlib
import inspect
import re

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override
from house.files import ROOT

from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow
from cityloop.language import current

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
GLOSSARY = {
    code: (english, korean, source)
    for code, english, korean, source in ROW.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
}


def tables() -> list[Workflow]:
    """The workflow tables of all rooms."""
    rooms = [app.module for app in apps.get_app_configs() if app.name.startswith("cityloop.")]
    modules = [
        importlib.import_module(f"{room.__name__}.workflow") for room in rooms if module_has_submodule(room, "workflow")
    ]
    return [table for module in modules for table in vars(module).values() if isinstance(table, Workflow)]


def shown(label: object) -> str:
    return label.pick(current()) if isinstance(label, Text) else str(label)


def words() -> dict[str, object]:
    """`app.Model`, `app.Model.Choices.value` and `workflow.<name>.<state>`, each with the label that pages show."""
    found: dict[str, object] = {
        f"workflow.{table.name}.{state}": table.states[state] for table in tables() for state in table.states
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


@pytest.mark.law("2")
@pytest.mark.parametrize(("language", "column"), [("en", 0), ("ko", 1)])
def test_the_pages_use_the_words_of_the_glossary(language, column):
    with override(language):
        used = {code: shown(label) for code, label in words().items()}
    said = {code: entry[column].strip() for code, entry in GLOSSARY.items()}
    different = {code: (used[code], said[code]) for code in used.keys() & said.keys()}
    assert {code: pair for code, pair in different.items() if pair[0].casefold() != pair[1].casefold()} == {}


def test_every_word_says_where_it_comes_from():
    assert [code for code, (_, _, source) in GLOSSARY.items() if not source.strip()] == []
