import * as z from 'zod/mini';
import type { AccountId, IssueId } from '../core/actor';
import type { Storage } from '../core/storage';

/**
 * For whom the app wrote factors itself, where Jira's history names the app: `scored-by:{issueId}`, the newest fifty, oldest first.
 */
export interface Write {
  readonly by: AccountId;
  readonly at: number;
}

const MOST = 50;
/** How far our note may lie from the entry Jira made of the write. */
const SAME_WRITE_MS = 60_000;

const write = z.object({ by: z.string(), at: z.number() });
const stored = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), by: z.string(), at: z.number() }),
  z.object({ version: z.literal(2), writes: z.array(write) }),
]);

const key = (issueId: IssueId): string => `scored-by:${issueId}`;

export async function readWrites(storage: Storage, issueId: IssueId): Promise<readonly Write[]> {
  const found = await storage.get(key(issueId), (value) => stored.parse(value));
  if (found === undefined) return [];
  return found.version === 1 ? [{ by: found.by, at: found.at }] : found.writes;
}

export async function noteWrite(storage: Storage, issueId: IssueId, made: Write): Promise<void> {
  const writes = [...(await readWrites(storage, issueId)), made].slice(-MOST);
  await storage.set(key(issueId), { version: 2, writes });
}

/** Whose write an entry of the app's from about `at` was. */
export function writerAt(writes: readonly Write[], at: number): AccountId | null {
  const near = writes.filter((each) => Math.abs(each.at - at) <= SAME_WRITE_MS);
  const [closest] = near.sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at));
  return closest?.by ?? null;
}
