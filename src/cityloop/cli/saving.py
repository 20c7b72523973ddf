"""Write files whole or not at all: tables as CSV or Parquet, everything else as JSON, by the ending of the name."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import Any

from cityloop.engine.text import Text

from .errors import FileError


def save(contents: Mapping[Path | str | None, Any]) -> None:
    """Write every file or none of them.

    A value is a mapping of column name to a sequence (a table, for `.csv` and `.parquet`) or anything that JSON can
    hold (for `.json`). A key of None is skipped, so that an option that was not given needs no `if`. All files are
    written beside their places first and moved there last. Raises `FileError` where a place cannot be written.
    """
    wanted = {Path(path): content for path, content in contents.items() if path is not None}
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in wanted.items():
            with _refused_if_unwritable(path):
                staged.append((_stage(path), path))
                _write(staged[-1][0], path.suffix.lower(), content)
        for temporary, path in staged:
            with _refused_if_unwritable(path):
                os.replace(temporary, path)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


@contextmanager
def _refused_if_unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(
            path,
            found=error.strerror or error,
            expected=Text("쓸 수 있는 위치", "a place that can be written"),
            remedy=Text("폴더를 만들거나 다른 경로를 지정하십시오.", "Make the folder, or name another place."),
        ) from error


def _stage(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(path))
    if path.suffix.lower() not in _WRITERS:
        raise FileError(
            path,
            expected=Text("{e} 중 하나로 끝나는 이름", "a name that ends in one of {e}").format(e=", ".join(_WRITERS)),
            remedy=Text("파일 이름의 확장자를 고치십시오.", "Change the ending of the name."),
        )
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    os.close(handle)
    os.chmod(name, 0o644)
    return Path(name)


def _write(path: Path, ending: str, content: Any) -> None:
    _WRITERS[ending](path, content)


def _write_csv(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    """Comma-separated UTF-8; floats in the shortest form that reads back the same, missing values empty."""
    cells = [[_cell(value) for value in _values(column)] for column in columns.values()]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*cells, strict=True))


def _write_parquet(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    parquet.write_table(pa.table({name: _values(column) for name, column in columns.items()}), path)


def _write_json(path: Path, content: Any) -> None:
    text = json.dumps(_plain(content), ensure_ascii=False, allow_nan=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


_WRITERS = {".csv": _write_csv, ".parquet": _write_parquet, ".json": _write_json}


def _values(column: Sequence[Any]) -> list[Any]:
    return column.tolist() if hasattr(column, "tolist") else list(column)


def _cell(value: Any) -> Any:
    return "" if value is None or value != value else value


def _plain(value: Any) -> Any:
    """The same content in the types of JSON; NaN and the infinities become null, which JSON can say."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):  # an array, or a number of numpy
        return _plain(value.tolist())
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)
