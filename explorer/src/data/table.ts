import { isObject, type Json, type JsonObject, type Path } from './json.ts';
import { placeOf } from './outline.ts';

/** What a cell shows; null if the row has no value. */
export type Cell = string | number | boolean | null;

/** The rows of a list; lists in the same place below different parents are one table. */
export interface Table {
  /** Such as `projects › aois`. */
  title: string;
  columns: string[];
  rows: { path: Path; cells: Readonly<Record<string, Cell>> }[];
}

/** Nested single objects become columns with a dot, this far down. */
const DEPTH = 3;
/** A list of scalars is shown in one cell. */
const LISTED = 20;
/** Longer strings, such as pictures, are not shown in a table. */
const CELL_CHARS = 1000;
/** What Relay puts between a list and its rows. */
const RELAY = new Set(['nodes', 'edges', 'node']);

/** Collects rows into tables while an answer is walked. */
export class TableFinder {
  readonly #tables = new Map<string, { title: string; columns: Set<string>; rows: Table['rows'] }>();

  /** Adds the list at `path` if its entries are rows. */
  list(list: readonly Json[], path: Path): void {
    const names = path.filter((step): step is string => typeof step === 'string' && !RELAY.has(step));
    const title = names.join(' › ') || 'rows';
    const table = this.#tables.get(title) ?? { title, columns: new Set<string>(), rows: [] };
    for (const [index, entry] of list.entries()) {
      if (!isObject(entry) || placeOf(entry, undefined)) continue;
      const isEdge = isObject(entry.node);
      const row = isEdge && isObject(entry.node) ? entry.node : entry;
      const cells: Record<string, Cell> = {};
      fill(cells, row, '', DEPTH);
      for (const column of Object.keys(cells)) table.columns.add(column);
      table.rows.push({ path: isEdge ? [...path, index, 'node'] : [...path, index], cells });
    }
    if (table.rows.length > 0) this.#tables.set(title, table);
  }

  /** The tables that have columns, the ones nearest to the root first. */
  get tables(): Table[] {
    return [...this.#tables.values()]
      .filter(({ columns }) => columns.size > 0)
      .map(({ title, columns, rows }) => ({ title, columns: [...columns], rows }));
  }
}

function fill(cells: Record<string, Cell>, row: JsonObject, prefix: string, depth: number): void {
  for (const [key, value] of Object.entries(row)) {
    const column = prefix + key;
    if (value === null || typeof value === 'number' || typeof value === 'boolean') cells[column] = value;
    else if (typeof value === 'string') {
      if (value.length <= CELL_CHARS) cells[column] = value;
    } else if (Array.isArray(value)) {
      if (isSingleValues(value)) cells[column] = value.map(String).join(', ');
    } else if (!placeOf(value, key) && depth > 1 && !isConnection(value)) fill(cells, value, `${column}.`, depth - 1);
  }
}

function isSingleValues(list: readonly Json[]): list is (string | number | boolean)[] {
  return list.length > 0 && list.length <= LISTED && list.every((entry) => typeof entry !== 'object');
}

function isConnection(value: JsonObject): boolean {
  return Array.isArray(value.nodes) || Array.isArray(value.edges);
}

/** A cell of a row; null if the row has no value. A column may be named like a member of every object, such as `constructor`. */
export function cellOf(cells: Table['rows'][number]['cells'], column: string): Cell {
  return Object.hasOwn(cells, column) ? (cells[column] ?? null) : null;
}

/** Rows sorted by one column: numbers by size, strings by locale, missing values last. */
export function sorted(rows: Table['rows'], column: string, direction: 'ascending' | 'descending'): Table['rows'] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [cellOf(one.cells, column), cellOf(other.cells, column)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}

const collator = new Intl.Collator('en', { numeric: true });

/** The table as CSV (RFC 4180) with a header line. */
export function csvOf({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  const lines = rows.map(({ cells }) => columns.map((column) => quoted(cellOf(cells, column) ?? '')).join(','));
  return [columns.map(quoted).join(','), ...lines, ''].join('\r\n');
}

function quoted(cell: Cell): string {
  // A spreadsheet would run such a text as a formula.
  const text = typeof cell === 'string' && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
