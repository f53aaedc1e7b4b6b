import type { Call } from '../../../src/contract/call';
import { ask } from '../client';

/** What came of reading a section's settings. `refused`: this person may not administer the project. */
export type SettingsRead<Settings> =
  { readonly type: 'read'; readonly settings: Settings } | { readonly type: 'unread'; readonly refused: boolean; readonly message: string };

export async function readSettings<Settings>(
  call: Call<{ projectId: string }, Settings>,
  projectId: string,
): Promise<SettingsRead<Settings>> {
  const answer = await ask(call, { projectId });
  return answer.ok
    ? { type: 'read', settings: answer.data }
    : { type: 'unread', refused: answer.code === 'refused', message: answer.message };
}
