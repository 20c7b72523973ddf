"""What the two standards ask of a file.

Releases are held to the official schemas of the Open Contracting Data Standard, which stand in `ocds` (see NOTICE).
No package carries the schema of 360Giving: what it asks of a grant is written by hand, from the package and grant
schemas as they were read in November 2026 in a stored copy of that standard's repository, which may be older than 1.4.
"""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import fastjsonschema

DAY = re.compile(r"\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAY.pattern + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
VERSION = re.compile(r"\d+\.\d+")
CURRENCY = re.compile(r"[A-Z]{3}")
GRANT = {
    *("id", "title", "description", "currency", "amountAwarded", "awardDate", "recipientOrganization"),
    *("fundingOrganization", "beneficiaryLocation", "grantProgramme", "classifications", "dataSource"),
}
ORGANISATION = {"id", "name", "addressCountry"}
LOCATION = {"name", "countryCode", "latitude", "longitude"}
"""Of the names that the standard knows, those that we give; a field of another name would be read by nobody."""


def is_a_grants_package(package: dict) -> None:
    """Assert what the package schema and the grant schema of 360Giving ask."""
    assert isinstance(package["grants"], list) and package["grants"]
    assert VERSION.fullmatch(package["version"])
    assert DAY.fullmatch(package["issued"])
    assert package["publisher"]["name"]
    assert len({grant["id"] for grant in package["grants"]}) == len(package["grants"])
    assert urlsplit(package["publisher"]["website"]).scheme
    for grant in package["grants"]:
        _texts(grant, "id", "title", "description")
        assert set(grant) <= GRANT and len(grant["title"]) < 140
        assert urlsplit(grant["dataSource"]).scheme in ("http", "https"), "a data source is an address"
        assert CURRENCY.fullmatch(grant["currency"])
        assert isinstance(grant["amountAwarded"], int | float) and not isinstance(grant["amountAwarded"], bool)
        assert DAY.fullmatch(grant["awardDate"]) or MOMENT.fullmatch(grant["awardDate"])
        assert ("recipientOrganization" in grant) != ("recipientIndividual" in grant)
        for name in ("recipientOrganization", "fundingOrganization"):
            assert isinstance(grant[name], list) and len(grant[name]) == 1
            _texts(grant[name][0], "id", "name")
            assert set(grant[name][0]) <= ORGANISATION
        for place in grant.get("beneficiaryLocation", []):
            assert set(place) <= LOCATION
            assert all(isinstance(place.get(name, ""), str) for name in ("latitude", "longitude"))
            assert re.fullmatch("[A-Z]{2}", place["countryCode"])
        for programme in grant.get("grantProgramme", []):
            _texts(programme, "code", "title")


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


def _texts(mapping: dict, *names: str) -> None:
    for name in names:
        assert isinstance(mapping[name], str) and mapping[name].strip(), name
