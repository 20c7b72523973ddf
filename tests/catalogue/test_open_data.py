"""The whole directory as files: the same records in each, and a description that holds to DCAT-AP 3."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pyshacl import validate
from rdflib import Graph

from cityloop.catalogue.models import Service
from cityloop.catalogue.views import data

pytestmark = pytest.mark.django_db
SHAPES = Path(__file__).parent / "shapes" / "dcat_ap_3.ttl"
ROWS = (
    {"code": "p-1", "name_ko": "스마트 주차", "name_en": "=Parking", "countries": "KR,VN", "start_year": 2021},
    {"code": "w-1", "name_en": "Leak finder", "simulated": True, "fields": ["housing", "transport"]},
)


def text(client, name) -> str:
    return b"".join(client.get(f"/en/services/{name}").streaming_content).decode()


def test_every_file_has_the_same_records(client, directory, monkeypatch):
    monkeypatch.setattr(data, "GROUP", 1)
    directory(*ROWS)
    listed = json.loads(text(client, "data.json"))["services"]
    parquet = io.BytesIO(b"".join(client.get("/en/services/data.parquet").streaming_content))
    assert pq.read_table(parquet).to_pylist() == listed
    table = list(csv.DictReader(io.StringIO(text(client, "data.csv").lstrip("\ufeff"))))
    assert [row["code"] for row in table] == [row["code"] for row in listed] == ["p-1", "w-1"]
    assert (table[0]["name_en"], table[0]["countries"], table[1]["fields"]) == (
        "'=Parking",
        "KR|VN",
        "housing|transport",
    )
    assert (table[1]["simulated"], table[0]["version"], table[0]["start_year"]) == ("true", "1", "2021")


def test_what_is_not_listed_is_in_no_file(client, directory, draft):
    directory(ROWS[0])
    Service.objects.filter(code="p-1").update(listed_at=None)
    assert json.loads(text(client, "data.json"))["services"] == []
    assert json.loads(text(client, "data.jsonld"))["@graph"] == []
    assert "p-1" not in text(client, "data.csv") and "safe-crossing" not in text(client, "data.csv")


def test_the_graph_names_each_service_by_its_address(client, directory):
    directory(*ROWS)
    graph = json.loads(text(client, "data.jsonld"))
    assert graph["@context"] == "https://schema.org"
    assert {node["@id"] for node in graph["@graph"]} == {
        f"http://testserver/en/services/{row['code']}/" for row in ROWS
    }
    assert all("@context" not in node for node in graph["@graph"])


def described(client) -> Graph:
    return Graph().parse(data=client.get("/en/services/catalogue.jsonld").content.decode(), format="json-ld")


def test_the_description_holds_to_dcat_ap(client, directory):
    directory(*ROWS)
    conforms, _graph, said = validate(described(client), shacl_graph=Graph().parse(SHAPES))
    assert conforms, said


@pytest.mark.parametrize("lost", ["dct:title", "dct:publisher", "dcat:accessURL", "dcat:endpointURL", "foaf:name"])
def test_the_shapes_would_notice_what_is_missing(client, directory, lost):
    directory(*ROWS)
    without = client.get("/en/services/catalogue.jsonld").content.decode().replace(f'"{lost}"', '"dct:lost"')
    conforms, _graph, _said = validate(Graph().parse(data=without, format="json-ld"), shacl_graph=Graph().parse(SHAPES))
    assert not conforms


def test_every_file_that_is_described_can_be_fetched(client, directory):
    directory(*ROWS)
    rows = described(client).query(
        "SELECT ?u WHERE { ?d <http://www.w3.org/ns/dcat#downloadURL> ?u }"
    )  # fmt: skip
    addresses = [str(row.u) for row in rows]
    assert len(addresses) == 4
    assert all(client.get(address.removeprefix("http://testserver")).status_code == 200 for address in addresses)
