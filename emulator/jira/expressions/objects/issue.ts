import type { Field, Issue, Sprint } from '../../model';
import { JiraCalendarDate } from '../dates';
import { toValue } from '../text';
import { type Entity, EntityType, JiraList } from '../values';
import type { MethodOf, PropertyOf, Value } from '../values';
import type { View } from '../view';
import { sprintOf } from './agile';
import { changelogsOf, commentsOf, newestChangelog } from './history';
import { userOf } from './people';
import { issueTypeOf, priorityOf, projectOf, resolutionOf, securityLevelOf, statusOf } from './project';
import { dateOrNull, each, free, numericId, once, propertiesOf } from './properties';
import { richText } from './rich-text';

const levelOf = (issue: Issue, view: View): number => view.jira.state.issueTypes.get(issue.typeId)?.hierarchyLevel ?? 0;
const isEpic = (issue: Issue, view: View): boolean => levelOf(issue, view) === 1;
const parentOf = (issue: Issue, view: View): Issue | undefined =>
  issue.parentId === null ? undefined : view.jira.state.issues.get(issue.parentId);

function children(issue: Issue, view: View, wanted: (child: Issue) => boolean = () => true): Value {
  if (issue.id === '') return new JiraList([]);
  const all = [...view.jira.state.issues.values()].filter((child) => child.parentId === issue.id && wanted(child));
  return new JiraList(
    all.filter((child) => view.jira.permissions.canSee(view.accountId, child)).map((child) => ISSUE.of(child, view)),
    true,
  );
}

const sprints = (issue: Issue, view: View, wanted: (sprint: Sprint) => boolean): Sprint[] =>
  issue.sprintIds.map((id) => view.jira.state.sprints.get(id)).filter((sprint): sprint is Sprint => sprint !== undefined && wanted(sprint));

function epicOf(issue: Issue, view: View): Entity | null {
  for (let current = parentOf(issue, view), guard = 0; current && guard < 3; current = parentOf(current, view), guard += 1)
    if (isEpic(current, view)) return visibleIssue(current, view);
  return null;
}

const NONE: PropertyOf<Issue> = free(() => null);
/** The local site has no such feature, so nobody can have put anything there. */
const EMPTY: PropertyOf<Issue> = once(() => new JiraList([]));
const ZERO: PropertyOf<Issue> = once(() => 0);

const ISSUE: EntityType<Issue> = new EntityType<Issue>('Issue', (issue) => issue.id, {
  properties: {
    id: free((issue) => numericId(issue.id)),
    key: free((issue) => (issue.key === '' ? null : issue.key)),
    summary: free((issue) => issue.summary),
    description: free((issue, view) => richText(issue.description, view)),
    environment: NONE,
    issueType: free((issue, view) => issueTypeOf(issue.typeId, view)),
    status: free((issue, view) => statusOf(issue.statusId, view)),
    project: free((issue, view) => projectOf(issue.projectId, view)),
    priority: free((issue, view) => priorityOf(issue.priorityId, view)),
    resolution: free((issue, view) => resolutionOf(issue.resolutionId, view)),
    securityLevel: free((issue, view) => securityLevelOf(issue.projectId, issue.securityLevelId, view)),
    created: free((issue) => dateOrNull(issue.created)),
    updated: free((issue) => dateOrNull(issue.updated)),
    resolutionDate: free((issue) => dateOrNull(issue.resolved)),
    dueDate: free((issue) => (issue.dueDate === null ? null : JiraCalendarDate.parse(issue.dueDate))),
    originalEstimate: NONE,
    remainingEstimate: NONE,
    timeSpent: NONE,
    assignee: once((issue, view) => userOf(issue.assigneeId, view)),
    reporter: once((issue, view) => userOf(issue.reporterId, view)),
    creator: once((issue, view) => userOf(issue.creatorId, view)),
    labels: once((issue) => new JiraList(issue.labels)),
    parent: once((issue, view) => {
      const parent = parentOf(issue, view);
      return parent ? visibleIssue(parent, view) : null;
    }),
    childIssues: once((issue, view) => children(issue, view)),
    subtasks: each((issue, view) => children(issue, view, (child) => levelOf(child, view) < 0)),
    comments: each((issue, view) => commentsOf(issue, view)),
    changelogs: each((issue, view) => changelogsOf(issue, view)),
    properties: propertiesOf((issue) => `issue:${issue.id}`),
    links: each(() => new JiraList([])),
    versions: EMPTY,
    fixVersions: EMPTY,
    components: EMPTY,
    attachments: EMPTY,
    worklogs: EMPTY,
    voters: EMPTY,
    watchers: EMPTY,
    votes: ZERO,
    watches: ZERO,
    isEpic: free((issue, view) => isEpic(issue, view)),
    epic: each((issue, view) => epicOf(issue, view)),
    sprint: each((issue, view) => {
      const open = sprints(issue, view, (sprint) => sprint.state !== 'closed').at(-1);
      return open ? sprintOf(open.id, view) : null;
    }),
    closedSprints: each(
      (issue, view) => new JiraList(sprints(issue, view, (sprint) => sprint.state === 'closed').map((sprint) => sprintOf(sprint.id, view))),
    ),
    flagged: each(() => false),
    name: each((issue, view) => (isEpic(issue, view) ? issue.summary : null)),
    color: each(() => null),
    done: each((issue, view) => (isEpic(issue, view) ? view.jira.state.statuses.get(issue.statusId)?.category === 'done' : null)),
    stories: each((issue, view) => (isEpic(issue, view) ? children(issue, view) : new JiraList([]))),
  },
  methods: {
    getNewestChangelog: { cost: 'each', call: newestChangelog } satisfies MethodOf<Issue>,
  },
  dynamic: (_issue, name, view) => {
    const field = customField(name, view);
    return field && once((issue) => customValue(issue, field, view));
  },
  dynamicNames: (_issue, view) =>
    [...view.jira.state.fields.values()].filter((field) => field.custom).flatMap((field) => [field.id, ...aliases(field, view)]),
  bean: (issue, view) => ({ id: issue.id, key: issue.key, self: `${view.jira.baseUrl}/rest/api/3/issue/${issue.id}` }),
});

/**
 * Jira also lists an app's fields under `{appId}__{environment}__{module key}`: seen in the error message of a real
 * site that names the properties of an issue.
 */
const aliases = ({ forge }: Field, view: View): string[] => (forge ? [`${forge.appId}__${view.environmentType}__${forge.moduleKey}`] : []);

function customField(name: string, view: View): Field | undefined {
  const byId = view.jira.state.fields.get(name);
  if (byId) return byId.custom ? byId : undefined;
  return [...view.jira.state.fields.values()].find((field) => aliases(field, view).includes(name));
}

/**
 * Custom fields read as the JSON that REST answers: an object field is a map, a person is a map with `accountId`. For object fields
 * no page says so (a formatter's `value` is documented as a map, `issue.customfield_N` is not): a switch makes them text.
 */
function customValue(issue: Issue, field: Field, view: View): Value {
  if (field.schema.custom === 'com.pyxis.greenhopper.jira:gh-lexo-rank') return issue.rank;
  if (field.schema.custom === 'com.pyxis.greenhopper.jira:gh-sprint') {
    const all = sprints(issue, view, () => true);
    return all.length === 0
      ? null
      : toValue(all.map(({ id, name, state, goal, originBoardId }) => ({ id, name, state, goal, boardId: originBoardId })));
  }
  const value = Object.hasOwn(issue.custom, field.id) ? (issue.custom[field.id] ?? null) : null;
  if (value !== null && field.forge?.type === 'object' && view.jira.switches.objectFieldsInExpressions === 'text')
    return JSON.stringify(value);
  return toValue(value);
}

/** Null when the person may not see it. An issue that is only being created (no id yet) is its creator's to see. */
export function visibleIssue(issue: Issue, view: View): Entity | null {
  return issue.id === '' || view.jira.permissions.canSee(view.accountId, issue) ? ISSUE.of(issue, view) : null;
}

export function visibleIssueBy(idOrKey: string, view: View): Entity | null {
  const { issues, issueKeys } = view.jira.state;
  const issue = issues.get(idOrKey) ?? issues.get(issueKeys.get(idOrKey) ?? '');
  return issue ? visibleIssue(issue, view) : null;
}
