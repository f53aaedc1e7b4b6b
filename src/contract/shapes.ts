import * as z from 'zod/mini';

/** Numeric Jira id as a string. Claims only: what it names is read as the caller. */
export const jiraId = z.string().check(z.regex(/^[1-9]\d{0,18}$/));

/** Atlassian account id: opaque, at most 128 characters. */
export const accountId = z.string().check(z.regex(/^[a-zA-Z0-9:_-]{1,128}$/));

/** Who did something and when (epoch milliseconds); `name` is null where Jira does not tell it (any more). */
export const done = z.object({ by: z.string(), name: z.nullable(z.string()), at: z.number() });

/** `name` is null where Jira knows no such account (any more). */
export const person = z.object({ accountId: z.string(), name: z.nullable(z.string()) });

export const capacity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('delegate'), for: z.string() }),
  z.object({ kind: z.literal('member') }),
  z.object({ kind: z.literal('admin') }),
]);
