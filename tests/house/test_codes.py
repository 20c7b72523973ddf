"""No call, programme or track is known to the code: another one is a file, and never a branch."""

import ast

from house.files import ROOT

from cityloop import rulebook

SOURCE = ROOT / "src" / "cityloop"
DATA = ("demo", "rulebook")
"""Where a code may stand: the demonstration plays certain calls, and the rulebook is where they are written."""

ALSO_WORDS = {"main", "evaluation_body"}
"""Tracks whose ids are words of the house as well: the main part of a page, a duty of an organisation."""
ALSO_MEANT = {("web/context.py", "demonstration")}
"""Where such a text means something else: whether this installation is a played demonstration."""


def codes() -> set[str]:
    calls = rulebook.editions("call")
    return {call.id for call in calls} | {track.id for call in calls for track in call.tracks} - ALSO_WORDS


def files(*endings):
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in endings and path.relative_to(SOURCE).parts[0] not in DATA and "migrations" not in path.parts:
            yield path


def constants(path) -> set[str]:
    """The texts of a module, without what documents it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    }


def test_there_are_codes_to_look_for():
    assert {"k-city-network", "demonstration"} <= codes()


def test_no_call_programme_or_track_code_occurs_in_the_source():
    found = {(str(path.relative_to(SOURCE)), code) for path in files(".py") for code in constants(path) & codes()}
    assert found - ALSO_MEANT == set()


def test_no_page_or_script_compares_with_a_call_programme_or_track_code():
    quoted = {f"{quote}{code}{quote}" for code in codes() for quote in "\"'"}
    found = {
        str(path.relative_to(SOURCE)): sorted(code for code in quoted if code in path.read_text(encoding="utf-8"))
        for path in files(".html", ".js", ".txt")
    }
    assert {path: names for path, names in found.items() if names} == {}
