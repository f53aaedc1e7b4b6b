import { jiraTime } from '../jira-time';
import type { ChangelogEntry } from '../model';
import type { JsonContext } from './json-context';
import { userJson } from './user-json';

/** An entry of an issue's history. `changelog/bulkfetch` may give the time as a number, by a switch. */
export function changelogJson(context: JsonContext, entry: ChangelogEntry, created: 'iso' | 'epoch' = 'iso'): Record<string, unknown> {
  const author = userJson(context, entry.authorId);
  return {
    id: entry.id,
    ...(author ? { author } : {}),
    created: created === 'epoch' ? entry.created : jiraTime(entry.created),
    items: entry.items.map((item) => ({
      field: item.field,
      fieldtype: item.fieldtype,
      ...(item.fieldId === undefined ? {} : { fieldId: item.fieldId }),
      from: item.from,
      fromString: item.fromString,
      to: item.to,
      toString: item.toString,
    })),
  };
}
