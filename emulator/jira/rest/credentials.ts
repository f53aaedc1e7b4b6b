import { JiraError } from '../errors';
import type { Jira } from '../jira';
import type { Caller } from '../model';

export type ResolveSession = (request: Request) => string | undefined;

const NOT_AUTHENTICATED = 'Client must be authenticated to access this resource.';

/** 401 as Jira answers without usable credentials. The OAuth challenge, not a Basic one, so browsers do not pop up a dialogue. */
export const notAuthenticated = (jira: Jira): JiraError =>
  new JiraError(401, [NOT_AUTHENTICATED], {}, { 'WWW-Authenticate': `OAuth realm="${encodeURIComponent(jira.baseUrl)}"` });

/**
 * Who a request comes from: Basic (e-mail and any token), a session of the site, or nobody. Wrong credentials are refused
 * rather than treated as nobody. A session's writes must come from the site itself.
 */
export function callerOf(jira: Jira, request: Request, resolveSession: ResolveSession | undefined): Caller {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return { accountId: basicAccount(jira, authorization) };
  const accountId = resolveSession?.(request);
  if (accountId === undefined || !jira.state.users.get(accountId)?.active) return { accountId: null };
  if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !sameOrigin(request)) throw new JiraError(403, ['XSRF check failed']);
  return { accountId };
}

function basicAccount(jira: Jira, authorization: string): string {
  const refused = new JiraError(
    401,
    [NOT_AUTHENTICATED],
    {},
    { ...notAuthenticated(jira).headers, 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' },
  );
  const [scheme, encoded] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !encoded) throw refused;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  const [email, token] = colon < 0 ? [decoded, ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
  const user = email === '' || token === '' ? undefined : jira.users.byEmail(email);
  if (!user?.active) throw refused;
  return user.accountId;
}

/** Browsers send Origin with every write; a client that is no browser (none sent) is not the attack this check is about. */
function sameOrigin(request: Request): boolean {
  if (request.headers.get('x-atlassian-token') === 'no-check') return true;
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') !== 'cross-site';
  try {
    return new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host);
  } catch {
    return false;
  }
}
