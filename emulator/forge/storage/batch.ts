import { z } from 'zod';
import { checkKey, MAX_MULTI_BYTES, MAX_OPERATIONS } from './limits';
import { describeRow, MetadataOptions } from './rows';
import { badRequest, StorageError } from './storage-error';
import type { Store } from './store';
import { checkUniqueKeys } from './transaction';

const Item = z.object({
  key: z.unknown(),
  value: z.unknown().optional(),
  entityName: z.string().optional(),
  options: z.object({ ttl: z.unknown().optional(), metadataFields: MetadataOptions.shape.metadataFields }).optional(),
});
type Item = z.infer<typeof Item>;

interface Reference {
  readonly key: unknown;
  readonly entityName?: string;
}

export interface BatchReply {
  readonly successfulKeys: readonly object[];
  readonly failedKeys: readonly (Reference & { readonly error: { readonly code: string; readonly message: string } })[];
  readonly bytes: number;
}

/**
 * Up to 25 operations, each of which succeeds or fails by itself; a batch that is empty, too large or names a key twice fails as a whole.
 * https://developer.atlassian.com/platform/forge/storage-reference/kvs-batch/
 */
export function batch(store: Store, operation: 'get' | 'set' | 'delete', body: unknown, bodyBytes: number): BatchReply {
  const parsed = z.array(Item).safeParse(body);
  if (!parsed.success) throw badRequest('A batch is a list of items with keys.');
  const items = parsed.data;
  if (items.length === 0) throw badRequest('The batch contains no keys.');
  if (items.length > MAX_OPERATIONS) throw badRequest(`A batch has at most ${MAX_OPERATIONS} keys; this one has ${items.length}.`);
  if (bodyBytes > MAX_MULTI_BYTES) throw new StorageError(400, 'MAX_SIZE', 'The batch is over 4 MB.');
  checkUniqueKeys(items);
  const reply = { successfulKeys: [] as object[], failedKeys: [] as BatchReply['failedKeys'][number][], bytes: 0 };
  for (const item of items) {
    const reference = { key: item.key, ...(item.entityName === undefined ? {} : { entityName: item.entityName }) };
    try {
      const { result, bytes } = perform(store, operation, item);
      reply.successfulKeys.push({ ...reference, ...result });
      reply.bytes += bytes;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      reply.failedKeys.push({ ...reference, error: { code: error.code, message: error.message } });
    }
  }
  return reply;
}

function perform(store: Store, operation: 'get' | 'set' | 'delete', item: Item): { readonly result: object; readonly bytes: number } {
  const table = store.tableOf(item.entityName);
  if (operation === 'set') {
    const { row } = store.prepare({ ...item, ttl: item.options?.ttl }, table);
    table.put(row);
    return { result: {}, bytes: row.bytes };
  }
  const key = checkKey(item.key, item.entityName !== undefined);
  if (operation === 'delete') {
    table.delete(key);
    return { result: {}, bytes: 0 };
  }
  const row = table.get(key);
  if (!row) throw new StorageError(404, 'KEY_NOT_FOUND', `The key "${key}" does not exist.`);
  return { result: describeRow(row, item.options?.metadataFields), bytes: row.bytes };
}
