import { badRequest } from '../errors';
import type { Board, Issue, Sprint } from '../model';
import { boolParam, listParam } from './define';
import { chosenFields, issueShaper } from './issue-json';
import type { JsonContext } from './json-context';
import type { OperationContext } from './operation';
import { agileUrl } from './software-common';

type Row = Record<string, unknown>;

const iso = (at: number): string => new Date(at).toISOString();

export function boardJson(context: OperationContext, board: Board): Row {
  const { jira } = context;
  const project = jira.state.projects.get(board.projectId);
  return {
    id: board.id,
    self: agileUrl(context, `board/${board.id}`),
    name: board.name,
    type: board.type,
    ...(project
      ? {
          location: {
            projectId: Number(project.id),
            displayName: `${project.name} (${project.key})`,
            projectName: project.name,
            projectKey: project.key,
            projectTypeKey: project.projectTypeKey,
            avatarURI: `${context.baseUrl}/rest/api/2/universal_avatar/view/type/project/avatar/${project.id}`,
            name: `${project.name} (${project.key})`,
          },
        }
      : {}),
    isPrivate: false,
  };
}

export function boardConfigurationJson(context: OperationContext, board: Board): Row {
  const { jira, baseUrl } = context;
  const project = jira.state.projects.get(board.projectId);
  const estimate = project ? jira.fields.estimateFieldOf(project) : jira.fields.storyPointsField;
  return {
    id: board.id,
    name: board.name,
    type: board.type,
    self: agileUrl(context, `board/${board.id}/configuration`),
    ...(project
      ? {
          location: {
            type: 'project',
            key: project.key,
            id: project.id,
            self: `${baseUrl}/rest/api/2/project/${project.id}`,
            name: project.name,
          },
        }
      : {}),
    filter: { id: board.filterId, self: `${baseUrl}/rest/api/2/filter/${board.filterId}` },
    ...(board.subQuery === undefined ? {} : { subQuery: { query: board.subQuery } }),
    columnConfig: {
      columns: board.columns.map((column) => ({
        name: column.name,
        statuses: column.statusIds.map((id) => ({ id, self: `${baseUrl}/rest/api/2/status/${id}` })),
      })),
      constraintType: 'none',
    },
    // Kanban boards do not estimate.
    ...(board.type === 'kanban' ? {} : { estimation: { type: 'field', field: { fieldId: estimate.id, displayName: estimate.name } } }),
    ranking: { rankCustomFieldId: jira.fields.rankField.schema.customId },
  };
}

export function sprintJson(context: OperationContext, sprint: Sprint): Row {
  return {
    id: sprint.id,
    self: agileUrl(context, `sprint/${sprint.id}`),
    state: sprint.state,
    name: sprint.name,
    ...(sprint.startDate === null ? {} : { startDate: iso(sprint.startDate) }),
    ...(sprint.endDate === null ? {} : { endDate: iso(sprint.endDate) }),
    ...(sprint.completeDate === null ? {} : { completeDate: iso(sprint.completeDate) }),
    createdDate: iso(sprint.createdDate),
    originBoardId: sprint.originBoardId,
    goal: sprint.goal,
  };
}

export function epicJson(context: OperationContext, epic: Issue): Row {
  const done = context.jira.state.statuses.get(epic.statusId)?.category === 'done';
  return {
    id: Number(epic.id),
    key: epic.key,
    self: agileUrl(context, `epic/${epic.id}`),
    name: epic.summary,
    summary: epic.summary,
    color: { key: `color_${(Number(epic.id) % 9) + 1}` },
    done,
  };
}

/** Fields that only this API gives an issue. */
const AGILE_FIELDS = ['sprint', 'closedSprints', 'flagged', 'epic'] as const;

/**
 * Issues as the Jira Software API shapes them: the platform's fields in their version 2 form plus sprint, closedSprints, flagged and
 * epic. `fields` and `expand` come from the request; by default all navigable fields.
 */
export function softwareIssueShaper(context: OperationContext): (issue: Issue) => Row {
  const fields = listParam(context.query, 'fields') ?? [];
  const expand = (context.query.get('expand') ?? '').split(',').filter((name) => name !== '' && name !== 'names' && name !== 'schema');
  const asked = fields.filter((name) => !(AGILE_FIELDS as readonly string[]).includes(name));
  const onlyAgile = fields.length > 0 && asked.length === 0;
  const shape = issueShaper(json(context), { fields: onlyAgile ? ['id'] : asked, defaultFields: '*navigable', expand });
  const own = AGILE_FIELDS.filter((name) => wants(fields, name));
  return (issue) => {
    const row = shape(issue);
    const agile = Object.fromEntries(
      Object.entries(agileFields(context, issue)).filter(([name]) => own.includes(name as (typeof AGILE_FIELDS)[number])),
    );
    return { ...row, self: agileUrl(context, `issue/${issue.id}`), fields: { ...(row['fields'] as Row | undefined), ...agile } };
  };
}

/** `names` and `schema`, once for the whole list. */
export function listExpansions(context: OperationContext): Row {
  const expand = (context.query.get('expand') ?? '').split(',');
  if (!expand.includes('names') && !expand.includes('schema')) return {};
  const fields = chosenFields(json(context), listParam(context.query, 'fields'), '*navigable');
  return {
    ...(expand.includes('names') ? { names: Object.fromEntries(fields.map((field) => [field.id, field.name])) } : {}),
    ...(expand.includes('schema') ? { schema: Object.fromEntries(fields.map((field) => [field.id, field.schema])) } : {}),
  };
}

/** `jql` of a list request; with `validateQuery=false` a wrong one finds nothing instead of a 400. */
export function listQuery(context: OperationContext): { readonly jql?: string } {
  const jql = context.query.get('jql');
  if (jql === null || jql === '') return {};
  if (!boolParam(context.query, 'validateQuery', true)) {
    try {
      context.jira.search.compile(jql, context.caller.accountId);
    } catch {
      return { jql: 'issuekey is EMPTY' };
    }
  }
  return { jql };
}

export function reconcileParam(context: OperationContext): readonly string[] {
  const ids = listParam(context.query, 'reconcileIssues') ?? [];
  if (!ids.every((id) => /^\d+$/.test(id))) throw badRequest('The reconcileIssues parameter takes issue ids.');
  return ids;
}

const wants = (fields: readonly string[], name: string): boolean =>
  !fields.includes(`-${name}`) &&
  (fields.every((field) => field.startsWith('-')) || fields.includes(name) || fields.includes('*all') || fields.includes('*navigable'));

const json = ({ jira, caller, baseUrl }: OperationContext): JsonContext => ({
  jira,
  accountId: caller.accountId,
  apiVersion: '2',
  baseUrl,
});

function agileFields(context: OperationContext, issue: Issue): Row {
  const { jira } = context;
  const sprints = issue.sprintIds.flatMap((id) => jira.sprints.byId(id) ?? []);
  const open = sprints.find((sprint) => sprint.state !== 'closed');
  const closed = sprints.filter((sprint) => sprint.state === 'closed');
  const epic = epicOf(context, issue);
  return {
    sprint: open ? sprintJson(context, open) : null,
    ...(closed.length > 0 ? { closedSprints: closed.map((sprint) => sprintJson(context, sprint)) } : {}),
    flagged: false,
    epic: epic ? epicJson(context, epic) : null,
  };
}

function epicOf({ jira }: OperationContext, issue: Issue): Issue | undefined {
  const { issues, issueTypes } = jira.state;
  let at = issue.parentId === null ? undefined : issues.get(issue.parentId);
  while (at && (issueTypes.get(at.typeId)?.hierarchyLevel ?? 0) < 1) at = at.parentId === null ? undefined : issues.get(at.parentId);
  return at;
}
