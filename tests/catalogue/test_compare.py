"""Up to four services side by side, at an address that can be sent on; and results on a map."""

import re

import pytest
from cast import AT

from cityloop.catalogue.actions import make_data_key
from cityloop.catalogue.models import Service
from cityloop.catalogue.shown import _TELLERS, Fact, register_knowledge

pytestmark = pytest.mark.django_db
COST = {"capex": [10, 50], "opex": [1, 5], "currency": "KRW", "unit": "million", "indicative": True}
ROWS = (
    {"code": "p-1", "name_en": "Parking guide", "facts": {"cost": COST, "apis": ["REST"]}, "countries": "KR,VN"},
    {"code": "p-2", "name_en": "Parking robots", "operation": "trial", "countries": "DE", "simulated": True},
    *({"code": f"s-{n}", "name_en": f"Service {n}"} for n in range(4)),
)


def page(client, address) -> str:
    return re.sub(r"\s+", " ", client.get(f"/en/services/{address}").content.decode())


def test_services_stand_side_by_side_in_the_order_of_the_address(client, directory):
    directory(*ROWS)
    shown = page(client, "compare/?s=p-2&s=p-1")
    assert shown.index("Parking robots") < shown.index("Parking guide")
    for words in ("KRW 10 million ~ KRW 50 million", "REST", "In trial", "Germany", "South Korea", "Simulated"):
        assert words in shown
    assert 'href="/en/services/compare/?s=p-1"' in shown


def test_what_nobody_published_of_any_of_them_takes_no_line(client, directory):
    directory(*ROWS)
    assert "Data models" not in page(client, "compare/?s=p-1&s=p-2")


def test_a_fifth_is_left_out_and_a_missing_one_is_said(client, directory):
    directory(*ROWS)
    shown = page(client, "compare/?s=s-0&s=s-1&s=s-2&s=s-3&s=p-1")
    assert "1 more was left out" in shown and "Parking guide" not in shown
    assert "<code>nowhere</code>" in page(client, "compare/?s=nowhere&s=p-1")


@pytest.mark.parametrize("asked", ["", "?s=", "?s=%00", "?s=<script>", "?s=" + "x" * 3_000])
def test_nothing_to_compare_offers_the_directory(client, directory, asked):
    directory(*ROWS)
    answer = client.get(f"/en/services/compare/{asked}")
    assert answer.status_code == 200 and "No service is chosen" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_a_draft_is_compared_by_its_own_people_only(client, draft, owner, outsider):
    for person, seen in ((owner, True), (outsider, False)):
        client.force_login(person)
        assert ("Safe crossing" in page(client, "compare/?s=safe-crossing")) is seen


def test_what_a_room_above_knows_is_compared_too(client, directory):
    directory(*ROWS)
    register_knowledge(
        "test", "Sightings", lambda services, on: {one.pk: [Fact("Seen", f"by {one.code}")] for one in services}
    )
    try:
        shown = page(client, "compare/?s=p-1&s=p-2")
        assert "Sightings" in shown and "by p-1" in shown and "by p-2" in shown
        assert "by p-1" in page(client, "p-1/")
    finally:
        _TELLERS.pop("test")


def test_ticked_services_are_carried_from_page_to_page(client, directory):
    directory(*ROWS)
    shown = page(client, "?q=parking&s=s-1&s=p-1")
    assert '<input type="hidden" name="s" value="s-1">' in shown
    assert 'name="s" value="p-1" checked' in shown and "Service 1" in shown


@pytest.mark.parametrize("chosen", [1, 3])
def test_the_comparison_costs_the_same_at_one_and_at_three(client, directory, django_assert_num_queries, chosen):
    directory(*ROWS)
    address = "/en/services/compare/?" + "&".join(f"s={row['code']}" for row in ROWS[:chosen])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)


def test_the_map_counts_every_hit_in_each_of_its_countries(client, directory):
    directory(*ROWS)
    shown = page(client, "?view=map&q=parking")
    assert "Services by country in Europe" in shown and "Services by country in the world" in shown
    assert "view=map" not in re.search(r'href="([^"]*country=VN[^"]*)"', shown).group(1)
    assert client.get("/en/services/?q=parking&country=VN").context["found"].total == 1


def test_a_provider_takes_a_service_out_with_a_reason(client, listed, owner, outsider):
    here = "/en/services/safe-crossing/withdraw/"
    client.force_login(outsider)
    assert client.get(here).status_code == 404
    client.force_login(owner)
    assert client.post(here, {"reason": ""}).status_code == 422
    assert "Taken out of the directory" in client.post(here, {"reason": "Sold out."}, follow=True).content.decode()
    listed.refresh_from_db()
    assert listed.withdrawn_because == "Sold out." and not Service.objects.filter(listed_at__isnull=False).exists()
    assert client.post(here, {"reason": "Again."}).status_code == 409


def test_a_key_is_shown_once_and_ended_by_its_owner(client, owner, outsider):
    client.force_login(owner)
    made = client.post("/en/services/keys/", {"name": "Dashboard"})
    word = re.search(r"clk_[\w-]+", made.content.decode()).group()
    assert word not in client.get("/en/services/keys/").content.decode()
    key = owner.data_keys.get()
    client.force_login(outsider)
    assert client.post(f"/en/services/keys/{key.pk}/end/").status_code == 404
    client.force_login(owner)
    client.post(f"/en/services/keys/{key.pk}/end/")
    key.refresh_from_db()
    assert key.ended_at
    assert client.post("/en/services/keys/", {"name": ""}).status_code == 422


def test_ten_keys_are_enough(owner, refused):
    for number in range(10):
        make_data_key(actor=owner, at=AT, name=f"Program {number}")
    refused(make_data_key, actor=owner, name="One more")
