"""Records of services as files carry them (`id,name_ko,name_en,summary_ko,summary_en,field`), checked one by one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cityloop.catalogue.models import CODE, Service
from cityloop.catalogue.vocabulary import OTHER_FIELD, fields
from cityloop.engine.text import Text

COLUMNS = ("id", "name_ko", "name_en", "summary_ko", "summary_en", "field")
TEXTS = COLUMNS[1:5]
# Addresses of pages beside those of services.
RESERVED = frozenset(
    (
        *("mine", "register", "compare", "saved", "keys", "feed"),
        *("data.csv", "data.json", "data.parquet", "data.jsonld", "catalogue.jsonld"),
    )
)
# Field names of other lists, and the field of the Decree each of them means.
ALSO_CALLED = {"safety": "crime_disaster", "facilities": "facility_management", "labour": "labour_employment"}
_ID = re.compile(CODE)
_LONGEST = {name: Service._meta.get_field(name).max_length for name in ("name_ko", "name_en")}


class BadRecord(Exception):
    """A record that is not one: in which column, what stands there, what was expected, what to do."""

    def __init__(self, column: str, found: object, expected: Text, remedy: Text):
        super().__init__(column, found, expected, remedy)
        self.column, self.found, self.expected, self.remedy = column, found, expected, remedy


@dataclass(frozen=True)
class Record:
    """A checked record, as `import_services` takes it, and the fields in it that are none of the twelve."""

    values: dict
    unknown_fields: tuple[str, ...]


def checked(raw: Mapping[str, object]) -> Record:
    """The record, or `BadRecord`. Texts are trimmed; `field` may hold several ids, parted by `|`.

    A field that is none of the twelve is filed under `other`, and reported.
    """
    values = {name: _text(raw, name) for name in TEXTS}
    if not (values["name_ko"] or values["name_en"]):
        raise BadRecord(
            "name_ko",
            None,
            Text("한 언어 이상의 이름", "a name in at least one language"),
            Text("name_ko 또는 name_en을 채우십시오.", "Fill in name_ko or name_en."),
        )
    named = [part.strip() for part in _text(raw, "field").split("|") if part.strip()]
    known = [ALSO_CALLED.get(name, name) for name in named]
    unknown = tuple(name for name, field in zip(named, known, strict=True) if field not in fields())
    kept = [field if field in fields() else OTHER_FIELD for field in known] or [OTHER_FIELD]
    return Record({"code": _id(raw), "fields": list(dict.fromkeys(kept)), **values}, unknown)


def _id(raw: Mapping[str, object]) -> str:
    code = _text(raw, "id")
    if not _ID.fullmatch(code) or len(code) > Service._meta.get_field("code").max_length or code in RESERVED:
        raise BadRecord(
            "id",
            code or None,
            Text("영문자·숫자와 . _ ~ - 로 된 80자 이하의 id", "an id of at most 80 letters, digits and . _ ~ -"),
            Text("서비스마다 다른 id를 그렇게 적으십시오.", "Give every service an id of its own, so written."),
        )
    return code


def _text(raw: Mapping[str, object], name: str) -> str:
    value = raw.get(name)
    if isinstance(value, list) and name == "field":
        value = "|".join(map(str, value))
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise BadRecord(name, value, Text("글", "a text"), Text("값을 따옴표로 묶으십시오.", "Put it in quotes."))
    text = (value or "").replace("\0", "").strip()
    if len(text) > _LONGEST.get(name, len(text)):
        raise BadRecord(
            name,
            text,
            Text("{n}자 이하의 이름", "a name of at most {n} characters").format(n=_LONGEST[name]),
            Text("이름을 줄이고 나머지는 요약에 적으십시오.", "Shorten it; the rest belongs into the summary."),
        )
    return text
