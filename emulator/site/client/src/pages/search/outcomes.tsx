import { Link } from '../../router';
import type { Outcome } from './bulk-edit';

interface OutcomesProps {
  /** What was done to those that were not refused. */
  readonly done: 'edited' | 'moved';
  readonly outcomes: readonly Outcome[];
  readonly total: number;
  readonly running: boolean;
}

/** What became of each issue: those that were refused first, with Jira's reason. */
export function Outcomes({ done, outcomes, total, running }: OutcomesProps) {
  const refused = outcomes.filter(({ problem }) => problem !== undefined);
  const edited = outcomes.filter(({ problem }) => problem === undefined);
  const untouched = running ? 0 : total - outcomes.length;
  return (
    <>
      {running && <progress className="progress" value={outcomes.length} max={total} aria-label={`Issues ${done}`} />}
      <p role="status">
        {running
          ? `${outcomes.length} of ${total}…`
          : [
              `${edited.length} ${done}`,
              ...(refused.length > 0 ? [`${refused.length} refused`] : []),
              ...(untouched > 0 ? [`${untouched} not tried`] : []),
            ].join(', ')}
      </p>
      {!running && <OutcomeList title="Refused" outcomes={refused} open />}
      {!running && <OutcomeList title={done === 'edited' ? 'Edited' : 'Moved'} outcomes={edited} open={refused.length === 0} />}
    </>
  );
}

function OutcomeList({ title, outcomes, open }: { title: string; outcomes: readonly Outcome[]; open: boolean }) {
  if (outcomes.length === 0) return null;
  return (
    <details className="outcomes" open={open}>
      <summary>
        {title} ({outcomes.length})
      </summary>
      <ul aria-label={title}>
        {outcomes.map(({ issue, problem }) => (
          <li key={issue.id}>
            <Link href={`/browse/${issue.key}`}>{issue.key}</Link> <span dir="auto">{issue.fields.summary}</span>
            {problem !== undefined && <p className="field-error">{problem}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
