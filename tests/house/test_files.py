"""What no file of the project may be or say."""

import re

from house.files import files, name

# One letter of each is in brackets, so that this file does not say what it forbids.
FORBIDDEN = re.compile(
    r"(?<![\w.~-])/wor[k](?:/|\b)|py[p]i\.org|pythonho[s]ted|npm[j]s\.|deb\.debia[n]|(?<!no-emit-)index-ur[l]"
    r"|(?<!no-emit-)find-link[s]"
)
ROOMS_WITHOUT_A_QUESTION = {"utils", "util", "common", "services", "core", "helpers", "misc", "manager", "managers"}
LONGEST = 330


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_workplace_or_a_registry():
    found = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_what_is_forbidden_is_recognised():
    slash = "/"
    assert FORBIDDEN.search(f"open('{slash}work{slash}shared')")
    assert FORBIDDEN.search("--extra-index" + "-url=x")
    assert not FORBIDDEN.search("the network/work of a city, docs/work, --no-emit-index-url")


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {name(path): len(text_of(path).splitlines()) for path in files(".py") if "migrations" not in path.parts}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_every_module_is_named_for_a_question():
    assert [name(path) for path in files(".py") if ROOMS_WITHOUT_A_QUESTION & {path.stem, *path.parent.parts}] == []


def test_no_template_holds_style_or_script_of_its_own():
    own = re.compile(
        r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|\sstyle=|\son[a-z]+=\"", re.IGNORECASE
    )
    pages = [path for path in files(".html") if "templates" in path.parts]
    assert [f"{name(path)}: {match[0]}" for path in pages for match in own.finditer(text_of(path))] == []
