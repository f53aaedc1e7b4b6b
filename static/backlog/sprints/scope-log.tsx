import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintListView } from '../../../src/contract/sprints';
import { Failure } from '../../shared/failure';
import { numberText } from '../../shared/numbers';
import { nameOf } from '../../shared/reader';
import { IssueLink } from '../../shared/requests/issue-link';
import type { Place } from '../../shared/use-place';
import { useScope, type ScopeState } from './use-scope';

const text = backlog.sprints.active;

interface ScopeLogProps {
  readonly sprint: SprintListView['active'][number]['sprint'];
  readonly place: Place;
  /** Another whenever more was added or removed. */
  readonly since: string;
}

/** Who took what into the sprint or out of it, newest first. */
export function ScopeLog({ sprint, place, since }: ScopeLogProps) {
  const { state, retry, more } = useScope(place.projectId, sprint.id, since);
  if (state.kind === 'loading')
    return (
      <>
        <span role="status" className="visually-hidden">
          {text.loading}
        </span>
        <div className="skeleton log-skeleton" />
      </>
    );
  if (state.kind === 'failed') return <Failure sentence={fill(text.failed, { reason: state.message })} onRetry={retry} />;
  return (
    <div className="scope">
      {state.rows.length > 0 && <Rows rows={state.rows} caption={fill(text.caption, { sprint: sprint.name })} place={place} />}
      {state.hidden > 0 && (
        <p className="quiet">
          {state.hidden === 1 ? text.hiddenOne : fill(text.hidden, { count: numberText(state.hidden, place.reader.locale) })}
        </p>
      )}
      {state.rows.length === 0 && state.hidden === 0 && <p className="quiet">{text.empty}</p>}
      {state.moreFailure !== null && <Failure sentence={fill(text.moreFailed, { reason: state.moreFailure })} onRetry={more} />}
      {state.next !== null && state.moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={more}>
            {backlog.sprints.more}
          </Button>
        </div>
      )}
    </div>
  );
}

interface RowsProps {
  readonly rows: Extract<ScopeState, { kind: 'open' }>['rows'];
  readonly caption: string;
  readonly place: Place;
}

/** As the rank log: a table, whose rows become cards where there is no room for one (log.css). */
function Rows({ rows, caption, place: { reader } }: RowsProps) {
  const format = new Intl.DateTimeFormat(reader.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: reader.timeZone });
  return (
    <table className="log-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.when}</th>
          <th scope="col">{text.what}</th>
          <th scope="col">{text.issue}</th>
          <th scope="col">{text.who}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, issue, what, by, at }) => (
          <tr key={id}>
            <td className="log-time">
              <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
            </td>
            <td className="log-what">
              <Lozenge appearance={what === 'added' ? 'new' : 'removed'}>{text[what]}</Lozenge>
            </td>
            <td className="log-issue">
              <IssueLink issueKey={issue.key} reader={reader}>
                <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
              </IssueLink>
            </td>
            <td className="log-who" dir="auto">
              {by === null ? backlog.rankLog.nobody : nameOf(by, reader)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
