"""What the two standards ask of a file.

Releases are held to the official schemas of the Open Contracting Data Standard, which stand in `ocds` (see NOTICE).
Packages of grants are held to a restatement of the schemas of 360Giving, in `grants_schema`.
"""

import json
from pathlib import Path
from urllib.parse import urlsplit

import fastjsonschema
from calls.grants_schema import HOLDS, KNOWN_COLUMNS

LONGEST_TITLE = 140


def is_a_grants_package(package: dict) -> None:
    """Assert what the schemas of 360Giving ask, and what no schema can say."""
    HOLDS(package)
    grants = package["grants"]
    assert len({grant["id"] for grant in grants}) == len(grants)
    for grant in grants:
        assert all(grant[name].strip() for name in ("id", "title", "description"))
        assert len(grant["title"]) < LONGEST_TITLE
        assert urlsplit(grant["dataSource"]).scheme in ("http", "https"), "a data source is an address"
        assert all(body["id"].strip() and body["name"].strip() for body in _bodies(grant))


def is_a_table_of_grants(rows: list[dict], package: dict) -> None:
    """Assert that the headings are the standard's, ours apart, and that each row says what its grant says."""
    assert set(rows[0]) - KNOWN_COLUMNS == {"Source", "Simulated"}
    assert [row["Identifier"] for row in rows] == [grant["id"] for grant in package["grants"]]
    for row, grant in zip(rows, package["grants"], strict=True):
        assert (row["Currency"], row["Award Date"]) == (grant["currency"], grant["awardDate"])
        assert float(row["Amount Awarded"]) == grant["amountAwarded"]
        assert row["Recipient Org:Identifier"] == grant["recipientOrganization"][0]["id"]
        assert row["Funding Org:Identifier"] == grant["fundingOrganization"][0]["id"]
        assert row["Data Source"] == grant["dataSource"]


def _bodies(grant: dict) -> list[dict]:
    return [*grant["recipientOrganization"], *grant["fundingOrganization"]]


def is_a_release_package(package: dict) -> None:
    """Assert what the official schemas of OCDS ask, that they know every field, and what no schema can say."""
    VALID(package)
    assert _unknown(package, PACKAGE) == []
    assert len({one["id"] for one in package["releases"]}) == len(package["releases"])
    for release in package["releases"]:
        _holds_together(release)


def _schema(name: str) -> dict:
    return json.loads((Path(__file__).parent / "ocds" / f"{name}.json").read_text(encoding="utf-8"))


PACKAGE, RELEASE = _schema("release-package-schema"), _schema("release-schema")
KNOWN = {PACKAGE["properties"]["releases"]["items"]["$ref"]: RELEASE}  # 1.1.5 differs in words from the 1.1.4 kept here
VALID = fastjsonschema.compile(PACKAGE, handlers={"https": KNOWN.__getitem__}, use_default=False)


def _unknown(value, schema, path="") -> list[str]:
    """Fields that the schema does not name: it lets them pass, and nobody would read them."""
    while "$ref" in schema:
        schema = KNOWN.get(schema["$ref"]) or RELEASE["definitions"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return [one for item in value for one in _unknown(item, schema.get("items", {}), path)]
    if not isinstance(value, dict):
        return []
    fields = schema.get("properties", {})
    return [
        found
        for name, inner in value.items()
        for found in (_unknown(inner, fields[name], f"{path}/{name}") if name in fields else [f"{path}/{name}"])
    ]


def _holds_together(release: dict) -> None:
    parties = {party["id"]: party for party in release["parties"]}
    assert len(parties) == len(release["parties"])
    awards = release.get("awards", [])
    named = [release["buyer"], *(supplier for award in awards for supplier in award.get("suppliers", []))]
    if "procuringEntity" in release["tender"]:
        named.append(release["tender"]["procuringEntity"])
    for reference in named:  # whoever is referred to stands among the parties under the same name
        assert parties[reference["id"]]["name"] == reference["name"]
    assert all(party["roles"] for party in parties.values())
    assert ("award" in release["tag"]) == bool(awards)
