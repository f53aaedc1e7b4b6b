import type { Backlog } from './backlog-data';

/** What the columns of the rows below are. For the eye only: every row names its values itself. */
export function RowsHead({ backlog: { numbers, estimate } }: { backlog: Backlog }) {
  return (
    <div className="rows-head" aria-hidden="true">
      <span className="row-summary">Issue, highest rank first</span>
      {numbers.map(({ id, name }) => (
        <span key={id} className="row-number">
          {name}
        </span>
      ))}
      <span className="row-status">Status</span>
      {estimate && <span className="row-estimate">{estimate.name.toLowerCase().includes('point') ? 'Points' : estimate.name}</span>}
    </div>
  );
}
