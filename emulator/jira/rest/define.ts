import { type z } from 'zod';
import { JiraError } from '../errors';
import { ACCESS } from './access';
import type { JsonContext } from './json-context';
import type { Operation, OperationContext } from './operation';

/**
 * An operation of the platform API with the scopes and anonymous access Atlassian lists for it.
 * `path` is relative to /rest/api/3/ unless it starts with a slash.
 */
export function define(
  method: Operation['method'],
  path: string,
  handle: Operation['handle'],
  more: { readonly appOnly?: boolean } = {},
): Operation {
  const full = path.startsWith('/') ? path : `/rest/api/3/${path}`;
  const access = ACCESS[`${method} ${full}`];
  if (!access) throw new Error(`No scopes are listed for ${method} ${full}`);
  return {
    method,
    path: full,
    scopes: {
      ...(access.classic === undefined ? {} : { classic: words(access.classic) }),
      ...(access.granular === undefined ? {} : { granular: words(access.granular) }),
    },
    ...(access.anonymous ? { anonymous: true } : {}),
    ...(more.appOnly ? { appOnly: true } : {}),
    handle,
  };
}

export const jsonContext = (context: OperationContext): JsonContext => ({
  jira: context.jira,
  accountId: context.caller.accountId,
  apiVersion: context.apiVersion,
  baseUrl: context.baseUrl,
});

/** The body as `schema` has it; else 400 `Invalid request payload…`, as Jira answers when its own parser refuses. */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const errors: Record<string, string> = {};
  const messages: string[] = [];
  for (const issue of result.error.issues) {
    const name = issue.path.join('.');
    if (name === '') messages.push(issue.message);
    else errors[name] ??= issue.message;
  }
  throw new JiraError(
    400,
    messages.length > 0 ? messages : ['Invalid request payload. Refer to the REST API documentation and try again.'],
    errors,
  );
}

/** Repeated and comma-separated query parameters, as Jira takes both. */
export function listParam(query: URLSearchParams, name: string): string[] | undefined {
  const values = query.getAll(name);
  if (values.length === 0) return undefined;
  return values
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

export function boolParam(query: URLSearchParams, name: string, fallback: boolean): boolean {
  const value = query.get(name);
  return value === null || value === '' ? fallback : value.toLowerCase() === 'true';
}

export function intParam(query: URLSearchParams, name: string, fallback: number): number {
  const value = query.get(name);
  if (value === null || value === '') return fallback;
  const number = Number(value);
  // Jira answers 404 here: its router cannot convert the parameter, so no resource matches.
  if (!Number.isInteger(number)) throw new JiraError(404, [`Could not convert the value "${value}" of "${name}" to a number.`]);
  return number;
}

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
