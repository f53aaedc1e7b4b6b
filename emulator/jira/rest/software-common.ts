import { JiraError } from '../errors';
import type { Caller } from '../model';
import type { Jira } from '../jira';
import type { Operation, OperationContext } from './operation';

/**
 * An operation of the Jira Software API: only granular scopes exist for it, and it needs a licence.
 * https://developer.atlassian.com/cloud/jira/software/rest/intro/
 */
export function software(method: Operation['method'], path: string, granular: string, handle: Operation['handle']): Operation {
  return {
    method,
    path: path.startsWith('/') ? path : `/rest/agile/1.0/${path}`,
    scopes: { granular: granular.split(' ') },
    handle: (context) => {
      requireLicence(context.jira, context.caller);
      return handle(context);
    },
  };
}

const SCOPE_VERBS = { GET: 'read', PUT: 'write', POST: 'write', DELETE: 'delete' } as const;

/** Operations on one kind of thing, whose granular scope follows from the method. */
export const softwareOn =
  (thing: string) =>
  (method: Operation['method'], path: string, handle: Operation['handle']): Operation =>
    software(method, path, `${SCOPE_VERBS[method]}:${thing}:jira-software`, handle);

function requireLicence(jira: Jira, { accountId }: Caller): void {
  const user = accountId === null ? undefined : jira.state.users.get(accountId);
  if (user?.licensed || user?.accountType === 'app') return;
  throw new JiraError(403, ['You do not have a valid license for Jira.']);
}

/** A numeric id from the path; anything else finds nothing. @throws JiraError 404 */
export function idParam(context: OperationContext, name: string): number {
  const value = context.params[name] ?? '';
  if (!/^\d+$/.test(value)) throw new JiraError(404, [`No resource was found for '${value}'.`]);
  return Number(value);
}

export const agileUrl = (context: OperationContext, path: string): string => `${context.baseUrl}/rest/agile/1.0/${path}`;
