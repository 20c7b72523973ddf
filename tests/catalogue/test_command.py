"""`cityloop catalogue`: a file goes in whole or not at all, and is found from the command line."""

import json

import pytest

from cityloop.catalogue.models import KnownWord, Service
from cityloop.cli import main

pytestmark = pytest.mark.django_db

HEADER = "id,name_ko,name_en,summary_ko,summary_en,field"
ROWS = (
    {"id": "S-1", "name_ko": "스마트 주차 안내", "summary_ko": "빈 주차면을 찾는다.", "field": "transport"},
    {
        "id": "S-2",
        "name_en": "School route guard",
        "summary_en": "Slows cars near schools.",
        "field": "safety|education",
    },
)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")


def jsonl(tmp_path, *rows):
    path = tmp_path / "services.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


def answer(capsys, *words) -> dict:
    capsys.readouterr()
    assert main(["catalogue", "search", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_lines_are_imported_and_found(tmp_path, capsys):
    assert main(["catalogue", "import", jsonl(tmp_path, *ROWS)]) == 0
    found = answer(capsys, "주차면을")
    assert (found["total"], [row["id"] for row in found["results"]]) == (1, ["S-1"])
    assert [row["id"] for row in answer(capsys, "school")["results"]] == ["S-2"]
    fields = Service.objects.get(code="S-2").service_fields.values_list("field", flat=True)
    assert list(fields) == ["crime_disaster", "education"]


def test_csv_is_imported_and_found(tmp_path, capsys):
    path = tmp_path / "services.csv"
    path.write_text(f"{HEADER}\nS-1,스마트 주차 안내,,,,transport\n", encoding="utf-8-sig")
    assert main(["catalogue", "import", str(path)]) == 0
    assert answer(capsys, "parking")["total"] == 1


def test_the_limit_cuts_the_results_and_not_the_total(tmp_path, capsys):
    rows = [{"id": f"S-{n}", "name_en": "Parking", "field": "transport"} for n in range(5)]
    main(["catalogue", "import", jsonl(tmp_path, *rows)])
    found = answer(capsys, "parking", "--limit", "2")
    assert (found["total"], len(found["results"])) == (5, 2)
    assert answer(capsys, "parking", "--limit", "0")["total"] == 5


def test_a_search_of_an_empty_directory_finds_nothing(capsys):
    assert answer(capsys, "주차")["total"] == 0


def test_without_json_names_are_printed_and_what_was_left_out_is_said(tmp_path, capsys):
    main(["catalogue", "import", jsonl(tmp_path, *ROWS)])
    assert main(["catalogue", "search", "school zeppelin"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "S-2\tSchool route guard\n"
    assert "Left out: zeppelin." in captured.err


def test_a_field_that_is_none_of_the_twelve_is_filed_under_other_and_said(tmp_path, capsys):
    assert main(["catalogue", "import", jsonl(tmp_path, {"id": "S-1", "name_en": "X", "field": "astronomy"})]) == 0
    assert "astronomy" in capsys.readouterr().err
    assert Service.objects.get().service_fields.get().field == "other"


def test_importing_again_changes_what_has_changed(tmp_path, capsys):
    main(["catalogue", "import", jsonl(tmp_path, *ROWS)])
    main(
        ["catalogue", "import", jsonl(tmp_path, ROWS[0] | {"name_ko": "빈자리 알림", "summary_ko": "", "name_en": ""})]
    )
    assert answer(capsys, "주차")["total"] == 0
    assert answer(capsys, "빈자리")["total"] == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"id": "S-1", "name_en": "A"}', '{"id": "S-2"'], "services.jsonl:2:"),
        (['{"id": "S-1", "name_en": "A"}', "[1, 2]"], "services.jsonl:2:"),
        (['{"id": "S-1", "name_en": "A"}', "", '{"id": "S-1", "name_en": "B"}'], "services.jsonl:3: column 'id'"),
        (['{"id": "S-1"}'], "services.jsonl:1: column 'name_ko'"),
        (['{"id": "a/b", "name_en": "A"}'], "services.jsonl:1: column 'id': found 'a/b'"),
        (['{"id": "mine", "name_en": "A"}'], "services.jsonl:1: column 'id'"),
        (['{"id": "S-1", "name_en": ["A"]}'], "services.jsonl:1: column 'name_en'"),
        (['{"id": "S-1", "name_en": "' + "A" * 301 + '"}'], "services.jsonl:1: column 'name_en'"),
        (["", " "], "services.jsonl:"),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_nothing_is_written(tmp_path, capsys, lines, said):
    path = tmp_path / "services.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["catalogue", "import", str(path)]) == 2
    assert said in capsys.readouterr().err
    assert not Service.objects.exists() and not KnownWord.objects.exists()


def test_a_csv_with_a_wrong_column_is_refused_with_a_remedy(tmp_path, capsys):
    path = tmp_path / "services.csv"
    path.write_text(f"{HEADER.replace('name_ko', 'name_kr')}\nS-1,가,,,,transport\n", encoding="utf-8")
    assert main(["catalogue", "import", str(path)]) == 2
    assert "Rename column 'name_kr' to 'name_ko'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["services.xlsx", "nowhere.csv", "nowhere.jsonl"])
def test_what_cannot_be_read_is_refused(tmp_path, capsys, name):
    assert main(["catalogue", "import", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


def test_the_index_is_made_anew_on_demand(tmp_path, capsys):
    main(["catalogue", "import", jsonl(tmp_path, *ROWS)])
    capsys.readouterr()
    assert main(["catalogue", "index", "--rebuild"]) == 0
    assert "2 services indexed" in capsys.readouterr().err
    assert main(["catalogue", "index"]) == 0
    assert "0 services indexed" in capsys.readouterr().err
