import { z } from 'zod';
import { badRequest, notFound } from '../errors';
import type { Issue } from '../model';
import { parseBody } from './define';
import { noContent, ok, type Operation, type OperationContext, type Reply } from './operation';
import { software } from './software-common';
import { epicJson } from './software-json';
import { paged, type Lister } from './software-lists';

/** Epics of company-managed projects. https://developer.atlassian.com/cloud/jira/software/rest/api-group-epic/ */
const MOST_MOVED = 50;

const levelOf = (context: OperationContext, issue: Issue): number => context.jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0;

/** @throws JiraError 404 also for an epic of a team-managed project, which this API does not know */
function epicOf(context: OperationContext): Issue {
  const { jira, caller, params } = context;
  const issue = jira.appAccess.visible(caller, params['epicIdOrKey'] ?? '');
  if (levelOf(context, issue) !== 1 || jira.projects.byId(issue.projectId)?.style === 'next-gen')
    throw notFound('The requested epic cannot be viewed because it either does not exist or you do not have permission to view it.');
  return issue;
}

const ofEpic: Lister = (context, query) => {
  const epic = epicOf(context);
  return context.jira.search.run(query.jql ?? '', context.caller.accountId, {
    ...query,
    defaultOrder: 'rank',
    where: (issue) => issue.parentId === epic.id,
  });
};

const withoutEpic: Lister = (context, query) =>
  context.jira.search.run(query.jql ?? '', context.caller.accountId, {
    ...query,
    defaultOrder: 'rank',
    where: (issue) => levelOf(context, issue) === 0 && issue.parentId === null,
  });

/** Sets (null: takes away) the parent as an edit of every issue. Checked before the first one changes. */
function moveTo(context: OperationContext, epic: Issue | null): Reply {
  const { jira, caller } = context;
  const { issues } = parseBody(z.object({ issues: z.array(z.string()) }), context.body);
  if (issues.length > MOST_MOVED) throw badRequest(`The number of issues must not exceed ${MOST_MOVED}.`);
  const moved = issues.map((name) => jira.appAccess.visible(caller, name));
  for (const issue of moved) {
    if (levelOf(context, issue) !== 0) throw badRequest(`Issue ${issue.key} cannot be in an epic: epics and sub-tasks cannot.`);
  }
  for (const issue of moved) jira.issues.edit(caller, issue.id, { fields: { parent: epic === null ? null : { id: epic.id } } });
  return noContent;
}

const READ = 'read:epic:jira-software';
const LIST = 'read:epic:jira-software read:issue-details:jira read:jql:jira';
const WRITE = 'write:epic:jira-software';

export const agileEpicOperations: readonly Operation[] = [
  software('GET', 'epic/{epicIdOrKey}', READ, (context) => ok(epicJson(context, epicOf(context)))),
  software('GET', 'epic/{epicIdOrKey}/issue', LIST, paged(ofEpic)),
  software('GET', 'epic/none/issue', LIST, paged(withoutEpic)),
  software('POST', 'epic/{epicIdOrKey}/issue', WRITE, (context) => moveTo(context, epicOf(context))),
  software('POST', 'epic/none/issue', WRITE, (context) => moveTo(context, null)),
];
