"""Draw the dotted outlines of `src/cityloop/web/outlines.json` from Natural Earth shapes (public domain).

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/outlines.py package > src/cityloop/web/outlines.json

Each view is an equirectangular grid: `x = (lon - west) * across`, `y = (north - lat) * down`, one dot per cell of land.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

VIEWS = {
    "world": {"west": -171.6, "north": 74.8, "across": 2.5, "down": 2.5, "width": 904, "height": 322, "cell": 8},
    "europe": {"west": -24, "north": 71.2, "across": 10, "down": 16, "width": 688, "height": 584, "cell": 8},
    "korea": {"west": 125.7, "north": 38.8, "across": 32, "down": 40, "width": 135, "height": 230, "cell": 5},
}
FILES = {"world": ("land-110m.json", "land", None), "europe": ("land-50m.json", "land", None)}
FILES["korea"] = ("countries-10m.json", "countries", "410")
SOURCE = "Natural Earth, public domain, through world-atlas 2.0.2"


def arcs_of(topology):
    """Every arc as longitudes and latitudes: TopoJSON stores differences of whole numbers."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        yield points


def rings_of(topology, name, identity):
    """Closed rings of the object's polygons, of one geometry where `identity` is given."""
    arcs = list(arcs_of(topology))
    for shape in topology["objects"][name]["geometries"]:
        if identity and str(shape.get("id")) != identity:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            yield unrolled([point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])])


def unrolled(ring):
    """The ring with longitudes that run on past 180 instead of jumping to -180."""
    longitude, points = ring[0][0], []
    for x, y in ring:
        longitude += (x - longitude + 180) % 360 - 180
        points.append((longitude, y))
    return points


def crossings(rings, latitude):
    """Stretches `(from, to)` of the parallel inside each ring; inside two of them is a hole."""
    for ring in rings:
        edges = sorted(
            x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
            for (x1, y1), (x2, y2) in pairwise(ring)
            if (y1 > latitude) != (y2 > latitude)
        )
        yield from zip(edges[::2], edges[1::2], strict=True)


def is_land(longitude, stretches):
    """Whether the point of the parallel lies in an odd number of its stretches, in any turn of the world."""
    turns = (longitude - 360, longitude, longitude + 360)
    return sum(start < turn < end for start, end in stretches for turn in turns) % 2 == 1


def runs(rings, view):
    """Path commands, one horizontal run per unbroken row of land dots."""
    cell, half = view["cell"], view["cell"] / 2
    for row in range(int(view["height"] / cell)):
        y = half + row * cell
        stretches = list(crossings(rings, view["north"] - y / view["down"]))
        columns = range(int(view["width"] / cell))
        land = [is_land(view["west"] + (half + column * cell) / view["across"], stretches) for column in columns]
        start = None
        for column, filled in enumerate([*land, False]):
            if filled and start is None:
                start = column
            elif not filled and start is not None:
                # a dash of length zero draws one round dot; the extra tenth keeps the last dot of a run
                yield f"M{half + start * cell:g} {y:g}h{(column - 1 - start) * cell + 0.1:g}"
                start = None


def main(folder: Path):
    outlines = {"source": SOURCE}
    for name, view in VIEWS.items():
        file, layer, identity = FILES[name]
        rings = list(rings_of(json.loads((folder / file).read_text()), layer, identity))
        outlines[name] = {**view, "path": "".join(runs(rings, view))}
    json.dump(outlines, sys.stdout, indent=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
