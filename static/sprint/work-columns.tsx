import { useId } from 'react';
import { ask, cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { CancelView } from '../../src/contract/sprints';
import { numberText } from '../shared/numbers';
import type { Reader } from '../shared/reader';
import { IssueLink } from '../shared/requests/issue-link';
import '../shared/requests/requests.css';
import { countOf, pointsText, workWords } from './cancel-words';

type Work = CancelView['open'];

interface WorkColumnsProps extends Pick<CancelView, 'done' | 'open'> {
  readonly reader: Reader;
}

/** What is done and what is not, side by side where there is room. */
export function WorkColumns({ done, open, reader }: WorkColumnsProps) {
  if (countOf(done) + countOf(open) === 0) return <p className="quiet">{text.noIssues}</p>;
  return (
    <div className="cancel-columns">
      <Column title={text.done} none={text.noneDone} work={done} reader={reader} />
      <Column title={text.open} none={text.noneOpen} work={open} reader={reader} />
    </div>
  );
}

interface ColumnProps {
  readonly title: string;
  readonly none: string;
  readonly work: Work;
  readonly reader: Reader;
}

function Column({ title, none, work, reader }: ColumnProps) {
  const id = useId();
  const { issues, hidden } = work;
  const { locale } = reader;
  return (
    <section className="cancel-column" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet">{countOf(work) === 0 ? none : workWords(work, locale)}</p>
      {issues.length > 0 && (
        <ul className="cancel-issues">
          {issues.map((issue) => (
            <li key={issue.id}>
              <IssueLink issueKey={issue.key} reader={reader} isElsewhere>
                <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
              </IssueLink>
              {issue.estimate !== null && (
                <span className="effect" title={pointsText(issue.estimate, locale)}>
                  <span aria-hidden="true">{numberText(issue.estimate, locale)}</span>
                  <span className="visually-hidden">{pointsText(issue.estimate, locale)}</span>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && <p className="quiet">{hidden === 1 ? ask.hiddenOne : fill(ask.hidden, { count: numberText(hidden, locale) })}</p>}
    </section>
  );
}
