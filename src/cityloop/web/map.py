"""Dotted maps of land, and where a place falls on them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINES = Path(__file__).with_name("outlines.json")


@dataclass(frozen=True)
class View:
    """An equirectangular window on the world.

    `west`, `north`: its corner in degrees; `across`, `down`: units of the drawing per degree; `width`, `height`:
    its size in those units; `cell`: the distance between dots; `path`: the land, as SVG path data.
    """

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int
    cell: int
    path: str

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where the place (degrees, WGS 84) falls in the drawing: `(x, y)`, from the top left corner.

        >>> view("world").project(37.57, 126.98)
        (746.4, 93.1)
        """
        turned = (longitude - self.west) % 360
        return round(turned * self.across, 1), round((self.north - latitude) * self.down, 1)

    def shows(self, latitude: float, longitude: float) -> bool:
        """Whether the place lies inside the window."""
        x, y = self.project(latitude, longitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


@cache
def _outlines() -> dict:
    return json.loads(OUTLINES.read_text())


@cache
def view(name: str) -> View:
    """The window `world`, `europe` or `korea`; `KeyError` for any other name."""
    return View(**_outlines()[name])


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where the place falls on the world map."""
    return view("world").project(latitude, longitude)
