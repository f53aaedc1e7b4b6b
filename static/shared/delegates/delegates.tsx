import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { delegates as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { DelegatesView } from '../../../src/contract/ownership';
import { Failure } from '../failure';
import { DelegationItem } from './delegation-item';
import './delegates.css';
import { LendForm } from './lend-form';
import { useDelegates, type DelegatesApi } from './use-delegates';

interface DelegatesProps {
  readonly projectId: string;
  readonly locale: string;
  /** Changes with the owner, whose delegates are others; undefined where the page does not know it (yet). */
  readonly ownerRevision?: number | undefined;
  /** Told when a form with something in it is open, and when it no longer is. */
  readonly onUnsaved?: (unsaved: boolean) => void;
}

/** Who stands in for the product owner, and for whoever may lend: letting somebody, and ending it. Its heading is the page's. */
export function Delegates({ projectId, locale, ownerRevision, onUnsaved }: DelegatesProps) {
  const api = useDelegates(projectId, ownerRevision);
  const { state } = api;
  if (state.kind === 'loading') {
    return (
      <div className="delegates">
        <span role="status" className="visually-hidden">
          {text.loading}
        </span>
        <div className="skeleton skeleton-delegate" />
        <div className="skeleton skeleton-delegate-button" />
      </div>
    );
  }
  if (state.kind === 'failed') {
    return state.refused ? (
      <p>{state.message}</p>
    ) : (
      <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={api.retry} />
    );
  }
  return <Shown view={state.view} api={api} locale={locale} onUnsaved={onUnsaved} />;
}

interface ShownProps extends Pick<DelegatesProps, 'locale' | 'onUnsaved'> {
  readonly view: DelegatesView;
  readonly api: DelegatesApi;
}

function Shown({ view, api, locale, onUnsaved }: ShownProps) {
  const { owner, delegations, may, viewer } = view;
  const [isLending, setLending] = useState(false);
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const status = useRef<HTMLParagraphElement>(null);
  const lendButton = useRef<HTMLButtonElement>(null);
  const open = delegations.filter(({ state }) => state !== 'ended');
  const ended = delegations.filter(({ state }) => state === 'ended');

  // Whoever pressed a button that is gone now reads what came of it, or is back at the button they came from.
  useEffect(() => {
    if (said.turn === 0) return;
    if (said.sentence === '') lendButton.current?.focus();
    else status.current?.focus({ preventScroll: true });
  }, [said]);
  const say = (sentence: string): void => setSaid(({ turn }) => ({ sentence, turn: turn + 1 }));
  const items = (those: typeof delegations) =>
    those.map((delegation) => (
      <DelegationItem
        key={delegation.id}
        delegation={delegation}
        viewer={viewer}
        locale={locale}
        mayEnd={may.lend}
        end={api.end}
        onEnded={(name) => say(fill(text.isEnded, { name }))}
      />
    ));
  const close = (): void => {
    setLending(false);
    onUnsaved?.(false);
  };

  return (
    <div className="delegates">
      {owner === null ? (
        <p>{text.vacant}</p>
      ) : (
        open.length === 0 && <p>{owner.accountId === viewer ? text.emptyYou : fill(text.empty, { owner: owner.name ?? text.theOwner })}</p>
      )}
      {open.length > 0 && <ul className="delegations">{items(open)}</ul>}
      <p ref={status} role="status" tabIndex={-1} className="delegates-said" dir="auto">
        {said.sentence}
      </p>
      {isLending && owner !== null && (
        <LendForm
          projectId={view.projectId}
          owner={owner}
          viewer={viewer}
          lend={api.lend}
          onUnsaved={onUnsaved}
          onClose={(sentence) => {
            close();
            say(sentence);
          }}
          locale={locale}
        />
      )}
      {may.lend && !isLending && (
        <div className="delegates-actions">
          <Button
            ref={lendButton}
            onClick={() => {
              setSaid({ sentence: '', turn: 0 });
              setLending(true);
            }}
          >
            {text.lend}
          </Button>
        </div>
      )}
      {!may.lend && owner !== null && <p className="delegates-quiet">{may.message}</p>}
      {ended.length > 0 && (
        <details className="delegates-ended">
          <summary>{fill(text.endedCount, { count: ended.length })}</summary>
          <ul className="delegations">{items(ended)}</ul>
        </details>
      )}
    </div>
  );
}
