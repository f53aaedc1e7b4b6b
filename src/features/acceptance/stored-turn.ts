import * as z from 'zod/mini';
import type { AtomicWrite, Storage } from '../../core/storage';

/** Whose turn it is to write something to Jira: one at a time, since what two send at once arrives in any order. */
export interface StoredTurn {
  /** Null: nobody's. */
  readonly turn: string | null;
  readonly at: number;
  /** 0: it was nobody's yet. */
  readonly revision: number;
}

/** A function of a page has 25 s, and a schedule writes a hundred issues in less: whoever took a turn that long ago is dead, and what they had sent has arrived. */
export const DEAD_AFTER = 90_000;

const stored = z.object({ version: z.literal(1), turn: z.nullable(z.string()), at: z.number() });

export async function readTurns(storage: Pick<Storage, 'revisedMany'>, keys: readonly string[]): Promise<(key: string) => StoredTurn> {
  const found = await storage.revisedMany(keys, (value) => stored.parse(value));
  return (key) => {
    const held = found.get(key);
    return held === undefined ? { turn: null, at: 0, revision: 0 } : { turn: held.value.turn, at: held.value.at, revision: held.revision };
  };
}

/** Whether somebody is at it. */
export const isTaken = ({ turn, at }: StoredTurn, now: number): boolean => turn !== null && now - at < DEAD_AFTER;

/** Takes it, lets it go (`turn` null), or has whose it is look again: they let it go on condition that nobody wrote it meanwhile. */
export const turnWrite = (key: string, { turn, at }: Omit<StoredTurn, 'revision'>, after: number): AtomicWrite => ({
  ...{ key, after },
  value: { version: 1, turn, at },
});
