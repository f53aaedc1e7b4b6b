import { JiraError, badRequest, forbidden } from './errors';
import { firstResolution } from './issue-create';
import { causeOf, type IssueStore } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Issue, Project } from './model';
import { runPostFunctions } from './post-functions';

export interface CloneOptions {
  /** Default: "CLONE - " and the original's. */
  readonly summary?: string;
}

/**
 * Jira's "Clone": a copy in the same project, in the workflow's first status, linked to the original where the person may link. Fields are
 * copied whatever screens they are on; history, comments, votes, sprint and rank are not. Whoever may not modify the reporter reports the
 * copy themselves. Whether values of app fields and issue properties go along is not documented: switches.
 */
export function cloneIssue(jira: Jira, store: IssueStore, caller: Caller, original: Issue, options: CloneOptions): Issue {
  const project = jira.projects.byId(original.projectId);
  if (!project) throw badRequest('', { project: 'valid project is required' });
  if (!jira.permissions.has(caller.accountId, 'CREATE_ISSUES', { projectId: project.id, anyIssue: true }))
    throw forbidden('You do not have permission to create issues in this project.');
  const draft = copyOf(jira, caller, original, project, options);
  const problems = jira.workflows.createProblems(draft, caller.accountId);
  if (problems.length > 0) throw new JiraError(400, problems);
  const id = String(jira.state.nextId('issue'));
  const after: Issue = { ...draft, id, key: jira.projects.nextIssueKey(project.id), rank: jira.ranking.initialRank() };
  store.commit({ before: null, after, items: [], kind: 'create', ...causeOf(caller) });
  if (jira.switches.cloneCopiesProperties) {
    const properties = jira.state.properties.get(`issue:${original.id}`);
    if (properties) jira.state.properties.set(`issue:${id}`, new Map(properties));
  }
  link(jira, caller, after, original);
  const issue = jira.state.issues.get(id) ?? after;
  runPostFunctions(jira, caller, { ...jira.workflows.creation(issue, caller.accountId), before: null, after: issue });
  return issue;
}

function copyOf(jira: Jira, caller: Caller, original: Issue, project: Project, { summary }: CloneOptions): Issue {
  const now = jira.clock.now();
  const status = jira.workflows.initialStatus(project, original.typeId);
  const done = status.category === 'done';
  const { by } = causeOf(caller);
  const keepsReporter = jira.permissions.has(caller.accountId, 'MODIFY_REPORTER', { projectId: project.id });
  const custom = Object.entries(original.custom).filter(
    ([fieldId]) => jira.switches.cloneCopiesAppFields || jira.fields.byId(fieldId)?.forge === undefined,
  );
  return {
    ...original,
    id: '',
    key: '',
    summary: (summary ?? `CLONE - ${original.summary}`).slice(0, 255),
    statusId: status.id,
    creatorId: by,
    reporterId: keepsReporter ? original.reporterId : by,
    created: now,
    updated: now,
    statusCategoryChanged: now,
    resolved: done ? now : null,
    resolutionId: done ? firstResolution(jira) : null,
    rank: '',
    sprintIds: [],
    custom: Object.fromEntries(custom),
  };
}

function link(jira: Jira, caller: Caller, copy: Issue, original: Issue): void {
  const type = jira.links.type('Cloners');
  const may = [copy, original].every(({ id }) => jira.permissions.has(caller.accountId, 'LINK_ISSUES', { issueId: id }));
  if (type && may) jira.links.create(caller, type, copy, original);
}
