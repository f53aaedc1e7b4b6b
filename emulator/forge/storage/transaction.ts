import { z } from 'zod';
import { meets, parseFilters } from './conditions';
import { checkKey, MAX_MULTI_BYTES, MAX_OPERATIONS } from './limits';
import { badRequest, StorageError } from './storage-error';
import type { PreparedWrite, Store } from './store';

const Operation = z.object({
  key: z.unknown(),
  value: z.unknown().optional(),
  entityName: z.string().optional(),
  conditions: z.unknown().optional(),
  options: z.object({ ttl: z.unknown().optional() }).optional(),
});
const Transaction = z.object({
  set: z.array(Operation).optional(),
  delete: z.array(Operation).optional(),
  check: z.array(Operation).optional(),
});

/**
 * Sets, deletes and checks that happen together or not at all. Everything is checked before anything is written; since storage runs
 * on one thread, nothing can come between.
 * https://developer.atlassian.com/platform/forge/storage-reference/transactions-entities/
 * @returns bytes written
 * @throws StorageError TRANSACTION_CONDITION_FAILED if a condition is not met; else what a single write would throw.
 */
export function transact(store: Store, body: unknown, bodyBytes: number): number {
  const parsed = Transaction.safeParse(body);
  if (!parsed.success) throw badRequest('A transaction has set, delete and check operations.');
  const { set = [], delete: remove = [], check = [] } = parsed.data;
  const all = [...set, ...remove, ...check];
  if (all.length === 0) throw badRequest('The transaction has no operations.');
  if (all.length > MAX_OPERATIONS) throw badRequest(`A transaction has at most ${MAX_OPERATIONS} operations; this one has ${all.length}.`);
  if (bodyBytes > MAX_MULTI_BYTES) throw new StorageError(400, 'MAX_SIZE', 'The transaction is over 4 MB.');
  checkUniqueKeys(all);

  const writes: PreparedWrite[] = set.map((operation) =>
    store.prepare({ ...operation, ttl: operation.options?.ttl }, store.tableOf(operation.entityName)),
  );
  for (const { key, entityName } of [...remove, ...check]) checkKey(key, entityName !== undefined);
  if (check.some(({ conditions }) => conditions === undefined)) throw badRequest('A check needs conditions.');

  for (const { key, entityName, conditions } of all) {
    if (conditions === undefined) continue;
    if (entityName === undefined) throw badRequest('Only operations on entities can have conditions.');
    const { definition, table } = store.entity(entityName);
    if (!meets(parseFilters(conditions, definition), table.get(String(key))?.value)) {
      throw new StorageError(409, 'TRANSACTION_CONDITION_FAILED', `The conditions on "${String(key)}" are not met; nothing was changed.`);
    }
  }

  for (const { table, row } of writes) table.put(row);
  for (const { key, entityName } of remove) store.tableOf(entityName).delete(String(key));
  return writes.reduce((sum, { row }) => sum + row.bytes, 0);
}

/** Each key may be used once. @throws StorageError BAD_REQUEST */
export function checkUniqueKeys(items: readonly { readonly key?: unknown; readonly entityName?: string | undefined }[]): void {
  const seen = new Set<string>();
  for (const { key, entityName } of items) {
    const place = JSON.stringify([entityName ?? null, key]);
    if (seen.has(place)) throw badRequest(`The key "${String(key)}" is used more than once.`);
    seen.add(place);
  }
}
