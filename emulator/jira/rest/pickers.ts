import { badRequest, JiraError } from '../errors';
import type { Issue } from '../model';
import { boolParam, define } from './define';
import { suggestionsFor } from './jql-suggestions';
import { ok, type Operation, type OperationContext } from './operation';
import { marked } from './rendered';

const MOST_PICKED = 20;

/** Issues whose key or summary holds the text, by key number; the current issue and, unless wanted, sub-tasks are left out. */
function picked(context: OperationContext, jql: string, text: string): readonly Issue[] {
  const { jira, caller, query } = context;
  const current = query.get('currentIssueKey');
  const project = query.get('currentProjectId');
  const subtasks = boolParam(query, 'showSubTasks', true);
  const wanted = text.toLowerCase();
  try {
    return jira.search
      .run(jql, caller.accountId, { hiddenProjects: jira.appAccess.hiddenProjects(caller) })
      .issues.filter((issue) => issue.key !== current && (project === null || issue.projectId === project))
      .filter((issue) => subtasks || (jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0) >= 0)
      .filter((issue) => issue.key.toLowerCase().includes(wanted) || issue.summary.toLowerCase().includes(wanted))
      .slice(0, MOST_PICKED);
  } catch (error) {
    // A wrong query finds nothing here, as in Jira's own picker.
    if (error instanceof JiraError) return [];
    throw error;
  }
}

/** What Jira suggests while somebody types the name of an issue: those of a query, and those the person saw last (not kept here). */
function pickIssues(context: OperationContext): Record<string, unknown> {
  const text = context.query.get('query') ?? '';
  const jql = context.query.get('currentJQL');
  const found = text === '' ? [] : picked(context, jql ?? 'ORDER BY updated DESC', text);
  context.spend(found.length);
  const section = {
    label: jql === null ? 'History Search' : 'Current Search',
    id: jql === null ? 'hs' : 'cs',
    sub: `Showing ${found.length} of ${found.length} matching issues`,
    issues: found.map((issue) => ({
      id: Number(issue.id),
      key: issue.key,
      keyHtml: marked(issue.key, text),
      img: `/rest/api/${context.apiVersion}/universal_avatar/view/type/issuetype/owner/${issue.typeId}`,
      summary: marked(issue.summary, text),
      summaryText: issue.summary,
    })),
  };
  return { sections: [section] };
}

export const pickerOperations: readonly Operation[] = [
  define('GET', 'issue/picker', (context) => ok(pickIssues(context))),
  define('GET', 'jql/autocompletedata/suggestions', (context) => {
    const { jira, caller, query } = context;
    const name = query.get('fieldName');
    if (name === null || name === '') throw badRequest('The fieldName parameter is required.');
    if (query.has('predicateName'))
      throw new JiraError(501, ['This local Jira does not suggest values of predicates. See docs/emulator.md.']);
    const value = query.get('fieldValue') ?? '';
    return ok({
      results: suggestionsFor(jira, caller.accountId, name, value).map((text) => ({ value: text, displayName: marked(text, value, 'b') })),
    });
  }),
  define('GET', 'mypreferences/locale', (context) => ok({ locale: context.jira.users.get(context.caller.accountId ?? '').locale })),
];
