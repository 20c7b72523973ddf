"""The plan report of a city: written once from the record, frozen, and printed as often as anybody likes."""

from cityloop.consulting.report.frozen import frozen, thawed
from cityloop.consulting.report.writing import Material, written

__all__ = ["Material", "frozen", "thawed", "written"]
