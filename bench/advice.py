"""What a city officer waits for: a shortlist, a roadmap and a report, as the site works them out.

On the demonstration in CITYLOOP_HOME (`cityloop demo --build-only` makes it): one city, its needs, the directory of
all services. Medians of five in one warm process, everything from the database and back into words; nothing is kept.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from bench import Row
from bench.report import table

RUNS = 5


def median(work: Callable[[], Any]) -> float:
    """The median seconds of several runs, after one to warm up."""
    work()
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> list[Row]:
    """Medians on the newest roadmap of the demonstration."""
    import django

    django.setup()
    from django.utils import timezone
    from django.utils.translation import override

    from cityloop.consulting.guide import guide
    from cityloop.consulting.models import Roadmap
    from cityloop.consulting.planning import planned
    from cityloop.consulting.queries.candidates import candidates
    from cityloop.consulting.queries.reports import material_of
    from cityloop.consulting.ranking import rank
    from cityloop.consulting.report import frozen, thawed, written
    from cityloop.papers import as_docx, as_hwpx, as_pdf

    roadmap = Roadmap.objects.order_by("at", "pk").last()
    if roadmap is None:
        raise RuntimeError("no roadmap in CITYLOOP_HOME: build the demonstration first")
    need, today = roadmap.consultation.needs.order_by("priority").first(), timezone.localdate()
    problem, importance = guide().problems[need.problem], {one.id: 3 for one in guide().criteria}

    def paper(language: str) -> Any:
        with override(language):
            return written(material_of(roadmap, 1, "https://cityloop.example"), language, roadmap.at)

    papers = {language: thawed(frozen(paper(language)), "") for language in ("ko", "en")}
    services = len(candidates(problem, today))
    rows = [
        Row(
            f"shortlist of {services} services for one need, 1,000 draws",
            "≤ 5 s",
            f"{median(lambda: rank(problem, importance, (), candidates(problem, today))):.2f} s",
        ),
        Row(
            f"roadmap of {len(roadmap.inputs['services'])} services with front, squeeze and 60 draws",
            "≤ 3 s",
            f"{median(lambda: planned(roadmap.inputs)):.2f} s",
        ),
        Row("report written in both languages", "≤ 5 s", f"{median(lambda: [paper(one) for one in papers]):.2f} s"),
    ]
    for name, printed in (("PDF", as_pdf), ("DOCX", as_docx), ("HWPX", as_hwpx)):
        took = median(lambda printed=printed: [printed(one) for one in papers.values()])
        rows.append(Row(f"report printed as {name} in both languages", "≤ 5 s", f"{took:.2f} s"))
    return rows


if __name__ == "__main__":
    print(table(main()))
