import { currentInvocation } from './invocation';

/**
 * Counts changes: a write to Jira or to the app's storage, or a delivered event. Settling runs every schedule once after the last
 * one. What a schedule's own run changes, directly or through its events and messages, does not count: it would never end.
 */
export class Changes {
  private count = 1;

  get latest(): number {
    return this.count;
  }

  note(): void {
    if (currentInvocation.getStore()?.fromSchedule !== true) this.count += 1;
  }
}

const READING_POSTS = /\/(?:search\/[\w-]+|bulkfetch|check|evaluate|analyse|parse|match|workflows|update\/validation)$/;

/** Whether a REST call can have changed anything; several of Jira's reads are POSTs. */
export const isWrite = (method: string, pathname: string): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) && !(method === 'POST' && READING_POSTS.test(pathname));
