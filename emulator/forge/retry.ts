import { z } from 'zod';
import type { InvocationOutcome } from './invocation';

/** https://developer.atlassian.com/platform/forge/events-reference/product_events/#retry-atlassian-app-events */
export const MAX_RETRIES = 4;
const MAX_RETRY_AFTER_S = 900;
const MAX_RETRY_DATA_BYTES = 4 * 1024;
/** First wait after a failure the app did not ask to retry; doubles each time, up to 15 minutes. */
const FIRST_BACKOFF_S = 30;

/** What an `InvocationError` of @forge/events looks like once it is JSON. */
const RetryRequest = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({ retryAfter: z.number().optional(), retryReason: z.string().optional(), retryData: z.unknown().optional() })
    .optional(),
});

export interface RetryContext {
  readonly retryCount: number;
  readonly retryReason: string;
  readonly retryData?: unknown;
}

export interface Retry {
  readonly afterMs: number;
  readonly context: RetryContext;
}

/**
 * Whether and when an event is to be tried again after `outcome`. A function asks by returning an InvocationError; a crash or a
 * timeout is retried by the platform. What a function throws is retried for queue events only (`retriesErrors`).
 */
export function retryOf(outcome: InvocationOutcome, retriesSoFar: number, retriesErrors: boolean): Retry | undefined {
  if (retriesSoFar >= MAX_RETRIES) return undefined;
  const retryCount = retriesSoFar + 1;
  if (outcome.ok) {
    const request = RetryRequest.safeParse(outcome.value);
    if (!request.success) return undefined;
    const { retryAfter = 1, retryReason = 'FUNCTION_RETRY_REQUEST', retryData } = request.data.retryOptions ?? {};
    const afterMs = Math.min(MAX_RETRY_AFTER_S, Math.max(1, retryAfter)) * 1000;
    return { afterMs, context: { retryCount, retryReason, ...(sendable(retryData) ? { retryData } : {}) } };
  }
  const reason =
    PLATFORM_REASONS[outcome.reason] ?? (retriesErrors && outcome.reason === 'error' ? 'FUNCTION_PLATFORM_UNKNOWN_ERROR' : undefined);
  if (reason === undefined) return undefined;
  return { afterMs: Math.min(MAX_RETRY_AFTER_S, FIRST_BACKOFF_S * 2 ** retriesSoFar) * 1000, context: { retryCount, retryReason: reason } };
}

const PLATFORM_REASONS: Readonly<Record<string, string>> = { timeout: 'FUNCTION_TIME_OUT', crash: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' };

/** Anything but an object is lost on the way (ECO-734), and so is what is over 4 KB. */
const sendable = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Buffer.byteLength(JSON.stringify(data)) <= MAX_RETRY_DATA_BYTES;
