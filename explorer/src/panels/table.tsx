import { useId, useMemo, useState } from 'react';
import { type Cell, cellOf, csvOf, sorted, type Table } from '../data/table.ts';
import { download } from './download.ts';
import { Empty } from './empty.tsx';

/** Rows on the page at first; more are one click away. */
const PAGE = 200;

/** The rows of one list of the answer, sortable, and all of them as a file. */
export function TablePanel({ tables }: { tables: readonly Table[] }) {
  const id = useId();
  const [chosen, choose] = useState('');
  const table = tables.find(({ title }) => title === chosen) ?? largest(tables);
  if (!table)
    return <Empty>Lists of an answer show here as a table. Ask for a list with single values, such as names.</Empty>;
  return (
    <div className="table-panel">
      <div className="panel-bar">
        <label htmlFor={id}>List</label>
        <select id={id} value={table.title} onChange={(event) => choose(event.currentTarget.value)}>
          {tables.map(({ title, rows }) => (
            <option key={title} value={title}>
              {title} ({rows.length})
            </option>
          ))}
        </select>
        <button type="button" onClick={() => download(`${fileName(table.title)}.csv`, csvOf(table), 'text/csv')}>
          Download CSV
        </button>
      </div>
      <Rows key={table.title} table={table} />
    </div>
  );
}

function largest(tables: readonly Table[]): Table | undefined {
  return tables.toSorted((one, other) => other.rows.length - one.rows.length)[0];
}

const fileName = (title: string) => title.replace(/\W+/g, '-');

interface Order {
  column: string;
  direction: 'ascending' | 'descending';
}

function Rows({ table }: { table: Table }) {
  const [order, setOrder] = useState<Order | null>(null);
  const [most, setMost] = useState(PAGE);
  const rows = useMemo(() => (order ? sorted(table.rows, order.column, order.direction) : table.rows), [table, order]);
  const sortBy = (column: string) =>
    setOrder({
      column,
      direction: order?.column === column && order.direction === 'ascending' ? 'descending' : 'ascending',
    });
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys must be able to scroll it
    <section className="scroll" tabIndex={0} aria-label={`Rows of ${table.title}`}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col" aria-sort={order?.column === column ? order.direction : 'none'}>
                <button type="button" onClick={() => sortBy(column)}>
                  {column}
                  <span aria-hidden="true">
                    {order?.column === column ? (order.direction === 'ascending' ? ' ↑' : ' ↓') : ''}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ path, cells }) => (
            <tr key={path.join('/')}>
              {table.columns.map((column) => {
                const cell = cellOf(cells, column);
                return (
                  <td key={column} className={typeof cell === 'number' ? 'number' : ''}>
                    {shown(cell)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button type="button" className="more" onClick={() => setMost(most + 5 * PAGE)}>
          Show more of {rows.length.toLocaleString('en')} rows
        </button>
      )}
    </section>
  );
}

function shown(cell: Cell) {
  if (cell === null) return <span className="none">–</span>;
  if (typeof cell === 'string' && cell.length > 15) return <span title={cell}>{cell}</span>;
  return typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 6 }) : String(cell);
}
