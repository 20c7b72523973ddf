"""Calls, projects and awards as open data: 360Giving, OCDS, and tables as CSV and Parquet.

What nobody published is left out; an award without a published amount is no grant of 360Giving, whose grants have
one, and stands in the tables and in OCDS.
"""

from cityloop.calls.open_data.given import Given, given
from cityloop.calls.open_data.grants import grant_rows, grants_package
from cityloop.calls.open_data.processes import said
from cityloop.calls.open_data.releases import release_package
from cityloop.calls.open_data.tables import project_rows, projects_parquet

__all__ = [
    "Given",
    "given",
    "grant_rows",
    "grants_package",
    "project_rows",
    "projects_parquet",
    "release_package",
    "said",
]
