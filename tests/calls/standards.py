"""What the two standards ask of a file, written by hand.

The package schemas of the 360Giving data standard 1.4 and of the Open Contracting Data Standard 1.1.5 were read in
November 2026; what is asked of a grant and of a release is written from knowledge of the standards, not from their
files. The schemas themselves are not kept here: what follows is the part that a file such as ours can miss.
"""

import re

DAY = re.compile(r"\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAY.pattern + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
VERSION = re.compile(r"\d+\.\d+")
CURRENCY = re.compile(r"[A-Z]{3}")
TAGS = {
    "planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation", "award",
    "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment", "implementation",
    "implementationUpdate", "contractTermination", "compiled",
}  # fmt: skip
TENDER_STATUS = {"planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"}
AWARD_STATUS = {"pending", "active", "cancelled", "unsuccessful"}
METHODS = {"open", "selective", "limited", "direct"}


def is_a_grants_package(package: dict) -> None:
    """Assert what the package schema and the grant schema of 360Giving ask."""
    assert isinstance(package["grants"], list) and package["grants"]
    assert VERSION.fullmatch(package["version"])
    assert DAY.fullmatch(package["issued"])
    assert package["publisher"]["name"]
    assert len({grant["id"] for grant in package["grants"]}) == len(package["grants"])
    for grant in package["grants"]:
        _texts(grant, "id", "title", "description")
        assert CURRENCY.fullmatch(grant["currency"])
        assert isinstance(grant["amountAwarded"], int | float) and not isinstance(grant["amountAwarded"], bool)
        assert DAY.fullmatch(grant["awardDate"]) or MOMENT.fullmatch(grant["awardDate"])
        assert ("recipientOrganization" in grant) != ("recipientIndividual" in grant)
        for name in ("recipientOrganization", "fundingOrganization"):
            assert isinstance(grant[name], list) and len(grant[name]) == 1
            _texts(grant[name][0], "id", "name")
        for place in grant.get("beneficiaryLocation", []):
            assert isinstance(place.get("latitude", 0.0), float) and isinstance(place.get("longitude", 0.0), float)
            assert re.fullmatch("[A-Z]{2}", place["countryCode"])
        for programme in grant.get("grantProgramme", []):
            _texts(programme, "code", "title")


def is_a_release_package(package: dict) -> None:
    """Assert what the release package schema and the release schema of OCDS ask."""
    _texts(package, "uri", "version", "publishedDate")
    assert VERSION.fullmatch(package["version"])
    assert MOMENT.fullmatch(package["publishedDate"])
    _texts(package["publisher"], "name")
    assert isinstance(package["releases"], list) and package["releases"]
    assert len({one["id"] for one in package["releases"]}) == len(package["releases"])
    for release in package["releases"]:
        _is_a_release(release)


def _is_a_release(release: dict) -> None:
    _texts(release, "ocid", "id", "date")
    assert MOMENT.fullmatch(release["date"])
    assert release["tag"] and set(release["tag"]) <= TAGS
    assert release["initiationType"] == "tender"
    parties = {party["id"]: party for party in release["parties"]}
    assert len(parties) == len(release["parties"])
    named = [release["buyer"], *(supplier for award in release.get("awards", []) for supplier in award["suppliers"])]
    if "procuringEntity" in release["tender"]:
        named.append(release["tender"]["procuringEntity"])
    for reference in named:  # whoever is referred to stands among the parties under the same name
        assert parties[reference["id"]]["name"] == reference["name"]
    assert all(party["roles"] for party in parties.values())
    tender = release["tender"]
    _texts(tender, "id", "title")
    assert tender["status"] in TENDER_STATUS and tender["procurementMethod"] in METHODS
    assert all(MOMENT.fullmatch(moment) for moment in tender["tenderPeriod"].values())
    assert ("award" in release["tag"]) == bool(release.get("awards"))
    for award in release.get("awards", []):
        _texts(award, "id", "title")
        assert award["status"] in AWARD_STATUS
        assert MOMENT.fullmatch(award["date"])
        _is_money(award["value"])
    if "value" in tender:
        _is_money(tender["value"])


def _is_money(value: dict) -> None:
    assert isinstance(value["amount"], int | float) and CURRENCY.fullmatch(value["currency"])


def _texts(mapping: dict, *names: str) -> None:
    for name in names:
        assert isinstance(mapping[name], str) and mapping[name].strip(), name
