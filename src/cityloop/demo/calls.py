"""The K-City register since 2020, as the ministry and the press published it."""

from pathlib import Path

from cityloop.calls.actions import import_register
from cityloop.calls.imports.register import read_register

DATA = Path(__file__).parent / "data"
FILES = {"totals": "calls", "projects": "projects", "places": "places"}


TYPES = {
    "planning_or_solution": ("계획 또는 솔루션", "Plan or solution"),
    "planning": ("계획수립형", "Planning"),
    "urban_development_plan": ("도시개발계획", "Development plan"),
    "solution_plan": ("솔루션계획", "Solution plan"),
    "overseas_demonstration": ("해외실증형", "Demonstration abroad"),
}
"""What the ministry's announcements call the types whose codes the file has."""


def play(cast):
    """Import the published totals and the named projects of the K-City Network."""
    files = {name: (DATA / f"kcity_{file}.csv").read_bytes() for name, file in FILES.items()}
    register = read_register(**files)
    import_register(
        actor=cast.people["secretariat"],
        at=cast.at,
        programme="k-city-network",
        totals=register.totals,
        projects=[
            row | dict(zip(("type_name_ko", "type_name_en"), TYPES[row["type"]], strict=True))
            for row in register.projects
        ],
        digest=register.digest,
    )
