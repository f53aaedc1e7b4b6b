import { memo, useCallback, useRef } from 'react';
import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import type { IssueJson } from '../../jira-types';
import { useWindow } from '../backlog/windowing';
import { Cell } from './cell';
import { firstDirection, sortedBy, type Column } from './columns';
import type { Order } from './order-by';
import type { Texts } from './search-data';

const ROW = 40;
const SELECT_WIDTH = 44;

interface IssueTableProps {
  readonly issues: readonly IssueJson[];
  readonly texts: Texts;
  readonly columns: readonly Column[];
  readonly order: Order | undefined;
  readonly sort: (order: Order) => void;
  /** Ids of the chosen issues; absent where the person may not change many at once. */
  readonly chosen?: ReadonlySet<string>;
  readonly choose?: (chosen: ReadonlySet<string>) => void;
}

/** A table of a thousand issues of which only those near the visible part are in the document. */
export function IssueTable({ issues, texts, columns, order, sort, chosen, choose }: IssueTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, last } = useWindow(body, issues.length, ROW, '.issue-list');
  const select = chosen !== undefined && choose !== undefined;
  const width = columns.reduce((sum, column) => sum + column.width, select ? SELECT_WIDTH : 0);
  const latest = useRef({ chosen, choose });
  latest.current = { chosen, choose };
  const toggle = useCallback((id: string): void => {
    const next = new Set(latest.current.chosen);
    if (!next.delete(id)) next.add(id);
    latest.current.choose?.(next);
  }, []);
  return (
    <div className="issue-list">
      <table className="table issue-table" style={{ minWidth: width }} aria-rowcount={issues.length + 1}>
        <caption className="visually-hidden">Issues found</caption>
        <colgroup>
          {select && <col style={{ width: SELECT_WIDTH }} />}
          {columns.map(({ field, width: own, grows }) => (
            <col key={field.id} style={grows ? {} : { width: own }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {select && (
              <th scope="col" className="select-cell">
                <AllBox issues={issues} chosen={chosen} choose={choose} />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.field.id} column={column} sorted={sortedBy(column, order)} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer rows={first} />
          {issues.slice(first, last).map((issue, index) => (
            <Row
              key={issue.id}
              issue={issue}
              columns={columns}
              texts={texts[issue.id]}
              rowIndex={first + index + 2}
              chosen={chosen?.has(issue.id)}
              toggle={toggle}
            />
          ))}
          <Spacer rows={issues.length - last} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly issue: IssueJson;
  readonly columns: readonly Column[];
  readonly texts: Texts[string] | undefined;
  readonly rowIndex: number;
  /** undefined: cannot be chosen. */
  readonly chosen: boolean | undefined;
  readonly toggle: (id: string) => void;
}

/** Remembered: while one scrolls, only rows that come into sight are drawn. */
const Row = memo(function Row({ issue, columns, texts, rowIndex, chosen, toggle }: RowProps) {
  return (
    <tr aria-rowindex={rowIndex} className={chosen === true ? 'row-chosen' : undefined}>
      {chosen !== undefined && (
        <td className="select-cell">
          <input type="checkbox" aria-label={`Select ${issue.key}`} checked={chosen} onChange={() => toggle(issue.id)} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.field.id} className={column.numeric ? 'number' : undefined}>
          <Cell issue={issue} column={column} text={texts?.[column.field.id]} />
        </td>
      ))}
    </tr>
  );
});

function Head({ column, sorted, sort }: { column: Column; sorted: Order['direction'] | undefined; sort: (order: Order) => void }) {
  const { field, clause, numeric } = column;
  const other = sorted === 'ASC' ? 'DESC' : 'ASC';
  return (
    <th
      scope="col"
      className={numeric ? 'number' : undefined}
      aria-sort={sorted === undefined ? undefined : sorted === 'ASC' ? 'ascending' : 'descending'}
    >
      {clause === undefined ? (
        field.name
      ) : (
        <button
          type="button"
          className="sort-button"
          title={`Sort by ${field.name}`}
          onClick={() => sort({ clause, direction: sorted === undefined ? firstDirection(column) : other })}
        >
          <span className="cell-text">{field.name}</span>
          {sorted === 'ASC' && <ArrowUpIcon label="" size="small" />}
          {sorted === 'DESC' && <ArrowDownIcon label="" size="small" />}
        </button>
      )}
    </th>
  );
}

/** Some but not all: the third state of a checkbox is a property, not an attribute. */
function AllBox({
  issues,
  chosen,
  choose,
}: {
  issues: readonly IssueJson[];
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
}) {
  const all = issues.length > 0 && chosen.size === issues.length;
  return (
    <input
      type="checkbox"
      aria-label="Select all issues shown"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = chosen.size > 0 && !all;
      }}
      onChange={() => choose(new Set(all ? [] : issues.map(({ id }) => id)))}
    />
  );
}

function Spacer({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden="true" className="spacer" style={{ height: rows * ROW }} /> : null;
}
