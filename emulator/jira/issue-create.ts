import type { Json } from '../json';
import { JiraError, badRequest, forbidden } from './errors';
import { applyInput, commentsIn, contextFor } from './issue-input';
import { causeOf, type IssueStore } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Issue, IssueType, Project } from './model';
import { runPostFunctions } from './post-functions';
import { DEFAULT_PRIORITY_ID } from './site-defaults';

export interface NewIssue {
  /** Id or key. */
  readonly projectId: string;
  readonly typeId: string;
  /** Without project and issuetype. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly update?: Readonly<Record<string, Json>>;
}

export interface CreateOptions {
  readonly apiVersion?: '2' | '3';
  /** As Jira's importers do: past screens, permissions and validation, into any status, with a past, without events (a switch). */
  readonly imported?: { readonly statusId?: string; readonly created?: number; readonly creatorId?: string };
}

export function createIssue(jira: Jira, store: IssueStore, caller: Caller, input: NewIssue, options: CreateOptions): Issue {
  const { imported } = options;
  const trusted = imported !== undefined;
  const project = projectFor(jira, caller, input, trusted);
  const type = typeFor(jira, project, input.typeId);
  const { typeId } = input;
  const base = blankIssue(jira, caller, project, type, imported);
  const context = contextFor(jira, project, caller.accountId, options.apiVersion);
  const rules = { screenId: project.screens.create, mayEdit: true, trusted };
  const { project: _project, issuetype: _type, ...fields } = { ...input.fields };
  const draft = applyInput(context, base, { fields, ...(input.update ? { update: input.update } : {}) }, rules, true);
  requireValues(draft, type);
  const problems = trusted ? [] : jira.workflows.createProblems(draft, caller.accountId);
  if (problems.length > 0) throw new JiraError(400, problems);
  const comments = commentsIn(input);
  const id = String(jira.state.nextId('issue'));
  const parent = type.hierarchyLevel < 0 ? jira.state.issues.get(draft.parentId ?? '') : undefined;
  const { sprintIds } = parent ?? draft;
  const after: Issue = { ...draft, id, typeId, sprintIds, key: jira.projects.nextIssueKey(project.id), rank: jira.ranking.initialRank() };
  store.commit({ before: null, after, items: [], kind: 'create', emit: !trusted || jira.switches.importsEmitEvents, ...causeOf(caller) });
  for (const comment of comments) jira.comments.addRaw(caller, id, comment, options.apiVersion);
  const issue = jira.state.issues.get(id) ?? after;
  if (!trusted) runPostFunctions(jira, caller, { ...jira.workflows.creation(issue, caller.accountId), before: null, after: issue });
  return issue;
}

function projectFor(jira: Jira, caller: Caller, input: NewIssue, trusted: boolean): Project {
  const project = jira.projects.byIdOrKey(input.projectId);
  if (!project || (!trusted && !jira.projects.isVisible(caller.accountId, project)))
    throw badRequest('', { project: 'valid project is required' });
  if (!trusted && !jira.permissions.has(caller.accountId, 'CREATE_ISSUES', { projectId: project.id, anyIssue: true })) {
    throw forbidden('You do not have permission to create issues in this project.');
  }
  return project;
}

function typeFor(jira: Jira, project: Project, typeId: string): IssueType {
  const type = project.issueTypeIds.includes(typeId) ? jira.state.issueTypes.get(typeId) : undefined;
  if (!type) throw badRequest('', { issuetype: 'Specify a valid issue type' });
  return type;
}

function blankIssue(jira: Jira, caller: Caller, project: Project, type: IssueType, imported: CreateOptions['imported']): Issue {
  const now = imported?.created ?? jira.clock.now();
  const status = jira.state.statuses.get(imported?.statusId ?? '') ?? jira.workflows.initialStatus(project, type.id);
  const done = status.category === 'done';
  const creator = imported?.creatorId ?? causeOf(caller).by;
  return {
    id: '',
    key: '',
    projectId: project.id,
    typeId: type.id,
    statusId: status.id,
    summary: '',
    description: null,
    creatorId: creator,
    reporterId: caller.accountId === null ? null : creator,
    assigneeId: null,
    priorityId: DEFAULT_PRIORITY_ID,
    labels: [],
    parentId: null,
    created: now,
    updated: now,
    statusCategoryChanged: now,
    resolved: done ? now : null,
    resolutionId: done ? firstResolution(jira) : null,
    dueDate: null,
    securityLevelId: null,
    rank: '',
    sprintIds: [],
    custom: {},
  };
}

/** What Jira fills in when an issue gets done and nobody names a resolution. */
export function firstResolution(jira: Jira): string | null {
  const [first] = jira.state.resolutions.values();
  return first?.id ?? null;
}

function requireValues(issue: Issue, type: IssueType): void {
  const errors: Record<string, string> = {};
  if (issue.summary === '') errors['summary'] = 'You must specify a summary of the issue.';
  if (type.hierarchyLevel < 0 && issue.parentId === null)
    errors['parent'] = 'Issue type is a sub-task but parent issue key or id not specified.';
  if (Object.keys(errors).length > 0) throw badRequest('', errors);
}
