"""`make bench`: run every benchmark, print what was measured, and write it to docs/reference/performance.md.

python -m bench [MODULE …]      some of them only: their sections are written anew, the others stay as they are
"""

import importlib
import pkgutil
import sys
import traceback
from pathlib import Path

import bench
from bench.report import Measured, page, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "performance.md"
NOT_MEASURING = {"__main__", "alone", "report", "serving"}


def benchmarks() -> list[str]:
    """The modules that measure, by name."""
    names = (module.name for module in pkgutil.iter_modules(bench.__path__))
    return sorted(name for name in names if name not in NOT_MEASURING)


def measure(name: str) -> Measured:
    """Run one benchmark; a row may be a `Row`, a tuple or a dict with its fields."""
    module = importlib.import_module(f"bench.{name}")
    rows = [bench.Row(**row) if isinstance(row, dict) else bench.Row(*row) for row in module.main()]
    return Measured(name, (module.__doc__ or "").strip(), rows)


def main(chosen: list[str]) -> int:
    everything, failed = [], []
    for name in chosen or benchmarks():
        print(f"— {name}", flush=True)
        try:
            everything.append(measure(name))
        except Exception:
            failed.append(name)
            traceback.print_exc()
        else:
            print(table(everything[-1].rows), flush=True)
    PAGE.write_text(page(everything, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"Written to {PAGE.relative_to(PAGE.parents[2])}.")
    if failed:
        print(f"These failed, and their sections stand as they were: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
