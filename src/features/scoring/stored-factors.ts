import * as z from 'zod/mini';
import type { StoredFactors } from './rules';

const inputs = z.record(z.string(), z.number());

/** Anybody who may edit the issue can write the field, so its value is checked like any input. */
const schema = z.object({ model: z.string(), inputs, earlier: z.optional(z.record(z.string(), inputs)) });

/** The Value factors field as it reads: null where it is empty, `unreadable` where its form is not ours. */
export function readFactors(value: unknown): StoredFactors | null | 'unreadable' {
  if (value === null || value === undefined) return null;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'unreadable';
}
