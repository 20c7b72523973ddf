"""What the documents promise exists: files, make targets, verbs of the command line."""

import re

import pytest
from house.files import ROOT, files, name

from cityloop.cli import VERBS

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]+src=\"([^\"]+)\"")
MAKE = re.compile(r"`make ([a-z-]+)|^make ([a-z-]+)", re.MULTILINE)
CITYLOOP = re.compile(r"(?:`|^|\$ )cityloop ([a-z]+)\b", re.MULTILINE)
DOCUMENTS = [path for path in files(".md") if "src" not in path.relative_to(ROOT).parts]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def said(pattern, document) -> set[str]:
    found = pattern.findall(document.read_text(encoding="utf-8"))
    return {word for match in found for word in (match if isinstance(match, tuple) else (match,)) if word}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_to_a_file(document):
    links = (link for link in said(LINK, document) if not re.match(r"[a-z]+:", link))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_named_exists(document):
    assert said(MAKE, document) <= targets()
    assert said(CITYLOOP, document) <= set(VERBS)


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_both_readmes_say_how_to_start_and_how_to_test(readme):
    assert said(MAKE, ROOT / readme) >= {"demo", "test"}
