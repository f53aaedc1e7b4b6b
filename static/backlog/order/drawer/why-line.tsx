import { useCallback, useState } from 'react';
import Button from '@atlaskit/button/new';
import { backlog, panel } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { readWhy, type WhyView } from '../../../../src/contract/ranking';
import { ask } from '../../../shared/client';
import { MomentIn } from '../../../shared/requests/moment-in';
import type { Reader } from '../../../shared/reader';
import { useReading } from '../../../shared/use-reading';
import { actorWords } from '../../actor-words';

const text = backlog.order.why;

type State = WhyView | { readonly failure: string } | null;

interface WhyLineProps {
  readonly issueId: string;
  readonly reader: Reader;
  /** Another says when to read again. */
  readonly since: unknown;
}

/** Why the issue stands here (S4): pinned, ranked by somebody, by score; a line high before it is known. */
export function WhyLine({ issueId, reader, since }: WhyLineProps) {
  const [state, setState] = useState<State>(null);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `since` says when to read again
  const read = useCallback(() => ask(readWhy, { issueId }), [issueId, since]);
  const show = useCallback(
    (answer: Awaited<ReturnType<typeof read>>) => setState(answer.ok ? answer.data : { failure: answer.message }),
    [],
  );
  const again = useReading(read, show);
  if (state === null) return <div className="skeleton skeleton-line" />;
  if ('failure' in state)
    return (
      <div className="buttons">
        <p role="alert" className="quiet" title={state.failure}>
          {text.failed}
          <span className="visually-hidden"> {state.failure}</span>
        </p>
        <Button spacing="compact" onClick={again}>
          {panel.retry}
        </Button>
      </div>
    );
  const { last } = state;
  if (last === null) return <p className="quiet">{text.unknown}</p>;
  const { sentence, at, reason } = words(last, reader);
  return (
    <div className="why">
      <p className="quiet" dir="auto">
        <MomentIn sentence={sentence} at={at} locale={reader.locale} />
      </p>
      {reason !== null && (
        <blockquote className="request-reason" dir="auto">
          {reason}
        </blockquote>
      )}
    </div>
  );
}

type Last = NonNullable<WhyView['last']>;

function words(last: Last, reader: Reader): { readonly sentence: string; readonly at: number; readonly reason: string | null } {
  const [by, owner] = last.kind === 'hand' ? [last.row.by, last.row.capacity?.for ?? null] : [last.by, last.for];
  const who = actorWords(by, owner, reader);
  if (last.kind === 'by-score') return { sentence: fill(text.byScore, { name: who }), at: last.at, reason: null };
  const sentence = last.row.outcome === 'joined' ? text.joined : last.row.outcome === 'carried-out' ? text.carriedOut : text.hand;
  return { sentence: fill(sentence, { name: who }), at: last.row.at, reason: last.row.reason };
}
