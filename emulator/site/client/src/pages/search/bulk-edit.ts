import { ApiError, messageOf } from '../../api';
import type { IssueJson } from '../../jira-types';

export interface Outcome {
  readonly issue: IssueJson;
  /** Jira's sentence; absent: it was done. */
  readonly problem?: string;
}

const AT_ONCE = 4;
const PATIENCE_MS = 1_000;
const MOST_TRIES = 6;

/**
 * Does the same to all issues, one by one as the person, a few at a time and in order, until `stopped()`; tells each outcome as it comes. One that
 * is refused does not hold up the others.
 */
export async function changeAll(
  issues: readonly IssueJson[],
  change: (issue: IssueJson) => Promise<void>,
  tell: (outcome: Outcome) => void,
  stopped: () => boolean,
): Promise<void> {
  const waiting = [...issues];
  const worker = async (): Promise<void> => {
    for (let issue = waiting.shift(); issue !== undefined && !stopped(); issue = waiting.shift()) {
      const problem = await patiently(() => change(issue));
      tell({ issue, ...(problem === undefined ? {} : { problem }) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Waits where Jira asks to (429). */
async function patiently(change: () => Promise<void>): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change();
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429 || attempt === MOST_TRIES) return messageOf(error);
      await new Promise((done) => window.setTimeout(done, PATIENCE_MS));
    }
  }
}
