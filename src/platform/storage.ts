import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import { AppError } from '../core/errors';
import type { Storage } from '../core/storage';

/** Forge's key-value storage and custom entities. */
export const storage: Storage = {
  async get(key, parse) {
    const value = await attempt(() => kvs.get<unknown>(key));
    if (value === undefined || value === null) return undefined;
    try {
      return parse(value);
    } catch (cause) {
      // A newer release may have written it before a rollback: refuse, rather than read it wrongly and write it back.
      throw new AppError('unreadable', `Stored value ${key} has an unknown form`, { cause });
    }
  },
  async set(key, value) {
    await attempt(() => kvs.set(key, value));
  },
  async commit(writes) {
    let transaction = kvs.transact();
    for (const { key, value, entity } of writes) {
      transaction = entity === undefined ? transaction.set(key, value) : transaction.set(key, value, { entityName: entity });
    }
    await attempt(() => transaction.execute());
  },
};

async function attempt<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof ForgeKvsAPIError)) throw cause;
    throw new AppError('unavailable', `Storage: ${cause.code}`, { cause });
  }
}
