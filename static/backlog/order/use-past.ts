import { useCallback, useState } from 'react';
import { readPastOrder } from '../../../src/contract/ranking';
import { ask } from '../../shared/client';
import { useReading } from '../../shared/use-reading';
import type { Tier } from './use-order';

export type PastState =
  | { readonly kind: 'loading'; readonly at: number }
  | { readonly kind: 'failed'; readonly at: number; readonly message: string }
  | {
      readonly kind: 'open';
      readonly at: number;
      readonly order: readonly string[];
      readonly hidden: number;
      /** Nothing older is kept: this is the oldest order there is. */
      readonly keptSince: number | null;
    };

/** The order as it was at a moment; null: as it is now. */
export function usePast(projectId: string, tier: Tier, at: number | null): readonly [PastState | null, () => void] {
  const [state, setState] = useState<(PastState & { readonly tier: Tier }) | null>(null);
  const read = useCallback(
    async () => (at === null ? null : { at, answer: await ask(readPastOrder, { projectId, tier, at }) }),
    [projectId, tier, at],
  );
  const show = useCallback(
    (past: Awaited<ReturnType<typeof read>>) => {
      if (past === null) return setState(null);
      const { answer } = past;
      setState(
        answer.ok ? { kind: 'open', tier, at: past.at, ...answer.data } : { kind: 'failed', tier, at: past.at, message: answer.message },
      );
    },
    [tier],
  );
  const again = useReading(read, show);
  if (at === null) return [null, again];
  return [state?.at === at && state.tier === tier ? state : { kind: 'loading', at }, again];
}
