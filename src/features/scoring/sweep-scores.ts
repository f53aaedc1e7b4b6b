import * as z from 'zod/mini';
import type { Storage } from '../../core/storage';
import { settleScores, type SettleDeps } from './settle-scores';

const KEY = 'scoring:swept';
const stored = z.object({ version: z.literal(1), at: z.number() });

const MINUTE = 60_000;
/** Wider than the search index and the events are late, so that a change seen by neither is still in the next window. */
const OVERLAP = 20 * MINUTE;
/** The watermark is written about once an hour: windows overlap anyway, and every write is paid for. */
const WATERMARK_AGE = 50 * MINUTE;

/** Finds issues whose factors changed and whose event never came. Covers everything since the last sweep that finished. */
export async function sweepScores(deps: SettleDeps & { readonly storage: Storage; readonly now: () => number }): Promise<number> {
  const now = deps.now();
  const last = await deps.storage.get(KEY, (value) => stored.parse(value));
  const since = last?.at ?? now - WATERMARK_AGE;
  let changed = 0;
  for await (const page of deps.fields.changedWithin(Math.ceil((now - since + OVERLAP) / MINUTE)))
    changed += await settleScores(deps, page);
  if (last === undefined || now - last.at >= WATERMARK_AGE) await deps.storage.set(KEY, { version: 1, at: now });
  return changed;
}
