import { randomUUID } from 'node:crypto';

const COOKIE = 'local.session';

/**
 * Who the browser is. A random id in an HttpOnly, SameSite=Strict cookie names a row kept in memory: no passwords, since
 * the site is a stand-in on this machine's loopback. Signing in again from the same browser replaces its row.
 */
export class Sessions {
  private readonly accounts = new Map<string, string>();

  /** The accountId of the browser behind `request`, or undefined. */
  resolve(request: Request): string | undefined {
    const id = sessionId(request);
    return id === undefined ? undefined : this.accounts.get(id);
  }

  /** @returns the Set-Cookie header of the new session. */
  start(request: Request, accountId: string): string {
    this.end(request);
    const id = randomUUID();
    this.accounts.set(id, accountId);
    return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** @returns the Set-Cookie header that forgets the session. */
  end(request: Request): string {
    const id = sessionId(request);
    if (id !== undefined) this.accounts.delete(id);
    return `${COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
  }
}

function sessionId(request: Request): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value) return value;
  }
  return undefined;
}

/**
 * Whether a changing request was made by a page of this site: browsers send `Origin` with it, scripts without a browser do
 * not. An app's frame lives on the other loopback host name, so its own requests are not the site's.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return true;
  return origin !== 'null' && new URL(origin).host === new URL(request.url).host;
}

/** Whether a document under `/_forge/` (an app's frame) sent this request: Atlassian's frame origin serves no API at all. */
export function isFromAppFrame(request: Request): boolean {
  const referer = request.headers.get('referer');
  return referer !== null && URL.canParse(referer) && new URL(referer).pathname.startsWith('/_forge/');
}
