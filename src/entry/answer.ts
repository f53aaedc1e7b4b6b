import { failed as failures, refused as refusals } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { Answer } from '../contract/call';
import type { ForAdmins } from '../core/administered';
import type { RefusalReason } from '../core/authority';
import { AppError, ForForge, RateLimitedError, RejectedError } from '../core/errors';
import type { Log } from '../core/ports';
import type { ForBrowsers } from '../core/readers';

/** A refusal by the rules, as the sentence the person reads. */
export function refused(reason: RefusalReason | keyof typeof refusals): Answer<never> {
  return {
    ok: false,
    code: reason === 'cannot-see' || reason === 'cannot-see-project' ? 'not-found' : reason === 'conflict' ? 'conflict' : 'refused',
    message: refusals[reason],
  };
}

/** The one place where what was thrown becomes a sentence. What nobody foresaw is logged with an id, and the person sees the id. */
export function failed(error: unknown, log: Log, newId: () => string): Answer<never> {
  if (error instanceof ForForge) throw error;
  if (error instanceof RateLimitedError) {
    return {
      ok: false,
      code: 'rate-limited',
      message: fill(failures['rate-limited'], { seconds: error.retryAfterSeconds }),
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  if (error instanceof RejectedError)
    return { ok: false, code: 'rejected', message: error.message === '' ? failures.rejected : error.message };
  if (error instanceof AppError && (error.code === 'not-found' || error.code === 'unavailable' || error.code === 'forbidden')) {
    log.warn('A call failed', { code: error.code, reason: error.message });
    return { ok: false, code: error.code, message: failures[error.code] };
  }
  const id = newId().slice(0, 8);
  log.error('A call failed', error, { reference: id });
  const code = error instanceof AppError && error.code === 'unreadable' ? 'unreadable' : 'unknown';
  return { ok: false, code, message: fill(failures[code], { id }) };
}

/** A refusal about a project rather than an issue. */
export function refusedProject(reason: Parameters<typeof refused>[0]): Answer<never> {
  return refused(reason === 'cannot-see' ? 'cannot-see-project' : reason);
}

export function ofReader<T>(result: ForBrowsers<T>): Answer<T> {
  return result.kind === 'shown' ? { ok: true, data: result.shown } : refusedProject(result.reason);
}

export function ofProject<T>(result: ForAdmins<T>): Answer<T> {
  return result.kind === 'shown' ? { ok: true, data: result.shown } : refusedProject(result.reason);
}
