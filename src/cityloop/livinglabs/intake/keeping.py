"""Flagged readings kept as Parquet by pilot and month: each file under its hash, all of them in a manifest."""

from __future__ import annotations

import hashlib
import os
import tempfile
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("at", pa.timestamp("us")),
        ("local", pa.timestamp("us")),
        ("value", pa.float64()),
        ("flag", pa.int8()),
        ("line", pa.int64()),
    ]
)
"""`at` is world time, `local` what the clock of the place showed, `flag` a number of `engine.readings.FLAGS`."""

WAITING = 1_500_000
"""Rows that wait in memory at most, of all months together."""
ALREADY = """
SELECT count(*) FROM (SELECT unit, "at" FROM read_parquet(?) WHERE flag <= 1) one
SEMI JOIN (SELECT unit, "at" FROM read_parquet(?) WHERE flag <= 1) other
  ON one.unit = other.unit AND one."at" = other."at"
"""


def sha256_of(path: Path) -> str:
    """The hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


class Months:
    """Rows in the order of unit and time, written to one file a month under `root/folder/MONTH/HASH.parquet`.

    The same rows make the same files. Each is written whole and then moved into place; `abandon` leaves nothing.
    """

    def __init__(self, root: Path, folder: str):
        self.root, self.folder = root, folder
        self.writers: dict[str, tuple[pq.ParquetWriter, Path]] = {}
        self.waiting: dict[str, list[pa.Table]] = {}
        self.held: dict[str, int] = {}

    def add(self, table: pa.Table, local: np.ndarray) -> None:
        """Take rows, whose local times (seconds) say the month."""
        month = (local * 1_000_000).astype("datetime64[us]").astype("datetime64[M]")
        cuts = [0, *(np.flatnonzero(month[1:] != month[:-1]) + 1).tolist(), len(month)]
        for low, high in pairwise(cuts):
            name = str(month[low])
            self.waiting.setdefault(name, []).append(table.slice(low, high - low))
            self.held[name] = self.held.get(name, 0) + high - low
        while sum(self.held.values()) > WAITING:
            self._flush(max(self.held, key=self.held.__getitem__))

    def close(self) -> list[dict]:
        """Write what waits, and give the manifest by month."""
        for name in sorted(self.waiting):
            self._flush(name)
        manifest = []
        for name in sorted(self.writers):
            writer, partial = self.writers[name]
            writer.close()
            digest = sha256_of(partial)
            place = f"{self.folder}/{name}/{digest}.parquet"
            rows, size = pq.read_metadata(partial).num_rows, partial.stat().st_size
            os.replace(partial, self.root / place)
            manifest.append({"path": place, "month": name, "sha256": digest, "rows": rows, "bytes": size})
        return manifest

    def abandon(self) -> None:
        """Take away what was begun."""
        for writer, partial in self.writers.values():
            writer.close()
            partial.unlink(missing_ok=True)

    def _flush(self, name: str) -> None:
        tables = self.waiting.pop(name, [])
        self.held.pop(name, None)
        if not tables:
            return
        if name not in self.writers:
            self.writers[name] = self._open(name)
        self.writers[name][0].write_table(pa.concat_tables(tables).combine_chunks())

    def _open(self, name: str) -> tuple[pq.ParquetWriter, Path]:
        folder = self.root / self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=folder, suffix=".partial")
        os.close(handle)
        return pq.ParquetWriter(partial, SCHEMA, compression="zstd", use_dictionary=["unit"]), Path(partial)


def already_there(files: list[Path], others: list[Path]) -> int:
    """How many readings that count are among those of other files: the same unit at the same moment."""
    if not files or not others:
        return 0
    connection = duckdb.connect(config={"memory_limit": "320MB", "threads": 2})
    try:
        names = [[str(one) for one in some] for some in (files, others)]
        return connection.execute(ALREADY, names).fetchone()[0]
    finally:
        connection.close()
