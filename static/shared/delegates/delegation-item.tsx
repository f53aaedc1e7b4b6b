import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, useState } from 'react';
import { delegates as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { DelegationView } from '../../../src/contract/ownership';
import { Failure } from '../failure';
import { when } from '../moment';
import { dayText } from './days';
import { doing } from './lent-powers';
import type { DelegatesApi } from './use-delegates';

const LOOK = { now: 'success', later: 'inprogress', ended: 'default' } as const;

interface DelegationItemProps extends Pick<DelegatesApi, 'end'> {
  readonly delegation: DelegationView;
  readonly viewer: string;
  readonly locale: string;
  readonly mayEnd: boolean;
  readonly onEnded: (name: string) => void;
}

/** One delegation in words: who may do what for whom until when, why, and who set it up. */
export function DelegationItem({ delegation, viewer, locale, mayEnd, end, onEnded }: DelegationItemProps) {
  const { to, for: owner, powers, from, until, reason, by, at, state } = delegation;
  const [isAsking, setAsking] = useState(false);
  const isViewer = (person: { readonly accountId: string } | null): boolean => person?.accountId === viewer;
  const words = {
    name: isViewer(to) ? text.youFirst : (to.name ?? text.somebody),
    owner: isViewer(owner) ? text.you : (owner?.name ?? text.theOwner),
    powers: doing(powers),
    from: dayText(from, locale),
    until: dayText(until, locale, true),
  };
  const { relative, exact, iso } = when(at, Date.now(), locale);
  const [before = '', after = ''] = fill(isViewer(by) ? text.lentByYou : text.lentBy, { name: by.name ?? text.somebody }).split('{when}');

  return (
    <li className="delegation">
      <div className="delegation-head">
        <p className="delegation-what" dir="auto">
          {fill(state === 'ended' && until <= from ? text.neverBegan : text[state], words)}
        </p>
        <Lozenge appearance={LOOK[state]}>{text.state[state]}</Lozenge>
      </div>
      <p dir="auto">{fill(text.reason, { reason })}</p>
      <p className="delegates-quiet" dir="auto">
        {before}
        <time dateTime={iso} title={exact}>
          {relative}
        </time>
        {after}
      </p>
      {mayEnd && state !== 'ended' && (
        <Ending
          isAsking={isAsking}
          setAsking={setAsking}
          label={fill(text.endOf, { name: words.name })}
          means={fill(state === 'now' ? text.endMeans : text.endMeansLater, words)}
          end={() => end(delegation.id)}
          onEnded={() => onEnded(words.name)}
        />
      )}
    </li>
  );
}

interface EndingProps {
  readonly isAsking: boolean;
  readonly setAsking: (isAsking: boolean) => void;
  readonly label: string;
  readonly means: string;
  readonly end: () => ReturnType<DelegatesApi['end']>;
  readonly onEnded: () => void;
}

/** Says first what ending does. */
function Ending({ isAsking, setAsking, label, means, end, onEnded }: EndingProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(isAsking);
  // The pressed button makes room for its question, or comes back: the focus goes along.
  useEffect(() => {
    if (wasAsking.current !== isAsking) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  const confirm = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    const outcome = await end();
    setBusy(false);
    if (outcome.kind === 'done') onEnded();
    else setFailure(outcome.kind === 'conflict' ? text.endConflict : fill(text.notEnded, { reason: outcome.message }));
  };

  if (!isAsking) {
    return (
      <div className="delegates-actions">
        <Button ref={first} spacing="compact" aria-label={label} onClick={() => setAsking(true)}>
          {text.end}
        </Button>
      </div>
    );
  }
  return (
    <div className="delegation-ending">
      <p dir="auto">{means}</p>
      {failure !== null && <Failure sentence={failure} />}
      <div className="delegates-actions">
        <Button ref={first} spacing="compact" appearance="danger" isLoading={isBusy} onClick={() => void confirm()}>
          {text.endNow}
        </Button>
        <Button
          spacing="compact"
          isDisabled={isBusy}
          onClick={() => {
            setFailure(null);
            setAsking(false);
          }}
        >
          {text.keep}
        </Button>
      </div>
    </div>
  );
}
