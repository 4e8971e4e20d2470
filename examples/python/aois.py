"""Reads all areas of interest of a key.

    python3 aois.py               prints them as a table
    python3 aois.py aois.gpkg     writes them to a file for QGIS and prints their areas; needs geopandas

GATEWAY_URL and PIXXEL_API_KEY name the gateway and the key.
"""

from __future__ import annotations

import os
import sys

from pixxel_graphql import Gateway, GatewayError, Json

AOIS = """
query Aois($after: String) {
  aois(first: 20, after: $after) {
    nodes { pixxelId name state areaInSqM }
    geojson
    pageInfo { hasNextPage endCursor }
  }
}
"""


def print_table(pages: list[Json]) -> None:
    for page in pages:
        for aoi in page["nodes"]:
            print(f"{aoi['pixxelId']}  {aoi['state'] or '?':19}  {(aoi['areaInSqM'] or 0) / 1e6:10.2f} km2  {aoi['name']}")


def write_file(pages: list[Json], path: str) -> None:
    import geopandas

    features = [feature for page in pages for feature in page["geojson"]["features"]]
    frame = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326")
    frame.to_file(path)
    # An equal-area projection of the whole earth.
    in_sq_km = frame.to_crs("EPSG:6933").area / 1e6
    print(f"{len(frame)} areas of interest in {path}, {in_sq_km.sum():.1f} km2 together, the largest {in_sq_km.max():.1f} km2")


def main() -> None:
    key = os.environ.get("PIXXEL_API_KEY")
    if not key:
        sys.exit("Set PIXXEL_API_KEY to your Pixxel API key.")
    gateway = Gateway(os.environ.get("GATEWAY_URL", "http://127.0.0.1:4000/graphql"), key)
    try:
        pages = list(gateway.pages(AOIS, "aois"))
    except GatewayError as error:
        sys.exit(f"{error.code}: {error}")
    if len(sys.argv) > 1:
        write_file(pages, sys.argv[1])
        return
    try:
        print_table(pages)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as `head`, has enough. Python flushes stdout once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
