import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ask as text, panel } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { RequestView } from '../../src/contract/requests';
import { AskForm } from '../shared/ask/ask-form';
import { askedSentence } from '../shared/ask/ask-frame';
import { numberText } from '../shared/numbers';
import { MomentIn } from '../shared/requests/moment-in';
import { RequestItem } from '../shared/requests/request-item';
import { approveWords, askedWords, decisionWords, lineWords } from '../shared/requests/request-words';
import { useRequest, type RequestApi } from '../shared/requests/use-request';
import { Disclosed } from './disclosed';
import { useRequests, type RequestsApi, type RequestsState } from './use-requests';

type Open = Extract<RequestsState, { kind: 'open' }>;

interface RequestsLineProps {
  readonly issueId: string;
  /** Another whenever the panel was read again. */
  readonly since: unknown;
  /** The issue stands elsewhere now. */
  readonly onRanked: (to: NonNullable<RequestView['issues'][number]['to']>) => void;
}

/** What is asked about the issue's place, and asking: two quiet lines, there before they are filled, so that nothing jumps. */
export function RequestsLine({ issueId, since, onRanked }: RequestsLineProps) {
  const api = useRequests(issueId, since);
  const { state } = api;
  if (state.kind === 'absent') return null;
  return (
    <section className="asked" aria-label={text.panel.region} aria-busy={state.kind === 'loading'}>
      {state.kind === 'loading' && (
        <div className="asked-line">
          <span className="visually-hidden">{text.panel.looking}</span>
          <div className="skeleton skeleton-line" />
        </div>
      )}
      {state.kind === 'failed' && (
        <div className="asked-line">
          <p role="alert" className="quiet asked-text" title={state.message}>
            {text.panel.couldNotLoad}
            <span className="visually-hidden"> {state.message}</span>
          </p>
          <Button spacing="compact" onClick={api.retry}>
            {panel.retry}
          </Button>
        </div>
      )}
      {state.kind === 'open' && <Asked issueId={issueId} state={state} api={api} onRanked={onRanked} />}
    </section>
  );
}

interface AskedProps extends Pick<RequestsLineProps, 'issueId' | 'onRanked'> {
  readonly state: Open;
  readonly api: RequestsApi;
}

function Asked({ issueId, state, api, onRanked }: AskedProps) {
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const result = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { requests, owner, reader, projectKey } = state;

  useEffect(() => {
    if (said !== null) result.current?.focus({ preventScroll: true });
  }, [said]);

  const mayAsk = !state.mayRank && state.rankable;
  const askButton = mayAsk && !isAsking && (
    <Button
      ref={opener}
      spacing="compact"
      onClick={() => {
        setSaid(null);
        setAsking(true);
      }}
    >
      {text.open}
    </Button>
  );
  return (
    <>
      {requests.length === 0 ? (
        !isAsking && <div className="asked-line">{askButton || <p className="quiet">{text.panel.none}</p>}</div>
      ) : (
        <Requests issueId={issueId} state={state} api={api} onRanked={onRanked}>
          {askButton}
        </Requests>
      )}
      {isAsking && (
        <AskForm
          issueId={issueId}
          projectKey={projectKey}
          locale={reader.locale}
          owner={owner}
          onCancel={() => {
            setAsking(false);
            queueMicrotask(() => opener.current?.focus());
          }}
          onAsked={(request, joined) => {
            setAsking(false);
            setSaid(askedSentence(owner, joined));
            api.replace(request);
          }}
        />
      )}
      <p ref={result} role="status" tabIndex={-1} className="asked-said" dir="auto">
        {said}
      </p>
    </>
  );
}

type RequestsProps = AskedProps & { readonly children: ReactNode };

/** One request in two short lines, or how many there are; the rest when somebody wants to know. */
function Requests({ children, ...props }: RequestsProps) {
  const { requests, reader } = props.state;
  const [first, ...others] = requests;
  if (first === undefined) return null;
  if (others.length === 0)
    return (
      <Only key={first.id} {...props} request={first}>
        {children}
      </Only>
    );
  return (
    <Disclosed words={fill(text.panel.many, { count: numberText(requests.length, reader.locale) })}>
      {requests.map((request) => (
        <One key={request.id} {...props} request={request} />
      ))}
      {children}
    </Disclosed>
  );
}

type OneProps = AskedProps & { readonly request: RequestView };

function One(props: OneProps) {
  return <Item {...props} api={useDecision(props)} />;
}

/** The decision in one click, without looking further. */
function Only({ children, ...props }: OneProps & { readonly children: ReactNode }) {
  const { request, state } = props;
  const { owner, reader } = state;
  const [isOpen, setOpen] = useState(false);
  const api = useDecision(props);
  const mayApprove = request.may.approve && request.moved === null;
  return (
    <Disclosed
      isOpen={isOpen}
      onOpen={setOpen}
      words={
        <>
          <span>{isUndecided(request) ? lineWords(request, owner, reader) : fill(decisionWords(request, reader) ?? '', { when: '' })}</span>{' '}
          <span>
            <MomentIn sentence={askedWords(request, reader)} at={request.askers[0]?.at ?? request.at} locale={reader.locale} />
          </span>
        </>
      }
      action={
        mayApprove &&
        !isOpen && (
          <Button
            appearance="primary"
            spacing="compact"
            onClick={() => {
              // What comes of it is said in there.
              setOpen(true);
              api.act('approve');
            }}
          >
            {approveWords(request)}
          </Button>
        )
      }
    >
      <Item {...props} api={api} />
      {children}
    </Disclosed>
  );
}

const isUndecided = ({ status }: RequestView): boolean => status === 'open' || status === 'asked-back';

function useDecision({ request, state, api, issueId, onRanked }: OneProps): RequestApi {
  return useRequest(request, state.reader, (decided) => {
    api.replace(decided);
    const to = decided.issues.find(({ issue }) => issue.id === issueId)?.to;
    if (decided.status === 'approved' && to != null) onRanked(to);
  });
}

function Item({ request, state, issueId, api }: Omit<OneProps, 'api'> & { readonly api: RequestApi }) {
  return <RequestItem request={request} owner={state.owner} reader={state.reader} api={api} issueId={issueId} />;
}
