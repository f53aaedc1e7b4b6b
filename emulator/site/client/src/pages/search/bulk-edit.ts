import { ApiError, messageOf } from '../../api';
import type { IssueJson } from '../../jira-types';
import { saveFields } from '../issue/issue-data';

export interface Outcome {
  readonly issue: IssueJson;
  /** Jira's sentence; absent: it was edited. */
  readonly problem?: string;
}

const AT_ONCE = 4;
const PATIENCE_MS = 1_000;
const MOST_TRIES = 6;

/**
 * Edits the issues one by one as the person, a few at a time and in order, until `stopped()`; tells each outcome as it comes. One that
 * is refused does not hold up the others.
 */
export async function editAll(
  issues: readonly IssueJson[],
  fields: Readonly<Record<string, unknown>>,
  tell: (outcome: Outcome) => void,
  stopped: () => boolean,
): Promise<void> {
  const waiting = [...issues];
  const worker = async (): Promise<void> => {
    for (let issue = waiting.shift(); issue !== undefined && !stopped(); issue = waiting.shift()) {
      const problem = await edit(issue, fields);
      tell({ issue, ...(problem === undefined ? {} : { problem }) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Waits where Jira asks to (429). */
async function edit(issue: IssueJson, fields: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await saveFields(issue.key, fields);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429 || attempt === MOST_TRIES) return messageOf(error);
      await new Promise((done) => window.setTimeout(done, PATIENCE_MS));
    }
  }
}
