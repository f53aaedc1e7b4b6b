import type { Issue, User } from '../model';
import type { JqlContext } from './context';
import type { EntityField, EntityType, JqlField, SortKey } from './field-types';

/** Jira's own fields whose values are things with an id: projects, issues, people, statuses … */
export type Maker = (name: string, context: JqlContext) => JqlField;

const STATUS_CATEGORIES: readonly { readonly key: string; readonly names: readonly string[] }[] = [
  { key: 'new', names: ['new', 'to do', '2'] },
  { key: 'indeterminate', names: ['indeterminate', 'in progress', '4'] },
  { key: 'done', names: ['done', '3'] },
];

export const project: Maker = (name, { jira, accountId, saved }) => ({
  kind: 'entity',
  type: 'project',
  name,
  values: (issue) => [issue.projectId],
  resolve: (text) => {
    const wanted = text.toLowerCase();
    return [...jira.state.projects.values()]
      .filter((row) => row.id === text || row.key.toLowerCase() === wanted || row.name.toLowerCase() === wanted)
      .filter((row) => saved || jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId: row.id, anyIssue: true }))
      .map((row) => row.id);
  },
  sortKey: (issue) => jira.state.projects.get(issue.projectId)?.key ?? null,
});

function visibleIssue(idOrKey: string, { jira, accountId, saved }: JqlContext): readonly string[] {
  const issue = jira.issues.byIdOrKey(idOrKey);
  return issue && (saved || jira.permissions.canSee(accountId, issue)) ? [issue.id] : [];
}

export const key: Maker = (name, context) => ({
  kind: 'entity',
  type: 'issue',
  name,
  values: (issue) => [issue.id],
  resolve: (text) => visibleIssue(text, context),
  unknown: (text) =>
    /^\d+$/.test(text)
      ? `A value with ID '${text}' does not exist for the field '${name}'.`
      : `An issue with key '${text}' does not exist for field '${name}'.`,
  compare: (value, operand) => {
    const [left, right] = [context.jira.state.issues.get(value), context.jira.state.issues.get(operand)];
    return left && right && left.projectId === right.projectId ? numberOf(left.key) - numberOf(right.key) : NaN;
  },
  sortKey: (issue) => keySort(issue.key),
});

export const parent: Maker = (name, context) => ({
  kind: 'entity',
  type: 'issue',
  name,
  values: (issue) => (issue.parentId === null ? [] : [issue.parentId]),
  resolve: (text) => visibleIssue(text, context),
  unknown: (text) => `An issue with key '${text}' does not exist for field '${name}'.`,
  sortKey: (issue) => (issue.parentId === null ? null : keySort(context.jira.state.issues.get(issue.parentId)?.key ?? '')),
});

/** The epic an issue belongs to by its parent; sub-tasks belong through theirs only in `parentEpic`. */
export const epicLink: Maker = (name, context) => {
  const base = parent(name, context) as EntityField;
  const { state } = context.jira;
  return {
    ...base,
    values: (issue) => base.values(issue).filter((id) => state.issueTypes.get(state.issues.get(id)?.typeId ?? '')?.hierarchyLevel === 1),
  };
};

/** The epic itself, its children and their sub-tasks. */
export const parentEpic: Maker = (name, context) => {
  const base = parent(name, context) as EntityField;
  const { state } = context.jira;
  return {
    ...base,
    values: (issue) => {
      for (let at: Issue | undefined = issue; at; at = at.parentId === null ? undefined : state.issues.get(at.parentId)) {
        if (state.issueTypes.get(at.typeId)?.hierarchyLevel === 1) return [at.id];
      }
      return [];
    },
  };
};

/** A field whose values are rows of a table, named by id or name. */
function table(
  type: EntityType,
  rows: (context: JqlContext) => Iterable<{ readonly id: string; readonly name: string }>,
  value: (issue: Issue) => string | null,
  more: (context: JqlContext) => Partial<EntityField> = () => ({}),
): Maker {
  return (name, context) => ({
    kind: 'entity',
    type,
    name,
    values: (issue) => {
      const id = value(issue);
      return id === null ? [] : [id];
    },
    resolve: (text) => {
      const wanted = text.toLowerCase();
      return [...rows(context)].filter((row) => row.id === text || row.name.toLowerCase() === wanted).map((row) => row.id);
    },
    ...more(context),
  });
}

export const issuetype = table(
  'issuetype',
  ({ jira }) => jira.state.issueTypes.values(),
  (issue) => issue.typeId,
  ({ jira }) => ({ sortKey: (issue) => jira.state.issueTypes.get(issue.typeId)?.name.toLowerCase() ?? null }),
);

export const status = table(
  'status',
  ({ jira }) => jira.state.statuses.values(),
  (issue) => issue.statusId,
  ({ jira }) => {
    const places = new Map([...jira.state.statuses.keys()].map((id, index) => [id, index]));
    return { history: 'status', sortKey: (issue) => places.get(issue.statusId) ?? null };
  },
);

/** The order of the table is the order of importance, the highest first; `priority > Medium` is more important. */
export const priority = table(
  'priority',
  ({ jira }) => jira.state.priorities.values(),
  (issue) => issue.priorityId,
  ({ jira }) => {
    const weights = new Map([...jira.state.priorities.keys()].map((id, index) => [id, -index]));
    return {
      history: 'priority',
      compare: (value, operand) => (weights.get(value) ?? NaN) - (weights.get(operand) ?? NaN),
      sortKey: (issue) => weights.get(issue.priorityId) ?? null,
    };
  },
);

export const resolution = table(
  'resolution',
  ({ jira }) => jira.state.resolutions.values(),
  (issue) => issue.resolutionId,
  ({ jira }) => ({
    history: 'resolution',
    // "Unresolved" is how people and old filters write "no resolution".
    resolve: (text) => {
      const wanted = text.toLowerCase();
      if (wanted === 'unresolved') return [''];
      return [...jira.state.resolutions.values()]
        .filter((row) => row.id === text || row.name.toLowerCase() === wanted)
        .map((row) => row.id);
    },
    values: (issue) => (issue.resolutionId === null ? [] : [issue.resolutionId]),
    sortKey: (issue) => (issue.resolutionId === null ? null : (jira.state.resolutions.get(issue.resolutionId)?.name ?? null)),
  }),
);

export const level = table(
  'level',
  ({ jira }) => [...jira.state.projects.values()].flatMap((row) => row.securityLevels),
  (issue) => issue.securityLevelId,
);

export const statusCategory: Maker = (name, { jira }) => ({
  kind: 'entity',
  type: 'statusCategory',
  name,
  values: (issue) => [jira.state.statuses.get(issue.statusId)?.category ?? 'new'],
  resolve: (text) => STATUS_CATEGORIES.filter((row) => row.names.includes(text.toLowerCase())).map((row) => row.key),
  sortKey: (issue) => STATUS_CATEGORIES.findIndex((row) => row.key === jira.state.statuses.get(issue.statusId)?.category),
});

/** People are named by account id; a full name or e-mail address is understood too. */
export function userField(name: string, context: JqlContext, values: (issue: Issue) => readonly string[], history?: string): EntityField {
  const { users } = context.jira.state;
  const nameOf = (id: string | undefined): SortKey => (id === undefined ? null : (users.get(id)?.displayName.toLowerCase() ?? id));
  return {
    kind: 'entity',
    type: 'user',
    name,
    values,
    resolve: (text) => {
      if (users.has(text)) return [text];
      const wanted = text.toLowerCase();
      return [...users.values()]
        .filter((row: User) => row.emailAddress.toLowerCase() === wanted || row.displayName.toLowerCase() === wanted)
        .map((row) => row.accountId);
    },
    sortKey: (issue) => nameOf(values(issue)[0]),
    ...(history === undefined ? {} : { history }),
  };
}

function numberOf(issueKey: string): number {
  return Number(issueKey.slice(issueKey.lastIndexOf('-') + 1));
}

/** Keys sort by project, then by number. */
function keySort(issueKey: string): string {
  return `${issueKey.slice(0, issueKey.lastIndexOf('-'))}-${String(numberOf(issueKey)).padStart(10, '0')}`;
}
