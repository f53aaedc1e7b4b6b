import { route } from '@forge/api';
import type { IssueId } from '../core/actor';
import { RejectedError } from '../core/errors';
import type { FieldId } from '../core/site';
import { callJira, nothing } from './jira-client';

/** How many issue-field values one call takes is not documented: start here, halve on a refusal. */
const WRITE_CHUNK = 100;

interface Value {
  readonly id: IssueId;
  readonly value: unknown;
}

/** Writes values of a field of ours as the app, quietly: no history entry, no mail. Answers the issues Jira would not take. */
export async function writeQuietly(field: FieldId, values: readonly Value[]): Promise<readonly IssueId[]> {
  const refused: IssueId[] = [];
  const write = async (chunk: readonly Value[]): Promise<void> => {
    try {
      await writeValues(byValue(field, chunk), false);
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      const [only] = chunk;
      if (chunk.length === 1 && only) {
        refused.push(only.id);
        return;
      }
      const half = Math.ceil(chunk.length / 2);
      await write(chunk.slice(0, half));
      await write(chunk.slice(half));
    }
  };
  for (let start = 0; start < values.length; start += WRITE_CHUNK) await write(values.slice(start, start + WRITE_CHUNK));
  return refused;
}

/** The same, for Jira's history to show. RejectedError where Jira would not take it. */
export const writeInHistory = (field: FieldId, { id, value }: Value): Promise<unknown> =>
  writeValues([{ customField: field, issueIds: [Number(id)], value }], true);

interface ValueUpdate {
  readonly customField: FieldId;
  readonly issueIds: readonly number[];
  readonly value: unknown;
}

/** One update per distinct value keeps the request small. */
function byValue(customField: FieldId, values: readonly Value[]): readonly ValueUpdate[] {
  const groups = new Map<string, { readonly value: unknown; readonly issueIds: number[] }>();
  for (const { id, value } of values) {
    const same = JSON.stringify(value);
    const group = groups.get(same) ?? { value, issueIds: [] };
    group.issueIds.push(Number(id));
    groups.set(same, group);
  }
  return [...groups.values()].map(({ value, issueIds }) => ({ customField, issueIds, value }));
}

const writeValues = (updates: readonly ValueUpdate[], inHistory: boolean): Promise<unknown> =>
  callJira({
    as: 'app',
    method: 'POST',
    path: route`/rest/api/3/app/field/value?generateChangelog=${String(inHistory)}`,
    body: { updates },
    answer: nothing,
  });
