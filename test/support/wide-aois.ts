/** A hundred AOIs, as Pixxel sends them, whose geometries make an answer of eight megabytes. */
export function wideAois(): object[] {
  const ring = Array.from({ length: 5000 }, (_, index) => [77 + index / 1e6, 12 + (index % 2) / 1e6]);
  const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
  return Array.from({ length: 100 }, (_, index) => ({ aoi_id: `a${index}`, name: 'A field', geometry }));
}
