"""The rulebook files that come with Cityloop, and any other: found, read, compiled, checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cityloop.engine.edition import Edition, Fault, Faulty, examine, in_file
from cityloop.engine.text import Text

from .reading import read

HERE = Path(__file__).parent
_FOLDERS = ("schemes", "calls", "frameworks")


def load(source: Path | str) -> Edition:
    """The edition in a file, or the one that comes with Cityloop under a reference such as `u4ssc/2022`.

    Raises `Faulty` with every fault: file, line, column, what was found, what to do.

    >>> load("digital-public-goods/2021-reviews").passing.points
    5
    """
    path = path_of(source)
    edition, faults = _examined(path, _stamp(path))
    if edition is None:
        raise Faulty(fault for fault in faults if not fault.warning)
    return edition


def faults_of(path: Path) -> tuple[Fault, ...]:
    """Every fault and warning of an edition's file, in the order of its lines."""
    try:
        return _examined(path, _stamp(path))[1]
    except Faulty as faulty:
        return faulty.faults


def paths() -> tuple[Path, ...]:
    """The files of all editions that come with Cityloop, in a stable order."""
    found = (path for folder in _FOLDERS for path in sorted((HERE / folder).rglob("*.yaml")))
    return (*found, HERE / "fields.yaml")


def editions(kind: str | None = None) -> tuple[Edition, ...]:
    """All editions that come with Cityloop, or those of one kind: `scheme`, `call`, `framework`.

    >>> "k-city-network/2026" in [edition.reference for edition in editions("call")]
    True
    """
    found = (load(path) for path in paths())
    return tuple(edition for edition in found if kind in (None, edition.kind))


def path_of(source: Path | str) -> Path:
    """The file that a path or a reference such as `u4ssc/2022` names. Raises `Faulty` where there is none."""
    path = Path(source)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return path
    kept = (HERE / folder / f"{source}.yaml" for folder in _FOLDERS)
    found = next((one for one in kept if one.is_file()), None) or _by_reference(str(source))
    if found is None:
        what = Text("'{s}'판을 찾을 수 없음.", "There is no edition '{s}'.").format(s=source)
        remedy = Text("파일 경로 또는 id/판을 적으십시오.", "Give the path of a file, or id/edition.")
        raise Faulty([Fault("", what, remedy)])
    return found


def _by_reference(reference: str) -> Path | None:
    return next((path for path in paths() if load(path).reference == reference), None)


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _examined(path: Path, stamp: int) -> tuple[Edition | None, tuple[Fault, ...]]:
    data, positions = read(path)
    edition, faults = examine(data, positions.get)
    return edition, tuple(in_file(fault, str(path)) for fault in faults)
