import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import { useEffect, useId, useRef, useState } from 'react';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { HistoryView, ValueView } from '../../src/contract/scoring';
import { Failure } from '../shared/failure';
import { when } from '../shared/moment';
import { numberText, scoreText } from '../shared/numbers';
import { useHistory, type HistoryState } from './use-history';

interface HistoryProps {
  readonly issueId: string;
  readonly viewer: string;
  readonly locale: string;
  /** What Jira holds now: when it changes, so has the history. */
  readonly value: ValueView;
}

/** Who scored what, when, from what to what (S7); read only when somebody wants to know. */
export function History({ issueId, viewer, locale, value }: HistoryProps) {
  const [isOpen, setOpen] = useState(false);
  const [state, retry] = useHistory(issueId, isOpen, value);
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);

  // The Try again button goes when the history is there: whoever pressed it stays with it.
  const failed = useRef(false);
  useEffect(() => {
    if (failed.current && state.failure === null && document.activeElement === document.body) toggle.current?.focus();
    failed.current = state.failure !== null;
  }, [state.failure]);

  return (
    <div className="history">
      <button ref={toggle} type="button" className="disclosure" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <ChevronDownIcon label="" size="small" /> : <ChevronRightIcon label="" size="small" />}
        {text.history}
      </button>
      <div id={id} className="history-body" hidden={!isOpen}>
        <HistoryBody state={state} viewer={viewer} locale={locale} onRetry={retry} />
      </div>
    </div>
  );
}

function HistoryBody({
  state: { view, failure },
  viewer,
  locale,
  onRetry,
}: {
  readonly state: HistoryState;
  readonly viewer: string;
  readonly locale: string;
  readonly onRetry: () => void;
}) {
  return (
    <>
      {failure !== null && <Failure sentence={fill(text.historyFailed, { reason: failure })} onRetry={onRetry} />}
      {view === null && failure === null && (
        <p className="quiet" role="status">
          {text.historyLoading}
        </p>
      )}
      {view?.changes.length === 0 && <p className="quiet">{text.historyEmpty}</p>}
      {view !== null && view.changes.length > 0 && (
        <ol className="history-list">
          {view.changes.map((change, index) => (
            <Change key={index} change={change} viewer={viewer} locale={locale} />
          ))}
        </ol>
      )}
      {view?.more === true && <p className="quiet">{text.historyMore}</p>}
    </>
  );
}

type ChangeView = HistoryView['changes'][number];

function Change({ change, viewer, locale }: { readonly change: ChangeView; readonly viewer: string; readonly locale: string }) {
  const { by, at, score, model, answers, words } = change;
  const { relative, exact, iso } = when(at, Date.now(), locale);
  return (
    <li>
      <p className="change-head">
        <strong dir="auto">{nameOf(by, viewer)}</strong>{' '}
        <time className="quiet" dateTime={iso} title={exact}>
          {relative}
        </time>
      </p>
      {model !== null && <p dir="auto">{fill(text.historyModel, { model })}</p>}
      {score.from !== score.to && (
        <FromTo
          label={text.score}
          from={said(score.from, text.noScore, (it) => scoreText(it, locale))}
          to={said(score.to, text.noScore, (it) => scoreText(it, locale))}
        />
      )}
      {words !== null && <FromTo label={text.factors} from={words.from || text.historyNoAnswer} to={words.to || text.historyNoAnswer} />}
      {answers.map(({ label, from, to }, index) => (
        <FromTo
          key={index}
          label={label}
          from={said(from, text.historyNoAnswer, (it) => numberText(it, locale))}
          to={said(to, text.historyNoAnswer, (it) => numberText(it, locale))}
        />
      ))}
    </li>
  );
}

function nameOf(by: ChangeView['by'], viewer: string): string {
  if (by === null) return text.somebody;
  return by.accountId === viewer ? text.you : (by.name ?? text.formerUser);
}

const said = (number: number | null, none: string, shown: (number: number) => string): string => (number === null ? none : shown(number));

/** "Job size 5 → 2", read aloud as "Job size: from 5 to 2". */
function FromTo({ label, from, to }: { readonly label: string; readonly from: string; readonly to: string }) {
  return (
    <p className="change">
      <span className="quiet" dir="auto">
        {label}
      </span>{' '}
      <span className="visually-hidden">{fill(text.historyFromTo, { from, to })}</span>
      <span className="change-numbers" aria-hidden="true">
        {from} → {to}
      </span>
    </p>
  );
}
