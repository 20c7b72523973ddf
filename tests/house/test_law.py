"""docs/reference/law.md is true: a paragraph that asks something has a rule that is there and a test that names it."""

import importlib.util

import pytest
from house.files import ROOT

spec = importlib.util.spec_from_file_location("law_table", ROOT / "tools" / "law.py")
table = importlib.util.module_from_spec(spec)
spec.loader.exec_module(table)


@pytest.fixture(scope="module")
def law():
    return table.law()


@pytest.fixture(scope="module")
def tests():
    return table.marked(ROOT / "tests")


def test_every_paragraph_that_asks_something_has_a_rule_and_a_test(law, tests):
    assert table.problems(law, tests) == []


def test_the_table_is_made_from_the_tests_of_today(law, tests):
    assert table.PAGE.read_text(encoding="utf-8") == table.page(law, tests), "make law"


def test_a_mark_is_found_on_a_function_a_class_a_module_and_a_parameter(tmp_path):
    (tmp_path / "test_it.py").write_text(
        'pytestmark = pytest.mark.law("1")\n'
        '@pytest.mark.law("17(2)", "17(3)")\ndef test_a(): ...\n'
        'class TestIt:\n    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.law("5(1)3"))])\n'
        "    def test_b(self): ...\n"
    )
    found = {place: [name for _path, name in proofs] for place, proofs in table.marked(tmp_path).items()}
    assert found == {"1": ["test_a", "test_b"], "17(2)": ["test_a"], "17(3)": ["test_a"], "5(1)3": ["test_b"]}


def test_what_is_wrong_is_said():
    law = {
        "articles": {"1": 0, "2": 2, "3": 0},
        "items": {"2(1)": 2},
        "awaited": ["2(1)"],
        "places": {
            "1": {"asks": {}, "rules": ["cityloop.audit.actions.action"]},
            "2(1)": {"asks": {}, "rules": ["cityloop.audit.gone", "constraint:gone", "edition:gone"]},
            "3": {"nothing": {}},
        },
    }
    tests = {place: [("x", "test_x")] for place in ("2(1)2", "2(1)3", "3", "9")}
    assert table.problems(law, tests) == [
        "1: asks something and has no test",
        "2(1)3: no such place in the law",
        "2(1): awaited, and yet there is a test",
        "2(1): cityloop.audit.gone does not exist",
        "2(1): constraint:gone does not exist",
        "2(1): edition:gone does not exist",
        "2(2): neither asked nor said why nothing",
        "3: asks nothing, and yet a test names it",
        "9: no such place in the law",
    ]
