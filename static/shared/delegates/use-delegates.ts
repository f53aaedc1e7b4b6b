import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Call } from '../../../src/contract/call';
import { endDelegation, lendPowers, readDelegates, type DelegatesView, type LentPower } from '../../../src/contract/ownership';
import { ask } from '../client';
import { useReading } from '../use-reading';

export type DelegatesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly refused: boolean; readonly message: string }
  | { readonly kind: 'open'; readonly view: DelegatesView };

export interface Loan {
  readonly to: string;
  readonly powers: readonly LentPower[];
  readonly from: number;
  readonly until: number;
  readonly reason: string;
}

/** `conflict`: somebody was faster, and the list shows what they did. */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'conflict' } | { readonly kind: 'failed'; readonly message: string };

export interface DelegatesApi {
  readonly state: DelegatesState;
  readonly retry: () => void;
  readonly lend: (loan: Loan) => Promise<Outcome>;
  readonly end: (id: string) => Promise<Outcome>;
}

/** Who stands in. `ownerRevision` tells of another owner, whose delegates are others; undefined while that is not known. */
export function useDelegates(projectId: string, ownerRevision: number | undefined): DelegatesApi {
  const [state, setState] = useState<DelegatesState>({ kind: 'loading' });
  const latest = useRef(state);
  latest.current = state;

  const read = useCallback(() => ask(readDelegates, { projectId }), [projectId]);
  const show = useCallback((answer: Answer<DelegatesView>) => {
    setState((before) => {
      if (answer.ok) return { kind: 'open', view: answer.data };
      // A list that could not be refreshed is better than none: acting on it asks the server again.
      return before.kind === 'open' ? before : { kind: 'failed', refused: answer.code === 'refused', message: answer.message };
    });
  }, []);
  const again = useReading(read, show);

  const known = useRef(ownerRevision);
  useEffect(() => {
    const isNews = known.current !== undefined && ownerRevision !== undefined && known.current !== ownerRevision;
    known.current = ownerRevision ?? known.current;
    if (isNews) again();
  }, [ownerRevision, again]);

  const change = useCallback(
    async <Input extends { readonly projectId: string; readonly revision: number }>(
      call: Call<Input, DelegatesView>,
      input: (revision: number) => Input,
    ): Promise<Outcome> => {
      const open = latest.current;
      if (open.kind !== 'open') return { kind: 'conflict' };
      const answer = await ask(call, input(open.view.revision));
      if (answer.ok) {
        show(answer);
        return { kind: 'done' };
      }
      if (answer.code !== 'conflict') return { kind: 'failed', message: answer.message };
      const fresh = await read();
      show(fresh);
      return fresh.ok ? { kind: 'conflict' } : { kind: 'failed', message: fresh.message };
    },
    [read, show],
  );

  return {
    state,
    retry: useCallback(() => {
      setState({ kind: 'loading' });
      again();
    }, [again]),
    lend: useCallback(
      (loan: Loan) => change(lendPowers, (revision) => ({ projectId, revision, ...loan, powers: [...loan.powers] })),
      [change, projectId],
    ),
    end: useCallback((id: string) => change(endDelegation, (revision) => ({ projectId, revision, id })), [change, projectId]),
  };
}
