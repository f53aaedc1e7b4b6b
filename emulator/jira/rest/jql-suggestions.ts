import type { Jira } from '../jira';
import { contextOf } from '../jql';
import type { EntityType } from '../jql/field-types';
import { jqlField } from '../jql/fields';

const MOST = 15;

/** What values of a kind are called, of those the person may know of. */
function names(jira: Jira, accountId: string | null, type: EntityType): readonly string[] {
  const { state } = jira;
  const of = (rows: Iterable<{ readonly name: string }>): string[] => [...rows].map((row) => row.name);
  switch (type) {
    case 'project':
      return of(jira.projects.visibleTo(accountId));
    case 'issuetype':
      return of(state.issueTypes.values());
    case 'status':
      return of(state.statuses.values());
    case 'priority':
      return of(state.priorities.values());
    case 'resolution':
      return of(state.resolutions.values());
    case 'sprint':
      return jira.boards.list(accountId).flatMap((board) => of(jira.sprints.listFor(board, undefined)));
    case 'user':
      return jira.permissions.has(accountId, 'USER_PICKER') ? jira.users.search('', { active: true }).map((user) => user.displayName) : [];
    default:
      return [];
  }
}

/** Values of a field that have a word beginning with the text. @throws JiraError 400 for a field JQL does not know */
export function suggestionsFor(jira: Jira, accountId: string | null, fieldName: string, text: string): readonly string[] {
  const field = jqlField(fieldName.replace(/^"(.*)"$/, '$1'), contextOf(jira, accountId, jira.clock.now()));
  if (field.kind !== 'entity') return [];
  const wanted = text.toLowerCase();
  const found = [...new Set(names(jira, accountId, field.type))].filter(
    (name) => name.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(` ${wanted}`),
  );
  return found.sort((a, b) => a.localeCompare(b)).slice(0, MOST);
}
