"""The cells of a CSV or Parquet file as an Arrow table, or a refusal that says where the file is not one."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, NoReturn

from cityloop.engine.text import Text

from .errors import FileError

MOST_COLUMNS = 5_000

csv.field_size_limit(2**31 - 1)  # Arrow reads a long note, so the search for a line must not stumble over it


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            path,
            found=error.strerror,
            expected=Text("읽을 수 있는 파일", "a file that can be read"),
            remedy=Text("경로와 권한을 확인하십시오.", "Check the path and the permissions."),
        ) from error


def read_text(path: Path) -> str:
    """The UTF-8 text of a file; a byte-order mark is taken off."""
    return _decode(path, _bytes(path))


def read_parquet(path: Path) -> tuple[Any, None]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    data = _bytes(path)
    try:
        return parquet.read_table(pa.BufferReader(data)), None
    except (pa.ArrowException, OSError) as error:
        raise FileError(
            path,
            found=str(error).splitlines()[0],
            expected=Text("Parquet 파일", "a Parquet file"),
            remedy=Text("파일을 다시 만들거나 CSV를 쓰십시오.", "Make the file again, or use CSV."),
        ) from error


def read_csv(path: Path) -> tuple[Any, str]:
    """All cells as text in an Arrow table, and the text itself, from which a line can be found again."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    text = read_text(path)
    header = next((cells for cells in csv.reader(io.StringIO(text, newline="")) if cells), None)
    if not header or not text.strip():
        raise FileError(
            path,
            expected=Text("머리글 행과 자료", "a header row and data"),
            remedy=Text("빈 파일입니다. 파일을 확인하십시오.", "The file is empty: check that it is the right one."),
        )
    _check_width(path, header)
    data = text.encode()
    names = [f"{number}" for number in range(len(header))]
    try:
        arrow = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=0, block_size=len(data) + 1),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        _refuse_ragged(path, text, len(header), error)
    return arrow.slice(1).rename_columns(header), text


def _decode(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            path,
            line=data.count(b"\n", 0, error.start) + 1,
            found=f"0x{data[error.start]:02x}",
            expected=Text("UTF-8로 저장된 글자", "text saved as UTF-8"),
            remedy=Text(
                "엑셀에서 'CSV UTF-8(쉼표로 분리)'로 저장하십시오.", "In Excel save as 'CSV UTF-8 (comma delimited)'."
            ),
        ) from error
    if "\0" in text:
        raise FileError(
            path,
            line=text.count("\n", 0, text.index("\0")) + 1,
            expected=Text("글자로만 된 CSV", "a CSV of text only"),
            remedy=Text("이진 파일입니다. CSV UTF-8로 저장하십시오.", "This is a binary file: save it as CSV UTF-8."),
        )
    return text


def _check_width(path: Path, header: list[str]) -> None:
    if len(header) > MOST_COLUMNS:
        raise FileError(
            path,
            line=1,
            found=Text("열 {n}개", "{n} columns").format(n=len(header)),
            expected=Text("열 {n}개 이하", "at most {n} columns").format(n=MOST_COLUMNS),
            remedy=Text("행과 열이 바뀌지 않았는지 확인하십시오.", "Check that rows and columns are not swapped."),
        )


def _refuse_ragged(path: Path, text: str, width: int, error: Exception) -> NoReturn:
    reader = csv.reader(io.StringIO(text, newline=""))
    for cells in reader:
        if cells and len(cells) != width:
            raise FileError(
                path,
                line=reader.line_num,
                found=Text("칸 {n}개", "{n} cells").format(n=len(cells)),
                expected=Text("머리글과 같은 칸 {n}개", "{n} cells, as in the header").format(n=width),
                remedy=Text(
                    "쉼표가 들어간 글은 큰따옴표로 묶으십시오.", 'Put a text with a comma in double quotes ("…").'
                ),
            ) from error
    raise FileError(
        path,
        found=str(error).splitlines()[0],
        expected=Text("쉼표로 나눈 CSV", "comma-separated values"),
        remedy=Text("닫히지 않은 큰따옴표를 확인하십시오.", "Look for a double quote that is not closed."),
    ) from error
