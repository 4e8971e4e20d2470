import { type Call, callsOf, costOf } from './call.ts';
import { type Fault, faultsOf } from './fault.ts';
import { isObject, type Json, nameOf, type Path, spoken } from './json.ts';
import { type Outline, outlineOf, placeOf, type Row } from './outline.ts';
import { boundsFor, type Picture, pictureOf } from './picture.ts';
import { type Table, TableFinder } from './table.ts';
import { type Trackable, trackableOf } from './trackable.ts';

/** Everything in an answer that a panel can show. */
export interface Found {
  outlines: Outline[];
  pictures: Picture[];
  tables: Table[];
  calls: Call[] | null;
  cost: [string, number][];
  trackables: Trackable[];
  faults: (Fault & { times: number })[];
}

/** Walks an answer once and takes out what the panels show. It knows GeoJSON, pictures, lists and `Trackable`, but no query. */
export function findIn(result: Json): Found {
  const whole = isObject(result) ? result : {};
  const outlines: Outline[] = [];
  const pictures: Omit<Picture, 'bounds'>[] = [];
  const trackables: Trackable[] = [];
  const tables = new TableFinder();

  const visit = (value: Json, path: Path, row: Row): void => {
    if (typeof value === 'string') {
      const picture = value.startsWith('data:image/') ? pictureOf(value) : null;
      if (picture) pictures.push({ ...picture, path, label: row.label });
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const place = placeOf(value, path.at(-1));
    if (place) {
      outlines.push(outlineOf(place, path, row));
      return;
    }
    if (Array.isArray(value)) {
      tables.list(value, path);
      for (const [index, entry] of value.entries()) visit(entry, [...path, index], row);
      return;
    }
    const isFeature = value.type === 'Feature' && isObject(value.properties);
    const values = isFeature && isObject(value.properties) ? value.properties : value;
    const label = nameOf(values) ?? (row.label || spoken(path));
    const trackable = trackableOf(value, path, label);
    if (trackable) trackables.push(trackable);
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key], { path, values, label });
  };
  visit(whole.data ?? null, [], { path: [], values: {}, label: '' });

  return {
    outlines,
    pictures: pictures.map((picture) => ({ ...picture, bounds: boundsFor(picture.path, outlines) })),
    tables: tables.tables,
    calls: callsOf(whole.extensions),
    cost: costOf(whole.extensions),
    trackables,
    faults: faultsOf(whole.errors),
  };
}
