import type { TestSite } from '../../builders/site';

export const ORIGIN = 'http://localhost:8080';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Answers are asserted on, not typed.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A call of a page of that person: with the session's cookie. `path` begins with `/`. */
export async function pageCall(site: TestSite, person: string, method: string, path: string, body?: unknown): Promise<PageAnswer> {
  const send = (at: string, how: string, what: unknown, cookie = ''): Promise<Response> =>
    site.fetch(
      new Request(ORIGIN + at, {
        method: how,
        headers: { 'content-type': 'application/json', cookie },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      }),
    );
  const session = await send('/_site/session', 'POST', { accountId: site.as(person).accountId });
  const response = await send(path, method, body, session.headers.get('set-cookie')?.split(';')[0]);
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined };
}
