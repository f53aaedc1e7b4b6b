/** Jira writes moments as `2020-09-01T20:10:14.894+0000`; here always in UTC. `at`: epoch milliseconds. */
export const jiraTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** Epoch milliseconds of an ISO 8601 date and time (also `+0300` without a colon), or undefined. */
export function parseJiraTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/u.test(text)) return undefined;
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(at) ? undefined : at;
}

/** Whether the text is a real calendar date `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
