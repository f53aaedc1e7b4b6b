import { Filter, FilterConditions, ForgeKvsAPIError, kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { AppError } from '../core/errors';
import type { Storage } from '../core/storage';

/** The custom entity of manifest.yml that revised values live in: only entities can be written on a condition. */
const REVISED = 'revised-value';
const revisedRow = z.object({ version: z.literal(1), revision: z.number(), value: z.unknown() });

/** https://developer.atlassian.com/platform/forge/storage-reference/transactions/ */
const A_TRANSACTION = 25;
const MOST_KEYS = 500;
/** https://developer.atlassian.com/platform/forge/storage-reference/kvs-batch/ */
const A_BATCH = 25;

/** Forge's key-value storage and custom entities. */
export const storage: Storage = {
  async get(key, parse) {
    const value = await attempt(() => kvs.get<unknown>(key));
    return value === undefined || value === null ? undefined : understood(key, () => parse(value));
  },
  getMany: (keys, parse) => many(undefined, keys, parse),
  async set(key, value) {
    await attempt(() => kvs.set(key, value));
  },
  async delete(key) {
    await attempt(() => kvs.delete(key));
  },
  async forgetRevised(key) {
    await attempt(() => kvs.entity(REVISED).delete(key));
  },
  async deleteAll(keys) {
    for (let start = 0; start < keys.length; start += A_TRANSACTION) {
      let transaction = kvs.transact();
      for (const key of keys.slice(start, start + A_TRANSACTION)) transaction = transaction.delete(key);
      await attempt(() => transaction.execute());
    }
  },
  async forgetRow(entity, key) {
    await attempt(() => kvs.entity(entity).delete(key));
  },
  async keys(prefix) {
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(100);
      const page = await attempt(() => (cursor === undefined ? query : query.cursor(cursor)).getMany());
      keys.push(...page.results.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor !== undefined && cursor !== '' && keys.length < MOST_KEYS);
    return keys;
  },
  async row(entity, key, parse) {
    const value = await attempt(() => kvs.entity<unknown>(entity).get(key));
    return value === undefined || value === null ? undefined : understood(key, () => parse(value));
  },
  rowMany: (entity, keys, parse) => many(entity, keys, parse),
  async rows({ entity, index, partition, range, sort, limit, cursor, parse }) {
    const ordered = kvs
      .entity<unknown>(entity)
      .query()
      .index(index, { partition: [...partition] })
      .sort(sort === 'ascending' ? Sort.ASC : Sort.DESC)
      .limit(limit);
    // A query takes one condition on its range: both bounds at once.
    const bounded =
      range === undefined ? ordered : ordered.where(WhereConditions.between(range.from ?? 0, range.until ?? Number.MAX_SAFE_INTEGER));
    const { results, nextCursor } = await attempt(() => (cursor === null ? bounded : bounded.cursor(cursor)).getMany());
    return { rows: results.map(({ key, value }) => ({ key, value: understood(key, () => parse(value)) })), cursor: nextCursor ?? null };
  },
  async revised(key, parse) {
    const row = await attempt(() => kvs.entity<unknown>(REVISED).get(key));
    if (row === undefined || row === null) return undefined;
    return understood(key, () => {
      const { revision, value } = revisedRow.parse(row);
      return { revision, value: parse(value) };
    });
  },
  revisedMany: (keys, parse) =>
    many(REVISED, keys, (row) => {
      const { revision, value } = revisedRow.parse(row);
      return { revision, value: parse(value) };
    }),
  async commit(writes) {
    let transaction = kvs.transact();
    for (const write of writes) {
      if ('after' in write) {
        const { key, value, after } = write;
        const unchanged = after === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(after);
        const conditions = new Filter<z.infer<typeof revisedRow>>().and('revision', unchanged);
        transaction = transaction.set(key, { version: 1, revision: after + 1, value }, { entityName: REVISED, conditions });
      } else if ('entity' in write) transaction = transaction.set(write.key, write.value, { entityName: write.entity });
      else transaction = transaction.set(write.key, write.value);
    }
    try {
      await attempt(() => transaction.execute());
      return 'done';
    } catch (error) {
      // What Forge answers where a condition does not hold is not documented: look.
      for (const write of writes) {
        if ('after' in write && (await revisionOf(write.key)) !== write.after) return 'conflict';
      }
      throw error;
    }
  },
};

async function many<T>(
  entityName: string | undefined,
  keys: readonly string[],
  parse: (value: unknown) => T,
): Promise<ReadonlyMap<string, T>> {
  const distinct = [...new Set(keys)];
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < distinct.length; start += A_BATCH) batches.push(distinct.slice(start, start + A_BATCH));
  const found = await Promise.all(
    batches.map((batch) =>
      attempt(() => kvs.batchGet<unknown>(batch.map((key) => ({ key, ...(entityName === undefined ? {} : { entityName }) })))),
    ),
  );
  const failed = found.flatMap(({ failedKeys }) => failedKeys).find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  // Taken for absent, a value that could not be read would be overwritten.
  if (failed !== undefined) throw new AppError('unavailable', `Storage: ${failed.error.code}`);
  return new Map(
    found.flatMap(({ successfulKeys }) => successfulKeys.map(({ key, value }) => [key, understood(key, () => parse(value))] as const)),
  );
}

async function revisionOf(key: string): Promise<number> {
  const row = await attempt(() => kvs.entity<unknown>(REVISED).get(key));
  return row === undefined || row === null ? 0 : understood(key, () => revisedRow.parse(row).revision);
}

function understood<T>(key: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    // A newer release may have written it before a rollback: refuse, rather than read it wrongly and write it back.
    throw new AppError('unreadable', `Stored value ${key} has an unknown form`, { cause });
  }
}

async function attempt<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof ForgeKvsAPIError)) throw cause;
    throw new AppError('unavailable', `Storage: ${cause.code}`, { cause });
  }
}
