"""Dotted maps of land, and where a place falls on them."""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, floor, log10, radians
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


LOCAL = (620, 380)
ROOM = 0.12
"""Size of a map of places in one city, and the share of it that stays free at each edge."""


def around(places: list[tuple[float, float]]) -> View:
    """A window on places (latitude, longitude) of one city, with a grid of round kilometres in place of land.

    >>> window = around([(40.42, -3.70), (40.48, -3.64)])
    >>> window.shows(40.42, -3.70), window.shows(41.0, -3.70)
    (True, False)
    """
    latitudes, longitudes = zip(*places, strict=True)
    middle = (max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2
    shrink = cos(radians(middle[0]))
    wide = max((max(longitudes) - min(longitudes)) * shrink / LOCAL[0], (max(latitudes) - min(latitudes)) / LOCAL[1])
    down = 1 / (max(wide, 0.00002) * (1 + 2 * ROOM))
    across = down * shrink
    west, north = middle[1] - LOCAL[0] / 2 / across, middle[0] + LOCAL[1] / 2 / down
    return View(west, north, across, down, *LOCAL, 12, _grid(down * step_of(LOCAL[0] / down * KILOMETRES) / KILOMETRES))


KILOMETRES = 111.32
"""Kilometres of a degree of latitude."""


def step_of(width: float) -> float:
    """The round number of kilometres of which about six make `width` kilometres.

    >>> [step_of(width) for width in (1.2, 12, 31, 600)]
    [0.2, 2, 5, 100]
    """
    unit = 10 ** floor(log10(width / 6))
    return round(min((1, 2, 5, 10), key=lambda one: abs(one * unit - width / 6)) * unit, 6)


def kilometres_of(window: View) -> float:
    """How many kilometres a side of the grid of a window on one city is."""
    return step_of(window.width / window.down * KILOMETRES)


def _grid(step: float) -> str:
    width, height = LOCAL
    upright = [f"M{step * n:.1f} 0V{height}" for n in range(1, int(width / step) + 1)]
    level = [f"M0 {step * n:.1f}H{width}" for n in range(1, int(height / step) + 1)]
    return "".join(upright + level)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where the place falls on the world map."""
    return view("world").project(latitude, longitude)
