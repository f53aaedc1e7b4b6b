import type { Issue, Sprint } from '../model';
import { refused, type JqlContext } from './context';
import { dateOf } from './dates';
import type { EntityType } from './field-types';

/** https://support.atlassian.com/jira-software-cloud/docs/jql-functions/ (date functions are in dates.ts). */
export interface JqlFunction {
  readonly name: string;
  readonly type: EntityType;
  /** Gives several values: goes with IN, not with =. */
  readonly list: boolean;
  readonly args: readonly [min: number, max: number];
  readonly evaluate: (args: readonly string[], context: JqlContext) => readonly string[];
}

const sprintsIn =
  (state: Sprint['state']) =>
  (_: readonly string[], { jira }: JqlContext): readonly string[] =>
    [...jira.state.sprints.values()].filter((sprint) => sprint.state === state).map((sprint) => String(sprint.id));

export const JQL_FUNCTIONS: readonly JqlFunction[] = [
  { name: 'currentUser', type: 'user', list: false, args: [0, 0], evaluate: (_, { accountId }) => (accountId === null ? [] : [accountId]) },
  { name: 'membersOf', type: 'user', list: true, args: [1, 1], evaluate: membersOf },
  // "Open" here means started and not yet complete.
  { name: 'openSprints', type: 'sprint', list: true, args: [0, 0], evaluate: sprintsIn('active') },
  { name: 'closedSprints', type: 'sprint', list: true, args: [0, 0], evaluate: sprintsIn('closed') },
  { name: 'futureSprints', type: 'sprint', list: true, args: [0, 0], evaluate: sprintsIn('future') },
  {
    name: 'standardIssueTypes',
    type: 'issuetype',
    list: true,
    args: [0, 0],
    evaluate: (_, context) => typesWhere(context, (level) => level >= 0),
  },
  {
    name: 'subtaskIssueTypes',
    type: 'issuetype',
    list: true,
    args: [0, 0],
    evaluate: (_, context) => typesWhere(context, (level) => level < 0),
  },
  { name: 'updatedBy', type: 'issue', list: true, args: [1, 3], evaluate: updatedBy },
  { name: 'childIssuesOf', type: 'issue', list: true, args: [1, 1], evaluate: childIssuesOf },
  {
    name: 'projectsLeadByUser',
    type: 'project',
    list: true,
    args: [0, 1],
    evaluate: ([user], context) =>
      [...context.jira.state.projects.values()]
        .filter((project) => project.leadAccountId === (user ?? context.accountId))
        .map((project) => project.id),
  },
  {
    name: 'projectsWhereUserHasPermission',
    type: 'project',
    list: true,
    args: [1, 1],
    evaluate: ([permission], { jira, accountId }) => {
      const wanted = permission!.toLowerCase();
      const key = jira.permissions.keys.find((row) => row.key.toLowerCase() === wanted || row.name.toLowerCase() === wanted)?.key;
      if (!key) throw refused(`Function 'projectsWhereUserHasPermission' cannot find permission '${permission}'.`);
      return jira.permissions.projectsWith(accountId, key).map((project) => project.id);
    },
  },
];

/** @throws JiraError 400 for an unknown function or a wrong number of arguments */
export function jqlFunction(name: string, args: readonly string[]): JqlFunction {
  const found = JQL_FUNCTIONS.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!found) throw refused(`Unable to find JQL function '${name}(${args.join(', ')})'.`);
  const [min, max] = found.args;
  if (args.length < min || args.length > max) {
    throw refused(
      `Function '${found.name}' expected ${min === max ? `'${min}'` : `between '${min}' and '${max}'`} arguments but received '${args.length}'.`,
    );
  }
  return found;
}

function membersOf([group]: readonly string[], { jira }: JqlContext): readonly string[] {
  const wanted = group!.toLowerCase();
  const found = [...jira.state.groups.values()].find((row) => row.groupId === group || row.name.toLowerCase() === wanted);
  if (!found) throw refused(`Function 'membersOf' can not generate a list of usernames for group '${group}'; the group does not exist.`);
  return found.accountIds;
}

function typesWhere({ jira }: JqlContext, test: (level: number) => boolean): readonly string[] {
  return [...jira.state.issueTypes.values()].filter((type) => test(type.hierarchyLevel)).map((type) => type.id);
}

/** Issues a person created, changed or commented on, optionally after a date and before another. */
function updatedBy([user, from, to]: readonly string[], context: JqlContext): readonly string[] {
  const { state } = context.jira;
  const wanted = user!.toLowerCase();
  const account = [...state.users.values()].find(
    (row) => row.accountId === user || row.displayName.toLowerCase() === wanted || row.emailAddress.toLowerCase() === wanted,
  );
  if (!account) throw refused(`Function 'updatedBy' cannot find user '${user}'.`);
  const since = from === undefined ? -Infinity : dateOf(from, 'updatedBy', context);
  const until = to === undefined ? Infinity : dateOf(to, 'updatedBy', context);
  const counts = (authorId: string, at: number): boolean => authorId === account.accountId && at >= since && at <= until;
  const touched = (issue: Issue): boolean =>
    counts(issue.creatorId, issue.created) ||
    (state.changelogs.get(issue.id) ?? []).some((entry) => counts(entry.authorId, entry.created)) ||
    (state.comments.get(issue.id) ?? []).some(
      (comment) => counts(comment.authorId, comment.created) || counts(comment.updateAuthorId, comment.updated),
    );
  return [...state.issues.values()].filter(touched).map((issue) => issue.id);
}

/** Everything below an issue, at any depth. */
function childIssuesOf([idOrKey]: readonly string[], { jira, accountId }: JqlContext): readonly string[] {
  const root = jira.issues.byIdOrKey(idOrKey!);
  if (!root || !jira.permissions.canSee(accountId, root)) throw refused(`Function 'childIssuesOf' cannot find issue '${idOrKey}'.`);
  const below = new Set([root.id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const issue of jira.state.issues.values()) {
      if (issue.parentId !== null && below.has(issue.parentId) && !below.has(issue.id)) {
        below.add(issue.id);
        grown = true;
      }
    }
  }
  below.delete(root.id);
  return [...below];
}
