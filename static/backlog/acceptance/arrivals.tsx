import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { acceptancePages, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { numberText } from '../../shared/numbers';
import type { Reader } from '../../shared/reader';
import { IssueLink } from '../../shared/requests/issue-link';
import { MomentIn } from '../../shared/requests/moment-in';
import { useArrivals, type Arrival } from './use-arrivals';

const text = acceptancePages.arrivals;

const LOOKS = { none: 'default', open: 'default', ready: 'inprogress', accepted: 'success', rejected: 'removed' } as const;

interface ArrivalsProps {
  readonly projectId: string;
  readonly reader: Reader;
}

/** How issues came into Done without having been accepted (A5). */
export function Arrivals({ projectId, reader }: ArrivalsProps) {
  const { state, retry, more } = useArrivals(projectId);
  if (state.kind === 'loading')
    return (
      <>
        <span role="status" className="visually-hidden">
          {text.loading}
        </span>
        <div className="skeleton waiting-skeleton" />
      </>
    );
  if (state.kind === 'failed') return <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={retry} />;
  const { arrivals, hidden, next, moreFailure } = state;
  return (
    <>
      {arrivals.length === 0 && next === null && <p className="quiet">{hidden === 0 ? text.empty : text.emptyHere}</p>}
      {arrivals.length > 0 && (
        <ol className="requests arrivals">
          {arrivals.map((arrival) => (
            <li key={`${arrival.issue?.id} ${arrival.at}`}>
              <Row arrival={arrival} reader={reader} />
            </li>
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <p className="quiet">{hidden === 1 ? text.hiddenOne : fill(text.hidden, { count: numberText(hidden, reader.locale) })}</p>
      )}
      {moreFailure !== null && <Failure sentence={fill(text.moreFailed, { reason: moreFailure })} onRetry={more} />}
      {next !== null && moreFailure === null && (
        <div>
          <Button isLoading={state.isLoadingMore} onClick={more}>
            {text.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ arrival: { issue, at, by, state }, reader }: { readonly arrival: Arrival; readonly reader: Reader }) {
  if (issue === null) return null;
  const words =
    by === null ? text.byNobody : by.accountId === reader.accountId ? text.byYou : fill(text.by, { name: by.name ?? panel.formerUser });
  return (
    <>
      <p className="waiting-title">
        <IssueLink issueKey={issue.key} reader={reader}>
          <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
        </IssueLink>
        <Lozenge appearance={LOOKS[state]}>{text.states[state]}</Lozenge>
      </p>
      <p className="quiet" dir="auto">
        <MomentIn sentence={words} at={at} locale={reader.locale} />
      </p>
    </>
  );
}
