import * as z from 'zod/mini';
import type { Now } from '../../core/clock';
import type { FoundScores } from '../../core/scores';
import { settleFound, type SettleDeps } from './settle-scores';

const KEY = 'scoring:swept';
const stored = z.object({ version: z.literal(1), at: z.number() });

const MINUTE = 60_000;
/** Wider than the search index and the events are late, so that a change seen by neither is still in the next window. */
const OVERLAP = 10 * MINUTE;
const FIRST_WINDOW = 60 * MINUTE;
/** Pages of a hundred issues a turn: 5,000 points at the most. What is left is the next turn's. */
const MAX_PAGES = 50;

/**
 * Finds issues whose factors changed and whose event never came. Looks at everything that changed since the last turn got there; a turn that
 * has to stop remembers how far it came. What the search shows is a hint: only issues it shows wrong are read strongly and written.
 */
export async function sweepScores(deps: SettleDeps & { readonly found: FoundScores; readonly now: Now }): Promise<number> {
  const now = deps.now();
  const last = await deps.storage.get(KEY, (value) => stored.parse(value));
  const since = last?.at ?? now - FIRST_WINDOW;
  let changed = 0;
  let pages = 0;
  let reached = now;
  for await (const page of deps.found.changedWithin(Math.ceil((now - since + OVERLAP) / MINUTE))) {
    changed += await settleFound(deps, page);
    pages += 1;
    if (pages >= MAX_PAGES) {
      // More changed within one window than a turn reads: go on from there, and always forward.
      reached = Math.max(page.at(-1)?.updated ?? 0, since + 5 * MINUTE);
      deps.log.warn('The sweep goes on at the next turn', { pages });
      break;
    }
  }
  await deps.storage.set(KEY, { version: 1, at: Math.min(reached, now) });
  return changed;
}
