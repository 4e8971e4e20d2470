import type Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import landUrl from 'world-atlas/land-50m.json?url';

/** The land of the Earth (Natural Earth, 1:50 million) in web map coordinates. */
export async function readLand(): Promise<Feature[]> {
  const response = await fetch(landUrl);
  // The file of the package, whose one object is the land.
  const topology = (await response.json()) as Topology;
  const { land } = topology.objects;
  if (!land) return [];
  return new GeoJSON().readFeatures(feature(topology, land), { featureProjection: 'EPSG:3857' });
}
