import type { Json, JsonObject } from '../../json';
import { documentToText } from '../adf';
import { valueShape } from '../fields';
import { jiraTime } from '../jira-time';
import type { Field, Issue } from '../model';
import { commentListJson } from './comment-json';
import { apiUrl, type JsonContext } from './json-context';
import { linkTypeJson } from './link-json';
import { issueTypeJson, priorityRef, projectRef, resolutionJson, statusCategoryJson, statusJson } from './project-json';
import { groupJson, userJson } from './user-json';

type Render = (context: JsonContext, issue: Issue) => unknown;

/** An issue named inside another (parent, sub-task). */
export function issueRef(context: JsonContext, issue: Issue): Record<string, unknown> {
  const { state } = context.jira;
  const status = state.statuses.get(issue.statusId);
  const priority = state.priorities.get(issue.priorityId);
  const type = state.issueTypes.get(issue.typeId);
  return {
    id: issue.id,
    key: issue.key,
    self: apiUrl(context, `issue/${issue.id}`),
    fields: {
      summary: issue.summary,
      ...(status ? { status: statusJson(context, status) } : {}),
      ...(priority ? { priority: priorityRef(context, priority) } : {}),
      ...(type ? { issuetype: issueTypeJson(context, type) } : {}),
    },
  };
}

const nothing: Render = () => null;
const emptyList: Render = () => [];
const progress: Render = () => ({ progress: 0, total: 0 });

/** System fields as GET issue answers them. Fields the local Jira keeps no data for answer what an untouched issue would. */
const SYSTEM: Readonly<Record<string, Render>> = {
  summary: (_, issue) => issue.summary,
  description: (context, issue) =>
    context.apiVersion === '2' && issue.description ? documentToText(issue.description) : issue.description,
  issuetype: (context, issue) => {
    const type = context.jira.state.issueTypes.get(issue.typeId);
    return type ? issueTypeJson(context, type) : null;
  },
  project: (context, issue) => {
    const project = context.jira.state.projects.get(issue.projectId);
    return project ? projectRef(context, project) : null;
  },
  status: (context, issue) => {
    const status = context.jira.state.statuses.get(issue.statusId);
    return status ? statusJson(context, status) : null;
  },
  statusCategory: (context, issue) => statusCategoryJson(context, context.jira.state.statuses.get(issue.statusId)?.category ?? 'undefined'),
  priority: (context, issue) => {
    const priority = context.jira.state.priorities.get(issue.priorityId);
    return priority ? priorityRef(context, priority) : null;
  },
  resolution: (context, issue) => {
    const resolution = issue.resolutionId === null ? undefined : context.jira.state.resolutions.get(issue.resolutionId);
    return resolution ? resolutionJson(context, resolution) : null;
  },
  resolutiondate: (_, issue) => (issue.resolved === null ? null : jiraTime(issue.resolved)),
  statuscategorychangedate: (_, issue) => jiraTime(issue.statusCategoryChanged),
  created: (_, issue) => jiraTime(issue.created),
  updated: (_, issue) => jiraTime(issue.updated),
  duedate: (_, issue) => issue.dueDate,
  labels: (_, issue) => issue.labels,
  assignee: (context, issue) => userJson(context, issue.assigneeId),
  reporter: (context, issue) => userJson(context, issue.reporterId),
  creator: (context, issue) => userJson(context, issue.creatorId),
  parent: (context, issue) => {
    const parent = issue.parentId === null ? undefined : context.jira.state.issues.get(issue.parentId);
    return parent ? issueRef(context, parent) : undefined;
  },
  subtasks: (context, issue) =>
    context.jira.issues
      .childrenOf(issue.id)
      .filter((child) => (context.jira.state.issueTypes.get(child.typeId)?.hierarchyLevel ?? 0) < 0)
      .map((child) => issueRef(context, child)),
  security: (context, issue) => {
    const project = context.jira.state.projects.get(issue.projectId);
    const level = project?.securityLevels.find((one) => one.id === issue.securityLevelId);
    return level ? { self: apiUrl(context, `securitylevel/${level.id}`), id: level.id, description: '', name: level.name } : null;
  },
  comment: (context, issue) => commentListJson(context, issue),
  worklog: () => ({ startAt: 0, maxResults: 20, total: 0, worklogs: [] }),
  votes: (context, issue) => {
    const voters = context.jira.watching.votersOf(issue.id);
    return {
      self: apiUrl(context, `issue/${issue.key}/votes`),
      votes: voters.length,
      hasVoted: voters.includes(context.accountId ?? ''),
    };
  },
  watches: (context, issue) => {
    const watchers = context.jira.watching.watchersOf(issue.id);
    return {
      self: apiUrl(context, `issue/${issue.key}/watchers`),
      watchCount: watchers.length,
      isWatching: watchers.includes(context.accountId ?? ''),
    };
  },
  timetracking: () => ({}),
  progress,
  aggregateprogress: progress,
  workratio: () => -1,
  attachment: emptyList,
  issuelinks: (context, issue) => linksOf(context, issue),
  components: emptyList,
  fixVersions: emptyList,
  versions: emptyList,
  environment: nothing,
  lastViewed: nothing,
  timespent: nothing,
  timeestimate: nothing,
  timeoriginalestimate: nothing,
  aggregatetimespent: nothing,
  aggregatetimeestimate: nothing,
  aggregatetimeoriginalestimate: nothing,
};

/** Each link as this issue sees it: the issue at its other end, unless that may not be seen. */
function linksOf(context: JsonContext, issue: Issue): readonly unknown[] {
  const { jira, accountId } = context;
  return jira.links.of(issue.id).flatMap((link) => {
    const outward = link.sourceId === issue.id;
    const other = jira.state.issues.get(outward ? link.targetId : link.sourceId);
    const type = jira.links.type(link.typeId);
    if (!other || !type || !jira.permissions.canSee(accountId, other)) return [];
    return [
      {
        id: link.id,
        self: apiUrl(context, `issueLink/${link.id}`),
        type: linkTypeJson(context, type),
        [outward ? 'outwardIssue' : 'inwardIssue']: issueRef(context, other),
      },
    ];
  });
}

export const isRankField = (field: Field): boolean => field.schema.custom === 'com.pyxis.greenhopper.jira:gh-lexo-rank';
export const isSprintField = (field: Field): boolean => field.schema.custom === 'com.pyxis.greenhopper.jira:gh-sprint';

/** The value of a field as REST answers it; `undefined` = the field is left out (a parent that is not there). */
export function fieldValue(context: JsonContext, issue: Issue, field: Field): unknown {
  if (!field.custom) return SYSTEM[field.id]?.(context, issue) ?? (field.id === 'parent' ? undefined : null);
  if (isRankField(field)) return issue.rank;
  if (isSprintField(field)) return sprintValue(context, issue);
  const value = issue.custom[field.id];
  if (value === undefined || value === null) return null;
  return customValue(context, field, value);
}

function customValue(context: JsonContext, field: Field, value: Json): unknown {
  const kind = valueShape(field)?.kind;
  if (kind === 'richText') return context.apiVersion === '2' ? documentToText(value as JsonObject) : value;
  if (kind !== 'user' && kind !== 'group') return value;
  const one = (item: Json): unknown => {
    if (kind === 'user') return userJson(context, String(item));
    const group = context.jira.state.groups.get(String(item));
    return group ? groupJson(context, group) : item;
  };
  return Array.isArray(value) ? value.map((item: Json) => one(item)) : one(value);
}

/** The sprint field: every closed sprint the issue was in, then its open one; null when it never was in any. */
function sprintValue(context: JsonContext, issue: Issue): unknown {
  const sprints = issue.sprintIds.flatMap((id) => {
    const sprint = context.jira.state.sprints.get(id);
    if (!sprint) return [];
    const date = (at: number | null): string | undefined => (at === null ? undefined : new Date(at).toISOString());
    return [
      {
        id: sprint.id,
        name: sprint.name,
        state: sprint.state,
        boardId: sprint.originBoardId,
        goal: sprint.goal,
        ...(sprint.startDate === null ? {} : { startDate: date(sprint.startDate) }),
        ...(sprint.endDate === null ? {} : { endDate: date(sprint.endDate) }),
        ...(sprint.completeDate === null ? {} : { completeDate: date(sprint.completeDate) }),
      },
    ];
  });
  return sprints.length === 0 ? null : sprints;
}
