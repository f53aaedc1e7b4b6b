import Lozenge from '@atlaskit/lozenge';
import { Fragment, useEffect, useId, useState } from 'react';
import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView } from '../../../src/contract/requests';
import { numberText } from '../numbers';
import { FromTo } from './from-to';
import { IssueLink } from './issue-link';
import { MomentIn } from './moment-in';
import { nameOf, type Reader } from '../reader';
import { RequestActions } from './request-actions';
import { askedWords, decisionWords, targetWords } from './request-words';
import './requests.css';
import type { RequestApi } from './use-request';

interface RequestItemProps {
  readonly request: RequestView;
  readonly owner: RequestView['askers'][number]['person'] | null;
  readonly reader: Reader;
  readonly api: RequestApi;
  /** The issue the page is about: it need not be named again. */
  readonly issueId?: string;
  /** Something is being written or was just decided here: the list keeps its place. */
  readonly onHold?: (held: boolean) => void;
}

/** One request: what, who, why, since when, and the decision. */
export function RequestItem({ request, owner, reader, api, issueId, onHold }: RequestItemProps) {
  const id = useId();
  const { askers, issues, moved, status, may, decision } = request;
  const isOpen = status === 'open' || status === 'asked-back';
  const isHeld = api.saying !== null || api.sending !== null || api.failure !== null || api.outcome !== null;
  useEffect(() => onHold?.(isHeld), [isHeld, onHold]);
  useEffect(() => () => onHold?.(false), [onHold]);
  const [first] = askers;
  const reasons = askers.filter(({ reason }) => reason !== null);
  const decided = decisionWords(request, reader);
  const readBy = may.answer && !may.decide ? owner : (first?.person ?? null);
  return (
    <article className="request" aria-labelledby={`${id}-what`}>
      <div id={`${id}-what`} className="request-what">
        <Issues request={request} reader={reader} isNamed={issues.length !== 1 || issues[0]?.issue.id !== issueId} />
        <p className="request-target">
          <Target request={request} reader={reader} />
          {status === 'asked-back' && <Lozenge appearance="moved">{text.isAskedBack}</Lozenge>}
        </p>
      </div>
      {first !== undefined && (
        <p className="quiet" dir="auto">
          <MomentIn sentence={askedWords(request, reader)} at={first.at} locale={reader.locale} />
        </p>
      )}
      {reasons.map(({ person, reason }, index) => (
        <blockquote key={index} className="request-reason" dir="auto">
          {askers.length > 1 && <span className="quiet">{nameOf(person, reader)}: </span>}
          {reason}
        </blockquote>
      ))}
      <Thread request={request} reader={reader} />
      {isOpen && moved !== null && (
        <div className="request-moved" dir="auto">
          <p>
            <strong>{text.moved}</strong>
          </p>
          <p>{moved}</p>
          {may.decide && <p className="quiet">{text.movedNext}</p>}
        </div>
      )}
      {decided !== null && (
        <p dir="auto">
          <strong>{decision === null ? decided : <MomentIn sentence={decided} at={decision.at} locale={reader.locale} />}</strong>
          {decision?.reason != null && <span className="request-decision"> {decision.reason}</span>}
        </p>
      )}
      {isOpen && !may.decide && (
        <p className="quiet" dir="auto">
          {owner === null ? text.decidesNobody : owner.name === null ? text.decidesUnnamed : fill(text.decides, { name: owner.name })}
        </p>
      )}
      <RequestActions
        request={request}
        api={api}
        describedBy={`${id}-what`}
        readBy={
          may.decide && askers.length > 1 ? text.readByAskers : readBy?.name == null ? null : fill(text.readBy, { name: readBy.name })
        }
      />
    </article>
  );
}

const FEW = 5;

function Issues({
  request: { issues, hidden },
  reader,
  isNamed,
}: Pick<RequestItemProps, 'request' | 'reader'> & { readonly isNamed: boolean }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? issues : issues.slice(0, FEW);
  return (
    <>
      {shown.map(({ issue, from, to }) => (
        <p key={issue.id} className="request-issue">
          {isNamed && (
            <IssueLink issueKey={issue.key} reader={reader}>
              <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
            </IssueLink>
          )}
          {(from !== null || to !== null) && (
            <span className="effect">
              <FromTo from={from} to={to} locale={reader.locale} />
            </span>
          )}
        </p>
      ))}
      {shown.length < issues.length && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {fill(text.showAll, { count: numberText(issues.length, reader.locale) })}
        </button>
      )}
      {hidden > 0 && (
        <p className="quiet">{hidden === 1 ? text.hiddenOne : fill(text.hidden, { count: numberText(hidden, reader.locale) })}</p>
      )}
    </>
  );
}

/** "Above SHOP-7", with the other issue a click away. */
function Target({ request: { target }, reader }: Pick<RequestItemProps, 'request' | 'reader'>) {
  const issue = 'issue' in target ? target.issue : null;
  return (
    <span>
      {targetWords(target, reader.locale)
        .split('{issue}')
        .map((part, index) => (
          <Fragment key={index}>
            {index > 0 &&
              (issue === null ? (
                text.hiddenAnchor
              ) : (
                <IssueLink issueKey={issue.key} reader={reader}>
                  <span className="request-key">{issue.key}</span> <bdi>{issue.summary}</bdi>
                </IssueLink>
              ))}
            {part}
          </Fragment>
        ))}
    </span>
  );
}

function Thread({ request: { thread }, reader }: Pick<RequestItemProps, 'request' | 'reader'>) {
  if (thread.length === 0) return null;
  return (
    <ol className="request-thread">
      {thread.map(({ kind, by, text: said }, index) => {
        const isYou = by.accountId === reader.accountId;
        const who = kind === 'question' ? (isYou ? text.youAsk : text.asks) : isYou ? text.youAnswer : text.answers;
        return (
          <li key={index} dir="auto">
            <span className="quiet">{fill(who, { name: nameOf(by, reader) })}</span> {said}
          </li>
        );
      })}
    </ol>
  );
}
