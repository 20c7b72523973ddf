import re

import pytest
from cast import AT

from cityloop.consulting.actions import import_indicators, make_shortlist
from cityloop.consulting.models import City, Consultation, Need, Shortlist

OWN = ("consultation/", "consultation/need/", "consultation/close/", "values/")


@pytest.fixture
def listed(advised):
    advised.shortlist = make_shortlist(actor=advised.officer, at=AT, need=advised.need, importance=advised.importance)
    return advised


def own_addresses(world):
    """Every address that is for the city's people alone."""
    return [
        *OWN,
        f"consultation/needs/{world.need.pk}/shortlist/",
        f"consultation/shortlists/{world.shortlist.pk}/",
    ]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("address", ["", "sofia/", "seoul/", "sofia/diagnosis/", "seoul/diagnosis/"])
def test_the_public_reads_cities_in_both_languages(measured, client, language, address):
    assert client.get(f"/{language}/cities/{address}").status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_citys_people_read_their_consulting_room_in_both_languages(listed, client, language):
    client.force_login(listed.officer)
    for address in own_addresses(listed):
        assert client.get(f"/{language}/cities/sofia/{address}").status_code == 200, address


def test_nobody_else_finds_the_consulting_room(listed, client):
    for address in own_addresses(listed):
        assert client.get(f"/en/cities/sofia/{address}").status_code == 302, address
    client.force_login(listed.outsider)
    for address in own_addresses(listed):
        assert client.get(f"/en/cities/sofia/{address}").status_code == 404, address
        assert client.post(f"/en/cities/sofia/{address}").status_code == 404, address
    assert client.post("/en/cities/sofia/consultation/open/").status_code == 404


def test_a_shortlist_is_found_under_its_own_city_only(listed, client):
    City.objects.filter(code="zagreb").update(organisation=listed.cities["sofia"].organisation)
    client.force_login(listed.officer)
    assert client.get(f"/en/cities/zagreb/consultation/shortlists/{listed.shortlist.pk}/").status_code == 404


def test_an_unknown_city_is_not_found(world, client):
    assert client.get("/en/cities/atlantis/").status_code == 404
    assert client.get("/en/cities/atlantis/diagnosis.csv").status_code == 404


def test_a_list_costs_the_same_at_one_city_and_at_three(measured, client, django_assert_num_queries):
    with django_assert_num_queries(7):
        assert b"the-hague" in client.get("/en/cities/?country=NL").content
    with django_assert_num_queries(7):
        page = client.get("/en/cities/").content
    assert all(code.encode() in page for code in ("sofia", "zagreb", "the-hague", "seoul"))


def test_a_diagnosis_costs_the_same_with_one_peer_and_with_three(world, client, django_assert_num_queries):
    def give(text):
        content = f"city,indicator,value\n{text}".encode()
        import_indicators(actor=None, at=AT, edition=world.framework, name="v", content=content, source="A test")

    give("Sofia,pm25,20\nZagreb,pm25,19\n")
    with django_assert_num_queries(8):
        assert b"Beside 1 comparable city" in client.get("/en/cities/sofia/diagnosis/").content
    give("Seoul,pm25,21\nThe Hague,pm25,11\n")
    with django_assert_num_queries(8):
        assert b"Beside 3 comparable cities" in client.get("/en/cities/sofia/diagnosis/").content


def test_the_pages_of_a_city_cost_the_same_with_one_value_and_with_three(world, client, django_assert_num_queries):
    def give(text):
        content = f"city,indicator,value,year\n{text}".encode()
        import_indicators(actor=None, at=AT, edition=world.framework, name="v", content=content, source="A test")

    costs = {"": 7, "snapshot/": 8, "snapshot.en.pdf": 7, "indicators/pm25/": 9, "values.csv": 4}
    give("Sofia,pm25,20,2024\n")
    for path in costs:
        client.get(f"/en/cities/sofia/{path}")
    for text in ("", "Sofia,pm25,19,2025\nSofia,green,30,2025\nSofia,income,1,2025\nZagreb,pm25,3,2025\n"):
        if text:
            give(text)
        for path, queries in costs.items():
            with django_assert_num_queries(queries):
                assert client.get(f"/en/cities/sofia/{path}").status_code == 200


def test_cities_are_filtered_by_region_country_and_certification(measured, client):
    def shown(query):
        return set(re.findall(r'<th scope="row"><a href="/en/cities/([a-z-]+)/"', client.get(query).content.decode()))

    assert shown("/en/cities/?region=western-europe") == {"the-hague"}
    assert shown("/en/cities/?country=KR") == {"seoul"}
    assert shown("/en/cities/?certified=yes") == set()
    assert shown("/en/cities/?region=nowhere") == {"sofia", "zagreb", "the-hague", "seoul"}


def test_missing_values_are_shown_as_missing_and_never_as_zero(measured, client):
    page = client.get("/en/cities/sofia/").content.decode()
    row = page[page.index("Green area") :].split("</tr>")[0]
    assert "No data" in row
    assert 'class="none"' in row
    assert "<b>" not in row


def test_values_are_downloaded_with_their_file_and_line(measured, client):
    lines = client.get("/en/cities/sofia/values.csv").content.decode().splitlines()
    assert lines[0].startswith("city,framework,indicator,value,unit,year,status,quality,source")
    assert f"sofia,small,pm25,21.9,µg/m³,2024,known,measured,A test,{measured.taken.sha256},2," in lines
    assert client.get("/en/cities/seoul/values.csv").status_code == 404


def test_a_source_that_looks_like_a_formula_is_downloaded_as_text(measured, client):
    content = b"city,indicator,value,year\nSofia,green,31,2025\n"
    import_indicators(
        actor=measured.officer, at=AT, edition=measured.framework, name="a.csv", content=content, source="=1+1",
        city=measured.cities["sofia"],
    )  # fmt: skip
    assert ",'=1+1," in client.get("/en/cities/sofia/values.csv").content.decode()


def test_an_officer_goes_from_the_diagnosis_to_a_ranked_shortlist(advised, client):
    client.force_login(advised.officer)
    need = {"problem": "women_safety", "statement_en": "Many fear the way home.", "priority": "2"}
    assert client.post("/en/cities/sofia/consultation/need/", need).status_code == 302
    stated = Need.objects.get(problem="women_safety")
    weights = dict.fromkeys(advised.importance, "3")
    made = client.post(f"/en/cities/sofia/consultation/needs/{stated.pk}/shortlist/", weights, follow=True)
    assert "in the first five" in made.content.decode().lower()
    assert Shortlist.objects.get(need=stated).person == advised.officer
    assert client.post("/en/cities/sofia/consultation/close/").status_code == 302
    assert Consultation.objects.get().state == "closed"


def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(advised, client):
    client.force_login(advised.officer)
    page = client.post("/en/cities/sofia/consultation/need/", {"problem": "fire", "priority": "2"}).content.decode()
    assert "in one language at least" in page
    assert '<option value="fire" selected>' in page
