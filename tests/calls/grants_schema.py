"""What 360Giving asks of a package of grants, as JSON Schemas: each field that the standard names, and its form.

No package of the registries carries the schemas of 360Giving (CC BY 4.0, https://standard.threesixtygiving.org).
These restate, without their texts, every field and constraint of the package schema of 1.4 and of the grant schema in a
stored copy of the standard's repository, read on 2026-11-22. The stored grant schema is from before recipients could be
individuals (1.3): that either of the two is there, is added. The originals are open to fields that they
do not name; here such a field is refused, since nobody would read it.
"""

from itertools import chain

import fastjsonschema
from babel import Locale

DAY = r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"
MONTH = r"^[0-9]{4}(-(0[1-9]|1[012]))?$"
TEXT, NUMBER = {"type": "string"}, {"type": "number"}
MAYBE = {"type": ["string", "null"]}
MOMENT = {"type": "string", "format": "date-time"}
PLACE_ON_THE_WEB = {"type": "string", "format": "uri"}
MAYBE_ON_THE_WEB = {"type": ["string", "null"], "format": "uri"}
WHEN = {"type": "string", "oneOf": [{"format": "date-time"}, {"pattern": DAY}]}
EVENT_DAY = {"type": "string", "oneOf": [{"format": "date-time"}, {"pattern": DAY}, {"pattern": MONTH}]}
COUNTRIES = sorted(code for code in Locale("en").territories if len(code) == 2 and code.isalpha())
CURRENCIES = sorted(Locale("en").currencies)
CURRENCY = {"type": "string", "enum": CURRENCIES}
KINDS_OF_BODY = [None, "Registered Charity", "Registered Company", "Community Group", "List to be updated"]


def _thing(required=(), **fields) -> dict:
    found = {"type": "object", "properties": fields, "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


def _many(name: str, least=0) -> dict:
    return {"type": "array", "items": {"$ref": f"#/definitions/{name}"}} | ({"minItems": least} if least else {})


def _texts(kind: dict, names: str) -> dict:
    return dict.fromkeys(names.split(), kind)


ASKED_OF_A_GRANT = ["id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization"]
GRANT = _thing(
    ASKED_OF_A_GRANT,
    **_texts(TEXT, "id title description"),
    currency={"$ref": "#/definitions/Currency"},
    **_texts(NUMBER, "amountAppliedFor amountAwarded amountDisbursed"),
    awardDate=WHEN,
    url=PLACE_ON_THE_WEB,
    **dict.fromkeys(("plannedDates", "actualDates"), _many("Event")),
    **dict.fromkeys(("recipientOrganization", "fundingOrganization"), _many("Organization", least=1)),
    recipientIndividual={"type": "object", "required": ["id", "name"]},
    beneficiaryLocation=_many("Location"),
    grantProgramme=_many("GrantProgramme"),
    fromOpenCall={"type": "string", "enum": ["Yes", "No"]},
    **dict.fromkeys(("fundingType", "classifications"), _many("Classification")),
    relatedDocument=_many("Documents"),
    **dict.fromkeys(
        ("applicationTransaction", "commitmentTransaction", "disbursementTransaction"), _many("Transaction")
    ),
    relatedActivity={"type": "array", "items": TEXT},
    dateModified=MOMENT,
    dataSource=MAYBE_ON_THE_WEB,
) | {"oneOf": [{"required": ["recipientOrganization"]}, {"required": ["recipientIndividual"]}]}

DEFINITIONS = {
    "Grant": GRANT,
    "Currency": CURRENCY,
    "Organization": _thing(
        ["id", "name"],
        **_texts(TEXT, "id name department contactName charityNumber companyNumber streetAddress addressLocality"),
        **_texts(TEXT, "addressRegion addressCountry postalCode telephone alternateName email description"),
        organisationType={"type": ["string", "null"], "enum": KINDS_OF_BODY},
        url=PLACE_ON_THE_WEB,
        location=_many("Location"),
        dateModified=MOMENT,
    ),
    "Location": _thing(
        id=TEXT,
        **_texts(MAYBE, "name latitude longitude description geoCode geoCodeType"),
        countryCode={"type": ["string", "null"], "enum": [None, *COUNTRIES]},
        dateModified=MOMENT,
    ),
    "GrantProgramme": _thing(
        code=TEXT, **_texts(MAYBE, "title description"), url=MAYBE_ON_THE_WEB, dateModified=MOMENT
    ),
    "Classification": _thing(
        **_texts(TEXT, "vocabulary code"),
        **_texts(MAYBE, "title description"),
        url=MAYBE_ON_THE_WEB,
        dateModified=MOMENT,
    ),
    "Documents": _thing(
        id=TEXT, **_texts(MAYBE, "title description documentType"), url=MAYBE_ON_THE_WEB, dateModified=MOMENT
    ),
    "Event": _thing(
        **_texts(TEXT, "title description duration"), startDate=EVENT_DAY, endDate=EVENT_DAY, dateModified=MOMENT
    ),
    "Transaction": _thing(
        id=TEXT,
        transactionDate=WHEN,
        currency={"$ref": "#/definitions/Currency"},
        value=NUMBER,
        valueDate=WHEN | {"type": ["string", "null"]},
        **_texts(MAYBE, "description provider recipient"),
        dateModified=MOMENT,
    ),
}
PACKAGE = _thing(
    ["grants"],
    grants=_many("Grant", least=1) | {"uniqueItems": True},
    version=TEXT | {"pattern": r"^(\d+\.)(\d+)$"},
    extensions={"type": "array", "items": TEXT, "uniqueItems": True},
    **_texts(TEXT, "title description identifier"),
    **dict.fromkeys(("issued", "modified"), WHEN),
    publisher=_thing(["name"], identifier=TEXT, name=TEXT, website=PLACE_ON_THE_WEB, logo=PLACE_ON_THE_WEB),
    **dict.fromkeys(("downloadURL", "accessURL", "license"), PLACE_ON_THE_WEB),
) | {"$schema": "http://json-schema.org/draft-04/schema#", "definitions": DEFINITIONS}
HOLDS = fastjsonschema.compile(PACKAGE, use_default=False)
"""Refuses a package that the standard refuses."""

FIELDS = {
    "Recipient Org": "Organization", "Funding Org": "Organization",
    "Beneficiary Location": "Location", "Grant Programme": "GrantProgramme",
}  # fmt: skip
TITLES = {
    "": "Identifier,Title,Description,Currency,Amount Awarded,Award Date,URL,Data Source",
    "Organization": "Identifier,Name,Department,Charity Number,Company Number,Street Address,City,County,Country,"
    "Postal Code,Description,Web Address",
    "Location": "Name,Country Code,Latitude,Longitude,Geographic Code,Geographic Code Type",
    "GrantProgramme": "Code,Title,Description,URL",
}
KNOWN_COLUMNS = set(
    chain(
        TITLES[""].split(","),
        (f"{table}:{title}" for table, kind in FIELDS.items() for title in TITLES[kind].split(",")),
    )
)
"""Headings of the standard's table: the titles of fields, with the title of what they belong to in front."""
