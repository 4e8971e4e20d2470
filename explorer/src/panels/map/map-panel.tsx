import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { featuresOf } from '../../data/geojson.ts';
import { type Path, startsWith } from '../../data/json.ts';
import type { Outline } from '../../data/outline.ts';
import type { ShownPicture } from '../../data/worker.ts';
import { download } from '../download.ts';
import { counted } from '../words.ts';
import { type Drawing, drawMap } from './draw.ts';

export interface MapPanelProps {
  outlines: readonly Outline[];
  pictures: readonly ShownPicture[];
  tilesUrl: string | null;
  /** What is selected in the JSON. */
  selected: Path | null;
  onSelect(path: Path): void;
}

/** Places in the list; the map itself has them all. */
const LISTED = 100;

/** Everything in the answer that has a place on the Earth. */
export function MapPanel({ outlines, pictures, tilesUrl, selected, onSelect }: MapPanelProps) {
  const target = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  }, [onSelect]);
  useEffect(() => {
    if (!target.current) return undefined;
    const made = drawMap(target.current, tilesUrl, (outline) => select.current(outline.path));
    drawing.current = made;
    return () => made.close();
  }, [tilesUrl]);
  useEffect(() => drawing.current?.show(outlines), [outlines]);
  useEffect(() => drawing.current?.showPictures(pictures), [pictures]);
  const chosen = useMemo(() => outlineAt(outlines, selected), [outlines, selected]);
  useEffect(() => drawing.current?.select(chosen), [chosen]);
  return (
    <div className="map-panel">
      <div className="panel-bar">
        <Places outlines={outlines} chosen={chosen} onSelect={onSelect} onShowAll={() => drawing.current?.showAll()} />
        <span role="status">{summaryOf(outlines)}</span>
        {pictures.some(({ bounds }) => bounds) && (
          <PictureSwitch onSwitch={(isOn) => drawing.current?.setPicturesShown(isOn)} />
        )}
        <button
          type="button"
          disabled={outlines.length === 0}
          onClick={() => download('places.geojson', JSON.stringify(featuresOf(outlines)), 'application/geo+json')}
        >
          Download GeoJSON
        </button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys pan the map, + and - zoom it */}
      <section className="map" ref={target} tabIndex={0} aria-label="Map: arrow keys pan, plus and minus zoom" />
    </div>
  );
}

/** The outline of the row that is selected, or that the selection is inside of. */
function outlineAt(outlines: readonly Outline[], selected: Path | null): Outline | undefined {
  if (!selected || selected.length === 0) return undefined;
  return (
    outlines.find(({ path }) => startsWith(selected, path)) ??
    outlines.findLast(({ row }) => row.length > 0 && startsWith(selected, row))
  );
}

function summaryOf(outlines: readonly Outline[]): string {
  const words = (['outline', 'box', 'point'] as const).flatMap((kind) => {
    const count = outlines.filter((outline) => outline.kind === kind).length;
    return count === 0 ? [] : [kind === 'box' && count > 1 ? `${count} boxes` : counted(count, kind)];
  });
  return words.join(', ') || 'Nothing in this answer has a place. Ask for geometry, bbox or centroid.';
}

function Places(props: {
  outlines: readonly Outline[];
  chosen: Outline | undefined;
  onSelect(path: Path): void;
  onShowAll(): void;
}) {
  const { outlines, chosen, onSelect, onShowAll } = props;
  const id = useId();
  if (outlines.length === 0) return null;
  return (
    <>
      <label htmlFor={id}>Place</label>
      <select
        id={id}
        value={chosen ? outlines.indexOf(chosen) : -1}
        onChange={(event) => {
          const outline = outlines[Number(event.currentTarget.value)];
          onSelect(outline?.path ?? []);
          if (!outline) onShowAll();
        }}
      >
        <option value={-1}>All</option>
        {outlines.slice(0, LISTED).map(({ path, label, kind }, index) => (
          <option key={path.join('/')} value={index}>
            {kind === 'outline' ? label : `${label} (${kind})`}
          </option>
        ))}
        {outlines.length > LISTED && (
          <option disabled>{`${(outlines.length - LISTED).toLocaleString('en')} more are on the map`}</option>
        )}
      </select>
    </>
  );
}

function PictureSwitch({ onSwitch }: { onSwitch(isOn: boolean): void }) {
  const [isOn, setOn] = useState(true);
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={() => {
          setOn(!isOn);
          onSwitch(!isOn);
        }}
      />{' '}
      Pictures
    </label>
  );
}
