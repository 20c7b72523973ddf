"""Projects and awards as one table, for spreadsheets (CSV) and for computing (Parquet)."""

import io

import pyarrow
import pyarrow.parquet

from cityloop.calls.open_data.given import Given
from cityloop.language import country_name

TYPES = {
    "id": pyarrow.string(), "programme": pyarrow.string(), "year": pyarrow.int32(), "type": pyarrow.string(),
    "type_name": pyarrow.string(), "title": pyarrow.string(), "country": pyarrow.string(),
    "country_name": pyarrow.string(), "city": pyarrow.string(), "latitude": pyarrow.float64(),
    "longitude": pyarrow.float64(), "recipient": pyarrow.string(), "funder": pyarrow.string(),
    "amount": pyarrow.float64(), "currency": pyarrow.string(), "awarded_on": pyarrow.date32(),
    "state": pyarrow.string(), "result": pyarrow.string(), "source": pyarrow.string(), "simulated": pyarrow.bool_(),
}  # fmt: skip
COLUMNS = tuple(TYPES)


def project_rows(rows: list[Given]) -> list[tuple]:
    """A line for each, in the order of `COLUMNS`; what is unknown is None."""
    return [
        (
            *(one.id, one.programme, one.year, one.part, one.part_title, one.title, one.country),
            *(country_name(one.country), one.city, one.latitude, one.longitude),
            *(one.recipient.name if one.recipient else "", one.funder.name if one.funder else ""),
            *(None if one.amount is None else float(one.amount), one.currency, one.on, one.state, one.result),
            *(one.source, one.simulated),
        )
        for one in rows
    ]


def projects_parquet(rows: list[Given]) -> bytes:
    """The same table as Parquet, empty texts as nulls."""
    columns = list(zip(*project_rows(rows), strict=True)) or [()] * len(COLUMNS)
    arrays = [
        pyarrow.array([None if value == "" else value for value in column], kind)
        for column, kind in zip(columns, TYPES.values(), strict=True)
    ]
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=list(COLUMNS)), file, compression="zstd")
    return file.getvalue()
