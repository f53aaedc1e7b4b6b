import { asApp, asUser, isForgePlatformError, type Route } from '@forge/api';
import { handleType, retry, type IBackoffFactory, type IRetryBackoffContext } from 'cockatiel';
import * as z from 'zod/mini';
import { AppError, ForForge, RateLimitedError, RejectedError } from '../core/errors';

/**
 * Calls to Jira's REST API with the answer checked by schema.
 *
 * Errors: AppError `not-found` (404), `forbidden` (401, 403), `unavailable` (5xx, no answer), `unreadable` (an answer of another shape);
 * RejectedError (400, 422, with Jira's sentences); RateLimitedError (429). A 429 that asks for a short wait, and a 5xx, are tried again
 * where the call may be repeated.
 */
export interface JiraRequest<T> {
  readonly as: 'user' | 'app';
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: Route;
  readonly body?: unknown;
  readonly answer: z.ZodMiniType<T>;
  /** It makes something new: tried again, it would make two. */
  readonly once?: boolean;
}

/** For calls that answer nothing (204). */
export const nothing = z.undefined();

const refusal = z.object({
  errorMessages: z.catch(z.array(z.string()), []),
  errors: z.catch(z.record(z.string(), z.string()), {}),
});

/** A function of the panel has 25 s in all: longer waits are the caller's to decide on. */
const LONGEST_WAIT_SECONDS = 2;

class Passing extends Error {
  constructor(
    readonly mapped: AppError,
    readonly waitMilliseconds: number,
  ) {
    super(mapped.message, { cause: mapped });
  }
}

/** Waits as long as Jira asked. */
const asAsked: IBackoffFactory<IRetryBackoffContext<unknown>> = {
  next: ({ result }) => ({
    duration: 'error' in result && result.error instanceof Passing ? result.error.waitMilliseconds : 0,
    next: (context) => asAsked.next(context),
  }),
};

/** Most calls may be repeated: reads, and writes that set a value to what it shall be. */
const again = retry(handleType(Passing), { maxAttempts: 2, backoff: asAsked });

export async function callJira<T>(request: JiraRequest<T>): Promise<T> {
  try {
    return request.once === true ? await attempt(request) : await again.execute(() => attempt(request));
  } catch (error) {
    throw error instanceof Passing ? error.mapped : error;
  }
}

async function attempt<T>({ as, method, path, body, answer }: JiraRequest<T>): Promise<T> {
  // Without the query: it can hold account ids, and this ends in logs.
  const call = `${method} ${path.value.split('?')[0]}`;
  const api = as === 'user' ? asUser() : asApp();
  let response;
  try {
    response = await api.requestJira(path, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    // Forge asks the person for consent itself when it sees its own error.
    if (cause instanceof Error && isForgePlatformError(cause)) throw new ForForge(cause);
    throw new AppError('unavailable', `${call}: no answer`, { cause });
  }
  const text = await response.text();
  if (!response.ok) throw mapRefusal(response.status, text, response.headers.get('Retry-After'), call);
  const parsed = answer.safeParse(text === '' ? undefined : parseJson(text));
  if (!parsed.success) {
    throw new AppError('unreadable', `${call}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  }
  return parsed.data;
}

function mapRefusal(status: number, text: string, retryAfter: string | null, call: string): Error {
  const what = `${call}: ${status}`;
  if (status === 404) return new AppError('not-found', what);
  if (status === 401 || status === 403) return new AppError('forbidden', what);
  if (status === 429) {
    const seconds = Math.max(1, Number.parseInt(retryAfter ?? '', 10) || 1);
    const error = new RateLimitedError(seconds);
    return seconds <= LONGEST_WAIT_SECONDS ? new Passing(error, seconds * 1000) : error;
  }
  if (status >= 500) return new Passing(new AppError('unavailable', what), 300);
  if (status !== 400 && status !== 422) return new AppError('unavailable', what);
  const parsed = refusal.safeParse(parseJson(text));
  return parsed.success ? new RejectedError(parsed.data.errorMessages, parsed.data.errors) : new RejectedError([], {});
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
