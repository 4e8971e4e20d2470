"""Writes expectations.json beside this file: overlaps as GEOS (shapely) finds them, with areas on the WGS 84 ellipsoid by
PROJ. Debian: apt-get install python3-shapely python3-pyproj; then /usr/bin/python3 test/geometry/expectations.py"""

import json
import math
import random
from pathlib import Path

from pyproj import Transformer
from shapely.geometry import Polygon, box, mapping, shape
from shapely.ops import transform

STEP = 0.02


def dense(ring):
    """Edges straight in longitude and latitude, cut into short ones, so that a projection keeps them."""
    out = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        count = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / STEP))
        out += [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count)]
    return out + [out[0]]


def area_in_sq_km(geometry):
    """By an equal-area projection, polygon by polygon."""
    if geometry.is_empty:
        return 0.0
    total = 0.0
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type != "Polygon":
            continue
        middle = part.representative_point()
        to = Transformer.from_crs("EPSG:4326", f"+proj=cea +lat_ts=0 +lon_0={middle.x} +ellps=WGS84", always_xy=True)
        flat = Polygon(dense(list(part.exterior.coords)), [dense(list(hole.coords)) for hole in part.interiors])
        total += transform(to.transform, flat).area / 1e6
    return total


def round_shape(seed, x, y, radius, count, wobble):
    random.seed(seed)
    waves = [(random.uniform(0, wobble), random.randint(2, 40), random.uniform(0, 6)) for _ in range(4)]
    ring = []
    for i in range(count - 1):
        angle = 2 * math.pi * i / (count - 1)
        r = radius * (1 + sum(a * math.sin(k * angle + p) for a, k, p in waves))
        ring.append((round(x + r * math.cos(angle), 7), round(y + r * math.sin(angle), 7)))
    return Polygon(ring + [ring[0]])


def quad(*corners):
    return Polygon(corners)


def wrapped(geometry):
    """The same shape as it is sent: longitudes past 180 degrees come out negative, so that edges jump."""
    return transform(lambda x, y: (round(x - 360, 9) if x > 180 else x, y), geometry)


HOLED = Polygon(box(75, 22, 75.4, 22.4).exterior.coords, [box(75.1, 22.1, 75.3, 22.3).exterior.coords])

# Name, area, footprint: both in one frame of longitudes, 0 to 360 degrees where the date line is crossed.
CASES = [
    ("all of a field", box(75, 22, 75.1, 22.1), box(74, 21, 76, 23)),
    ("half of a field", box(75, 22, 75.1, 22.1), box(75.05, 21, 76, 23)),
    ("none of a field", box(75, 22, 75.1, 22.1), box(76, 22, 77, 23)),
    ("a field that only touches the footprint", box(75, 22, 75.1, 22.1), box(75.1, 22, 76, 22.1)),
    ("a slanted footprint at the equator", box(30, -0.4, 30.9, 0.4), quad((30.1, -1), (30.8, -0.9), (30.6, 1), (29.9, 0.9))),
    ("a field of 100 km at 22 degrees", box(75, 22, 75.97, 22.9), quad((75.3, 21.8), (76.4, 22.0), (76.1, 23.1), (75.1, 22.8))),
    ("a field of 100 km at 60 degrees", box(10, 60, 11.8, 60.9), quad((10.5, 59.9), (12.6, 60.2), (11.9, 61.1), (10.2, 60.7))),
    ("a footprint with a hole", box(75.05, 22.05, 75.25, 22.25), HOLED),
    ("a field with a hole", HOLED, box(75.2, 22.2, 76, 23)),
    ("a field of two parts", box(75, 22, 75.1, 22.1).union(box(75.3, 22, 75.4, 22.1)), box(75.05, 21, 75.35, 23)),
    ("a small field under a large footprint", box(75, 22, 75.001, 22.0005), quad((75.0005, 20), (77, 20), (77, 24), (75.0005, 24))),
    ("a footprint across the date line", box(179.5, -17, 179.95, -16.5), quad((179.6, -18), (181.2, -17.8), (181, -16), (179.4, -16.2))),
    ("both across the date line", box(179.7, -17, 180.4, -16.4), quad((179.9, -18), (181.2, -17.8), (181, -16), (179.6, -16.2))),
    (
        "across the date line with a hole over it",
        box(179.5, -17.5, 180.5, -16.5),
        Polygon(box(179, -17.2, 181, -16).exterior.coords, [box(179.8, -17, 180.2, -16.8).exterior.coords]),
    ),
    ("a field near the pole", box(10, 88, 40, 89.2), quad((0, 87.5), (30, 87.6), (35, 89.5), (5, 89.4))),
    ("a footprint around the pole", box(-60, 84, 20, 86), box(-180, 85, 180, 90)),
    ("1,000 positions each", round_shape(1, 75, 22, 0.3, 1000, 0.05), round_shape(2, 75.15, 22.1, 0.3, 1000, 0.05)),
    ("1,000 positions each across the date line", round_shape(3, 180, 60, 0.4, 1000, 0.05), round_shape(4, 180.2, 60.1, 0.4, 1000, 0.05)),
]

# How a shape is sent where that is not how it was computed.
SENT = {"a footprint around the pole": {"footprint": {"type": "Polygon", "coordinates": [[[x, 85] for x in (0, 90, 180, -90, 0)]]}}}


def bbox_of(geometry):
    west, south, east, north = geometry.bounds
    if east - west >= 360:
        return [-180, south, 180, north]
    turn = lambda x: round(x - 360, 9) if x > 180 else x
    return [turn(west), south, turn(east), north]


rows = []
for name, area, footprint in CASES:
    common = area.intersection(footprint)
    covered = area_in_sq_km(common)
    x, y = area.centroid.coords[0]
    sent = SENT.get(name, {})
    rows.append(
        {
            "name": name,
            "area": mapping(wrapped(area)),
            "footprint": sent.get("footprint", mapping(wrapped(footprint))),
            "percent": 100 * covered / area_in_sq_km(area),
            "percentOfFootprint": 100 * covered / area_in_sq_km(footprint),
            "areaInSqKm": covered,
            "bbox": bbox_of(footprint),
            "centroid": [x - 360 if x > 180 else x, y],
        }
    )

Path(__file__).with_name("expectations.json").write_text(json.dumps(rows, separators=(",", ":")) + "\n")
