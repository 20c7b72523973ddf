"""Write docs/reference/law.md: what each paragraph of the law asks of the system, and which rule and tests hold it.

    python tools/law.py            write it
    python tools/law.py --check    say what is wrong, and write nothing

docs/law/*.yaml says what each paragraph asks; the tests are found by `@pytest.mark.law("17(2)")` in tests/, by reading
them, so nothing is imported or run.
"""

import ast
import os
import re
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
LAWS = ROOT / "docs" / "law"
PAGE = ROOT / "docs" / "reference" / "law.md"
MARK = "pytest.mark.law"
PLACE = re.compile(r"(\d+)(?:\((\d+)\))?(\d+)?")
HEAD = """# The law, the rule, the test

Made by `make law` from `docs/law/` and from the tests' own marks; a test fails when it is stale, when a paragraph that
asks something has no test, or when a mark names a place that does not exist. The wording is ours; the law itself stands
in the official gazette. A place such as 17(2) is Article 17 paragraph 2 (제17조제2항), 3(2)5 its item 5 (제5호).
"""


def law() -> dict:
    """The law as the data file tells it."""
    (path,) = sorted(LAWS.glob("*.yaml"))
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def marked(folder: Path) -> dict[str, list[tuple[Path, str]]]:
    """For each place named by a mark, the file and the name of every test that it stands on."""
    found = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node, inherited in _tests(tree):
            for place in dict.fromkeys([*inherited, *_places(node.decorator_list)]):
                found[place].append((path, node.name))
    return dict(found)


def _tests(tree: ast.Module):
    """Test functions, each with the places that its class or module names."""
    whole = _places([node.value for node in tree.body if isinstance(node, ast.Assign) and _is_pytestmark(node)])
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from ((one, [*whole, *_places(node.decorator_list)]) for one in node.body if _is_test(one))
        elif _is_test(node):
            yield node, whole


def _is_test(node) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _places(expressions) -> list[str]:
    calls = [node for one in expressions for node in ast.walk(one) if isinstance(node, ast.Call)]
    marks = [call for call in calls if ast.unparse(call.func) == MARK]
    return [argument.value for call in marks for argument in call.args if isinstance(argument, ast.Constant)]


def order(place: str) -> tuple[int, ...]:
    """Where a place stands in the law.

    >>> sorted(["17(2)", "3(2)5", "3(2)", "5"], key=order)
    ['3(2)', '3(2)5', '5', '17(2)']
    """
    return tuple(int(part or 0) for part in PLACE.fullmatch(place).groups())


def rule_exists(rule: str) -> bool:
    """Is it there: `constraint:NAME` of the database, `edition:PATH` of a rulebook file, else a name of the code?"""
    kind, colon, name = rule.partition(":")
    if kind == "constraint":
        return name in _constraints()
    if kind == "edition":
        return _in_an_edition(name.split("."))
    if colon:
        return False
    return _named(rule)


def _named(dotted: str) -> bool:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def _constraints() -> set[str]:
    from django.apps import apps

    return {one.name for model in apps.get_models() for one in model._meta.constraints}


def _in_an_edition(path: list[str]) -> bool:
    for file in (ROOT / "src" / "cityloop" / "rulebook" / "schemes").rglob("*.yaml"):
        found = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        for part in path:
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None:
            return True
    return False


def problems(law: dict, tests: dict) -> list[str]:
    """What is wrong: a place unknown, a paragraph without its line, a rule that is gone, an asking place untested, a
    silent one with a test."""
    places, awaited = law["places"], set(law["awaited"])
    items = {f"{paragraph}{n}" for paragraph, many in law["items"].items() for n in range(1, many + 1)}
    said = [f"{place}: no such place in the law" for place in sorted(tests.keys() - places.keys() - items)]
    for article, paragraphs in law["articles"].items():
        names = [f"{article}({n})" for n in range(1, paragraphs + 1)] or [str(article)]
        said += [f"{name}: neither asked nor said why nothing" for name in names if name not in places]
    for place, entry in places.items():
        if ("asks" in entry) == ("nothing" in entry):
            said.append(f"{place}: say either what it asks or why it asks nothing")
        elif "asks" in entry and not entry.get("rules") and place not in awaited:
            said.append(f"{place}: no rule holds it")
        said += [f"{place}: {rule} does not exist" for rule in entry.get("rules", ()) if not rule_exists(rule)]
        if "asks" in entry and place not in awaited and not proofs(place, places, tests):
            said.append(f"{place}: asks something and has no test")
        if "nothing" in entry and place in tests:
            said.append(f"{place}: asks nothing, and yet a test names it")
        if place in awaited and proofs(place, places, tests):
            said.append(f"{place}: awaited, and yet there is a test")
    return sorted(said)


def proofs(place: str, places: dict, tests: dict) -> list[tuple[Path, str]]:
    """The tests of a place; a paragraph whose items are not told apart has those of its items."""
    items = [one for one in tests if order(one)[:2] == order(place)[:2] and one.startswith(place)]
    inside = [one for one in items if one not in places]
    return list(dict.fromkeys(proof for one in [place, *sorted(inside)] for proof in tests.get(one, ())))


def page(law: dict, tests: dict) -> str:
    """The whole page."""
    places = law["places"]
    asking = [place for place in places if "asks" in places[place]]
    silent = [place for place in places if "nothing" in places[place]]
    proved = {test for place in asking for test in proofs(place, places, tests)}
    count = f"{len(asking)} places ask something of the system, {len(silent)} nothing; {len(proved)} tests name them."
    if law["awaited"]:
        count += f" Not built yet: {', '.join(sorted(law['awaited'], key=order))}."
    parts = [HEAD, f"{law['title']['ko']}, {law['title']['en']}.\n{count}\n"]
    for article, heading in law["headings"].items():
        inside = sorted((one for one in places if order(one)[0] == int(article)), key=order)
        if inside:
            parts.append(f"## {heading['ko']} {heading['en']}\n\n| place | what it asks of the system | rule | tests |")
            parts.append("|---|---|---|---|")
            parts += [_row(place, places, tests) for place in inside]
            parts.append("")
    return "\n".join(parts)


def _row(place: str, places: dict, tests: dict) -> str:
    entry = places[place]
    said = entry.get("asks") or entry["nothing"]
    words = f"{said['en']}<br>{said['ko']}" if "asks" in entry else f"*{said['en']}<br>{said['ko']}*"
    rules = "<br>".join(f"`{rule.removeprefix('cityloop.')}`" for rule in entry.get("rules", ())) or "–"
    proved = [_link(path, name) for path, name in proofs(place, places, tests)]
    return f"| {place} | {words} | {rules} | {'<br>'.join(proved) or '–'} |"


def _link(path: Path, name: str) -> str:
    return f"[{name.removeprefix('test_')}](../../{path.relative_to(ROOT).as_posix()})"


def main(arguments: list[str]) -> int:
    """Check, and write the page unless something is wrong or only asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityloop.settings")
    import django

    django.setup()
    told, tests = law(), marked(ROOT / "tests")
    faults = problems(told, tests)
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    if "--check" not in arguments:
        PAGE.write_text(page(told, tests), encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
