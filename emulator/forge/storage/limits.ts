import type { Json } from '../../json';
import { badRequest, StorageError } from './storage-error';

/** https://developer.atlassian.com/platform/forge/limits-kvs-ce/ */
export const MAX_KEY_LENGTH = 500;
export const MAX_VALUE_BYTES = 240 * 1024;
export const MAX_DEPTH = 31;
export const MAX_OPERATIONS = 25;
export const MAX_MULTI_BYTES = 4 * 1024 * 1024;
export const MAX_RANGE_BYTES = 900;
export const MAX_PARTITION_BYTES = 1700;
export const MAX_CONDITIONS = 100;
export const MAX_TTL_MS = 365 * 86_400_000;
export const DEFAULT_PAGE = 10;
export const MAX_PAGE = 100;

const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/** @throws StorageError KEY_TOO_SHORT / EMPTY_KEY, KEY_TOO_LONG, INVALID_KEY. */
export function checkKey(key: unknown, entity: boolean): string {
  if (typeof key !== 'string') throw new StorageError(400, 'INVALID_KEY', 'The key must be a string.');
  if (key.length === 0) throw new StorageError(400, entity ? 'EMPTY_KEY' : 'KEY_TOO_SHORT', 'The key cannot be empty.');
  if (key.length > MAX_KEY_LENGTH) throw new StorageError(400, 'KEY_TOO_LONG', `The key is over ${MAX_KEY_LENGTH} characters.`);
  if (!KEY_PATTERN.test(key)) throw new StorageError(400, 'INVALID_KEY', `The key does not match ${KEY_PATTERN.source}.`);
  return key;
}

/** The value as JSON text. @throws StorageError BAD_REQUEST for null, MAX_SIZE, MAX_DEPTH. */
export function checkValue(value: Json | undefined): string {
  if (value === null || value === undefined) throw badRequest('The value must be a JSON value other than null.');
  if (depthOf(value) > MAX_DEPTH) throw new StorageError(400, 'MAX_DEPTH', `The value is nested deeper than ${MAX_DEPTH}.`);
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_VALUE_BYTES)
    throw new StorageError(400, 'MAX_SIZE', `The value has ${bytes} bytes, over the limit of ${MAX_VALUE_BYTES}.`);
  return text;
}

function depthOf(value: Json, limit = MAX_DEPTH + 1): number {
  if (typeof value !== 'object' || value === null || limit === 0) return 0;
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, limit - 1));
  return deepest + 1;
}
