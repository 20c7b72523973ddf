"""A city's people hand in files of values, look at them cell by cell, and take them in or drop them."""

import io
import re

import pytest
from cast import AT
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from cityloop.consulting.actions import import_indicators
from cityloop.consulting.models import Coverage, IndicatorImport, IndicatorValue, ValuesDraft
from cityloop.consulting.queries.values import values_of

HEADER = ("city", "indicator", "value", "year")
GIVE = "/en/cities/sofia/values/"


def book(*rows, shapes=()):
    """An XLSX of these rows; `shapes` are number formats by cell."""
    made = Workbook()
    for row in (HEADER, *rows):
        made.active.append(row)
    for cell, shape in shapes:
        made.active[cell].number_format = shape
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def text(*rows):
    return "\n".join([",".join(HEADER), *rows, ""]).encode()


def hand_in(client, *files, at=GIVE):
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(at, {"files": given, "source": "City statistics"}, follow=True)


def confirm(client, page, **changed):
    body = page.content.decode()
    address = re.search(r'action="([^"]+/take-in/)"', body)[1]
    fields = dict(re.findall(r'name="(seen|count)" value="([^"]*)"', body)) | changed
    return client.post(address, fields)


@pytest.fixture
def officer(measured, client):
    client.force_login(measured.officer)
    return client


def test_a_workbook_is_shown_beside_what_stands_and_taken_in_when_confirmed(measured, officer):
    page = hand_in(officer, ("mine.xlsx", book(["Sofia", "green", 29.8, 2025], ["Sofia", "pm25", 20, 2024])))
    body = page.content.decode()
    assert "2 values are new or changed" in body and "1 would follow another value" in body
    assert "21.9" in body and "values.csv" in body, "what stands now, and the file that it came from"
    assert IndicatorValue.objects.count() == 9, "nothing is taken in by looking"
    assert confirm(officer, page).status_code == 302
    taken = IndicatorValue.objects.get(indicator="green", year=2025)
    assert (taken.value, taken.taken_from.source, taken.taken_from.name) == (29.8, "City statistics", "mine.xlsx")
    assert values_of(measured.cities["sofia"], measured.framework)["pm25"].value == 20
    assert Coverage.objects.get(city__code="sofia").known == 3
    assert confirm(officer, page).status_code == 409, "a second click finds it dealt with"
    assert IndicatorImport.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "shapes", "cell", "says"),
    [
        (["Sofia", "green", "=29+1", 2025], (), "C2", "A formula stands in the cell"),
        (["Sofia", "green", 0.298, 2025], (("C2", "0.0%"),), "C2", "shown in percent, but holds 0.298"),
        (["Sofia", "green", 1000, 2025], (), "C2", "(0 to 100)"),
        (["Sofia", "green", "29,8", 2025], (), "C2", "Write a decimal point"),
        (["Sofia", "green", "２９.８", 2025], (), "C2", "digits are of another script"),
        (["Sofia", "green", 29.8, "٢٠٢٤"], (), "D2", "digits are of another script"),
        (["Sofia", "green", 29.8, 2031], (), "D2", "It lies in the future"),
        (["Sofia", "green", 29.8, True], (), "D2", "not a number"),
        (["София", "green", 29.8, 2025], (), "A2", "Write its name or code as on its page"),
        (["Zagreb", "green", 29.8, 2025], (), "A2", "No city that you may give values for"),
    ],
)
def test_a_cell_of_a_workbook_at_fault_is_named_as_the_spreadsheet_names_it(officer, row, shapes, cell, says):
    body = hand_in(officer, ("mine.xlsx", book(row, shapes=shapes))).content.decode()
    assert "1 cell is at fault" in body and says in body and f">{cell}</th>" in body
    assert "/take-in/" not in body, "there is nothing to confirm"
    assert IndicatorValue.objects.count() == 9


def test_a_wrong_unit_is_named(officer):
    content = b"city,indicator,value,year,unit\nSofia,pm25,20,2025,ppm\n"
    assert "measures this indicator in “µg/m³”" in hand_in(officer, ("a.csv", content)).content.decode()


def test_two_files_for_the_same_cell_are_refused_by_name_and_two_that_do_not_meet_are_taken_together(officer):
    air, both = text("Sofia,pm25,20,2025"), text("Sofia,pm25,19,2025", "Sofia,green,30,2025")
    body = hand_in(officer, ("air.csv", air), ("both.csv", both)).content.decode()
    assert "“air.csv” gives the same cell in line 2 (20)" in body and "/take-in/" not in body
    page = hand_in(officer, ("air.csv", air), ("green.xlsx", book(["Sofia", "green", 30, 2025])))
    assert confirm(officer, page).status_code == 302
    assert list(IndicatorImport.objects.values_list("name", "added").order_by("pk"))[1:] == [
        ("air.csv", 1),
        ("green.xlsx", 1),
    ]
    assert list(ValuesDraft.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "taken_in"]


def test_the_same_file_twice_is_said_and_adds_nothing(officer):
    content = text("Sofia,pm25,20,2025")
    body = hand_in(officer, ("a.csv", content), ("b.csv", content)).content.decode()
    assert "It is the same file as “a.csv”" in body
    confirm(officer, hand_in(officer, ("a.csv", content)))
    body = hand_in(officer, ("a.csv", content)).content.decode()
    assert "This very file was taken in before" in body and "Nothing in it is new" in body
    assert "/take-in/" not in body
    assert IndicatorValue.objects.filter(indicator="pm25", year=2025).count() == 1


def test_what_was_left_half_way_waits_and_is_found_again(measured, officer, client):
    hand_in(officer, ("a.csv", text("Sofia,pm25,20,2025")))
    draft = ValuesDraft.objects.get()
    body = officer.get(GIVE).content.decode()
    assert "Files wait for your confirmation" in body and f"/values/{draft.pk}/" in body
    assert IndicatorValue.objects.count() == 9
    assert officer.post(f"{GIVE}{draft.pk}/drop/").status_code == 302
    assert ValuesDraft.objects.get().state == "dropped" and IndicatorValue.objects.count() == 9
    assert officer.get(f"{GIVE}{draft.pk}/").status_code == 302
    assert officer.post(f"{GIVE}{draft.pk}/take-in/", {"seen": "x"}).status_code == 409


def test_a_confirmation_binds_to_what_was_shown(measured, officer):
    page = hand_in(officer, ("a.csv", text("Sofia,pm25,20,2024")))
    assert confirm(officer, page, seen="0" * 64).status_code == 409
    import_indicators(
        actor=None, at=AT, edition=measured.framework, name="other.csv", source="Another",
        content=text("Sofia,pm25,18,2024"),
    )  # fmt: skip
    refused = confirm(officer, page)
    assert refused.status_code == 409 and "has changed since you looked" in refused.content.decode()
    assert values_of(measured.cities["sofia"], measured.framework)["pm25"].value == 18


def test_files_are_for_whoever_handed_them_in(measured, officer, client):
    hand_in(officer, ("a.csv", text("Sofia,pm25,20,2025")))
    draft = ValuesDraft.objects.get()
    client.force_login(measured.outsider)
    for path in (GIVE, f"{GIVE}{draft.pk}/", f"{GIVE}template.xlsx"):
        assert client.get(path).status_code == 404, path
    for path in (f"{GIVE}{draft.pk}/take-in/", f"{GIVE}{draft.pk}/drop/", "/en/cities/sofia/profile/"):
        assert client.post(path, {"seen": ""}).status_code == 404, path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK\x03\x04 no workbook", "damaged"),
        ("a.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"0" * 600, "save"),
        ("a.csv", "city,indicator,value\n소피아,pm25,1\n".encode("cp949"), "It is not UTF-8"),
        ("a.pdf", b"%PDF-1.7 nothing", "column"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(officer, name, content, says):
    page = hand_in(officer, (name, content))
    assert page.status_code == 200
    assert says.lower() in page.content.decode().lower() and "/take-in/" not in page.content.decode()


def test_without_files_or_with_too_many_the_form_says_so(officer):
    assert "This field is required" in officer.post(GIVE, {"source": "x"}).content.decode()
    many = [(f"{n}.csv", text(f"Sofia,pm25,{n},2025")) for n in range(11)]
    assert hand_in(officer, *many).status_code == 409
    assert ValuesDraft.objects.count() == 0


def test_the_workbook_to_fill_in_has_every_indicator_and_comes_back_as_it_is(officer):
    content = officer.get(f"{GIVE}template.xlsx").content
    lines = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert [line[1] for line in lines] == ["indicator", "pm25", "green", "income"]
    assert lines[1][:6] == ("sofia", "pm25", "PM2.5", "µg/m³", 21.9, 2024)
    assert "Nothing in it is new" in hand_in(officer, ("filled.xlsx", content)).content.decode()


def test_one_value_is_given_on_its_page_and_earlier_ones_stay_in_the_history(measured, officer, client):
    address = "/en/cities/sofia/indicators/pm25/"
    given = {"value": "20.1", "year": "2025", "status": "known", "quality": "measured", "source": "Air network"}
    assert officer.post(address, given).status_code == 302
    assert officer.post(address, given).status_code == 409, "it stands there already"
    body = officer.get(address).content.decode()
    assert "20.1" in body and "21.9" in body and "officer" in body, "who gave which"
    assert officer.post(address, given | {"year": "2031"}).status_code == 409
    na = {"value": "", "year": "", "status": "not_applicable", "quality": "", "source": "City"}
    assert "Say why it does not apply" in officer.post(address, na).content.decode()
    asked = {"value": "", "year": "2025", "status": "asked", "note": "of the parks office", "source": "City"}
    officer.post("/en/cities/sofia/indicators/green/", asked)
    assert "of the parks office" in client.get("/en/cities/sofia/").content.decode()
    client.logout()
    body = client.get(address).content.decode()
    assert "20.1" in body and "officer" not in body and "Put on record" not in body
    assert client.post(address, given).status_code == 404


def test_a_profile_is_changed_by_the_citys_people_and_bad_figures_are_refused_in_place(measured, officer):
    address = "/en/cities/sofia/profile/"
    good = {"population": "1240000", "population_year": "2024", "city_class": "large", "source": "Statistics"}
    assert officer.post(address, good).status_code == 302
    assert "1,240,000" in officer.get("/en/cities/sofia/").content.decode()
    assert officer.post(address, good).status_code == 409
    for wrong in ({"population": "0"}, {"population": "9" * 12}, {"population_year": "2050"}, {"latitude": "95"}):
        assert officer.post(address, good | wrong).status_code == 200, wrong
    measured.cities["sofia"].refresh_from_db()
    assert measured.cities["sofia"].population == 1_240_000


def test_a_local_government_enters_its_city_and_nobody_else_does(measured, officer, client):
    new = {
        "name_ko": "플로브디프", "name_en": "Plovdiv", "code": "plovdiv", "country": "BG",
        "region": "central-and-eastern-europe", "source": "Statistics",
    }  # fmt: skip
    assert "There is" not in officer.get("/en/cities/register/").content.decode()
    assert officer.post("/en/cities/register/", new | {"code": "sofia"}).status_code == 200
    assert officer.post("/en/cities/register/", new).status_code == 302
    assert "Give values" in officer.get("/en/cities/plovdiv/").content.decode()
    client.logout()
    assert client.get("/en/cities/register/").status_code == 302
