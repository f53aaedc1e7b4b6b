import * as z from 'zod/mini';
import type { AccountId, IssueId } from '../../core/actor';
import type { Storage } from '../../core/storage';

/** Somebody found the answers an issue has still right: as good as having given them then. The latest counts. */
export interface Confirmation {
  readonly by: AccountId;
  readonly at: number;
}

const stored = z.object({ version: z.literal(1), by: z.string(), at: z.number() });
const parse = (value: unknown): Confirmation => {
  const { by, at } = stored.parse(value);
  return { by, at };
};

/** One value an issue: `confirmed:{issueId}`. The account id in it is the only one (D4). */
const PREFIX = 'confirmed:';

export async function readConfirmation(storage: Storage, issueId: IssueId): Promise<Confirmation | null> {
  return (await storage.get(PREFIX + issueId, parse)) ?? null;
}

export async function readConfirmations(storage: Storage, issueIds: readonly IssueId[]): Promise<ReadonlyMap<IssueId, Confirmation>> {
  const found = await storage.getMany(
    issueIds.map((id) => PREFIX + id),
    parse,
  );
  return new Map([...found].map(([key, confirmation]) => [key.slice(PREFIX.length), confirmation]));
}

export const keepConfirmation = (storage: Storage, issueId: IssueId, { by, at }: Confirmation): Promise<void> =>
  storage.set(PREFIX + issueId, { version: 1, by, at });
