import { useCallback, useMemo, useRef, useState } from 'react';
import { moveIssues, pinIssue, readOrder, type JobView, type OrderView } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import { useRefresh } from '../use-refresh';
import { anchorAt, withMove, type Move } from './moves';

export type Tier = OrderView['tier'];

export interface OpenOrder {
  readonly kind: 'open';
  readonly view: OrderView;
  /** The order with what this person moves already in place. */
  readonly order: readonly string[];
  readonly pinned: ReadonlySet<string>;
  /** Why it could not be refreshed; what was read stays. */
  readonly stale: string | null;
}

export type OrderState = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly message: string } | OpenOrder;

export type Moved =
  | { readonly kind: 'moved'; readonly id: string; readonly place: number }
  /** `again`: trying once more may help. */
  | { readonly kind: 'back'; readonly id: string; readonly message: string; readonly again: (() => void) | null };

export interface OrderApi {
  readonly state: OrderState;
  readonly retry: () => void;
  /** Quietly, as by itself every half minute. */
  readonly refresh: () => void;
  /** Puts an issue at this index, at once; `onMoved` hears what Jira made of it. */
  readonly move: (id: string, index: number, onMoved: (moved: Moved) => void) => void;
  /** Answers why not, or null. */
  readonly pin: (issueId: string, pinned: boolean) => Promise<string | null>;
  readonly replaceJob: (job: JobView | null) => void;
}

interface Base {
  readonly view: OrderView;
  readonly stale: string | null;
}

interface Failed {
  readonly tier: Tier;
  readonly failure: string;
}

/** A project's order, with this person's moves shown before Jira has them, one sent after the other. */
export function useOrder(projectId: string, tier: Tier): OrderApi {
  const [base, setBase] = useState<Base | Failed | null>(null);
  const [pending, setPending] = useState<readonly Move[]>([]);
  const [pins, setPins] = useState<readonly string[] | null>(null);
  const sent = useRef<Promise<void>>(Promise.resolve());
  // What was read before a move began or ended does not know of it.
  const turn = useRef(0);
  const moving = useRef(0);

  const read = useCallback(async () => {
    const before = turn.current;
    return { before, tier, answer: await ask(readOrder, { projectId, tier }) };
  }, [projectId, tier]);
  const show = useCallback(({ before, tier: of, answer }: Awaited<ReturnType<typeof read>>) => {
    if (before !== turn.current || moving.current > 0) return;
    setBase((now) => {
      if (answer.ok) return { view: answer.data, stale: null };
      const known = now !== null && 'view' in now && now.view.tier === of ? now : null;
      return known === null ? { tier: of, failure: answer.message } : { ...known, stale: answer.message };
    });
    if (answer.ok) setPins(answer.data.pinned);
  }, []);
  const refresh = useReading(read, show);
  useRefresh(refresh);

  // What was read of the other tier is not this one's.
  const own = base !== null && ('view' in base ? base.view.tier : base.tier) === tier ? base : null;
  const view = own !== null && 'view' in own ? own.view : null;
  const order = useMemo(() => pending.reduce(withMove, view?.order ?? []), [pending, view]);
  const pinned = useMemo(() => new Set(pins), [pins]);
  const latest = useRef(order);
  latest.current = order;

  const send = useCallback(
    (move: Move, onMoved: (moved: Moved) => void): void => {
      turn.current += 1;
      moving.current += 1;
      setPending((now) => [...now, move]);
      sent.current = sent.current.then(async () => {
        const answer = await ask(moveIssues, { projectId, tier, issues: [move.id], anchor: move.anchor });
        turn.current += 1;
        moving.current -= 1;
        setPending((now) => now.filter((each) => each !== move));
        if (answer.ok && answer.data.left.length === 0) {
          setBase((now) =>
            now !== null && 'view' in now ? { ...now, view: { ...now.view, order: [...withMove(now.view.order, move)] } } : now,
          );
          onMoved({ kind: 'moved', id: move.id, place: withMove(latest.current, move).indexOf(move.id) + 1 });
          return;
        }
        const isFinal = !answer.ok && (answer.code === 'refused' || answer.code === 'not-found' || answer.code === 'invalid-input');
        onMoved({
          kind: 'back',
          id: move.id,
          message: answer.ok ? '' : answer.message,
          again: isFinal ? null : () => send(move, onMoved),
        });
      });
    },
    [projectId, tier],
  );

  return {
    state: useMemo((): OrderState => {
      if (own === null) return { kind: 'loading' };
      return 'view' in own ? { kind: 'open', ...own, order, pinned } : { kind: 'failed', message: own.failure };
    }, [own, order, pinned]),
    refresh,
    retry: useCallback(() => {
      setBase(null);
      refresh();
    }, [refresh]),
    move: useCallback(
      (id, index, onMoved) => {
        const anchor = anchorAt(latest.current, id, index);
        if (anchor !== null && latest.current[index] !== id) send({ id, anchor }, onMoved);
      },
      [send],
    ),
    pin: useCallback(
      async (issueId, isPinned) => {
        const toggled = (now: readonly string[] | null, on: boolean): readonly string[] => {
          const others = (now ?? []).filter((id) => id !== issueId);
          return on ? [...others, issueId] : others;
        };
        turn.current += 1;
        setPins((now) => toggled(now, isPinned));
        const answer = await ask(pinIssue, { projectId, issueId, pinned: isPinned });
        turn.current += 1;
        setPins((now) => (answer.ok ? answer.data.pinned : toggled(now, !isPinned)));
        return answer.ok ? null : answer.message;
      },
      [projectId],
    ),
    replaceJob: useCallback((job) => {
      turn.current += 1;
      setBase((now) => (now !== null && 'view' in now ? { ...now, view: { ...now.view, job } } : now));
    }, []),
  };
}
