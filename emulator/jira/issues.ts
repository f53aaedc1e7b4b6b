import type { Json } from '../json';
import { writeAppFields, type AppFieldUpdate } from './app-fields';
import { changedItems } from './changelog-items';
import { JiraError, badRequest, forbidden, notFound } from './errors';
import { cloneIssue, type CloneOptions } from './issue-clone';
import { createIssue, type CreateOptions, type NewIssue } from './issue-create';
import { applyInput, commentsIn, contextFor, maySet, type IssueInput } from './issue-input';
import { moveIssue, type MoveTarget } from './issue-move';
import { IssueStore, causeOf, type IssueCommit } from './issue-store';
import { transitionIssue } from './issue-transition';
import type { Jira } from './jira';
import type { Caller, ChangelogEntry, Issue, Project, Transition } from './model';

export type { AppFieldUpdate } from './app-fields';
export type { CloneOptions } from './issue-clone';
export type { CreateOptions, NewIssue } from './issue-create';
export type { IssueInput } from './issue-input';
export type { MoveTarget } from './issue-move';
export type { IssueCommit } from './issue-store';

export interface EditOptions {
  /** false needs Administer Jira or Administer projects. */
  readonly notifyUsers?: boolean;
  /** Apps only, acting with the rights of a Jira administrator. */
  readonly overrideScreenSecurity?: boolean;
  readonly apiVersion?: '2' | '3';
}

const NOT_VISIBLE = 'Issue does not exist or you do not have permission to see it.';

export class Issues {
  private readonly store: IssueStore;

  constructor(private readonly jira: Jira) {
    this.store = new IssueStore(jira);
  }

  /** Also by a key the issue had before it moved. */
  byIdOrKey(idOrKey: string): Issue | undefined {
    const { issues, issueKeys } = this.jira.state;
    return issues.get(idOrKey) ?? issues.get(issueKeys.get(idOrKey.toUpperCase()) ?? '');
  }

  /** @throws JiraError 404 when it does not exist or the person may not see it; Jira does not tell which */
  visible(accountId: string | null, idOrKey: string): Issue {
    const issue = this.byIdOrKey(idOrKey);
    if (!issue || !this.jira.permissions.canSee(accountId, issue)) throw notFound(NOT_VISIBLE);
    return issue;
  }

  childrenOf(issueId: string): readonly Issue[] {
    return this.store.childrenOf(issueId);
  }

  inProject(projectId: string): readonly Issue[] {
    return this.store.inProject(projectId);
  }

  /** Oldest first. */
  historyOf(issueId: string): readonly ChangelogEntry[] {
    return this.jira.state.changelogs.get(issueId) ?? [];
  }

  /** @throws JiraError 400 with the fields refused, 403 without Create issues */
  create(caller: Caller, input: NewIssue, options: CreateOptions = {}): Issue {
    return createIssue(this.jira, this.store, caller, input, options);
  }

  /**
   * Edit issue. Fields must be on the edit screen and the person's to set; app fields are validated; all or nothing. An edit that
   * changes nothing leaves no trace.
   * @throws JiraError 404 not visible, 400 with each refused field, 403 for an override without the right to it
   */
  edit(caller: Caller, idOrKey: string, input: IssueInput, options: EditOptions = {}): Issue {
    const issue = this.visible(caller.accountId, idOrKey);
    const project = this.projectOf(issue);
    this.checkOptions(caller, options);
    const context = contextFor(this.jira, project, caller.accountId, options.apiVersion);
    const rules = {
      screenId: options.overrideScreenSecurity === true ? undefined : project.screens.edit,
      mayEdit: this.jira.permissions.has(caller.accountId, 'EDIT_ISSUES', { issueId: issue.id }),
    };
    const comments = commentsIn(input);
    this.jira.comments.check(caller, issue, comments, options.apiVersion);
    const draft = applyInput(context, issue, input, rules);
    const items = changedItems(this.jira, issue, draft, caller.accountId);
    if (items.length > 0) this.commit({ before: issue, after: draft, items, kind: 'edit', ...causeOf(caller) });
    if (draft.sprintIds !== issue.sprintIds) this.jira.sprints.takeSubtasksAlong(caller, issue.id);
    for (const comment of comments) this.jira.comments.addRaw(caller, issue.id, comment, options.apiVersion);
    return this.current(issue);
  }

  /** Ids of the fields on the edit screen that the person may set, in the screen's order. */
  editable(accountId: string | null, issue: Issue): readonly string[] {
    const project = this.projectOf(issue);
    const context = contextFor(this.jira, project, accountId);
    const rules = { screenId: project.screens.edit, mayEdit: this.jira.permissions.has(accountId, 'EDIT_ISSUES', { issueId: issue.id }) };
    return this.settable(project.screens.edit, (field) => maySet(context, field, rules, issue));
  }

  /** Ids of the fields on the create screen that the person may set in the project. */
  creatable(accountId: string | null, project: Project): readonly string[] {
    const context = contextFor(this.jira, project, accountId);
    const rules = {
      screenId: project.screens.create,
      mayEdit: this.jira.permissions.has(accountId, 'CREATE_ISSUES', { projectId: project.id }),
    };
    return this.settable(project.screens.create, (field) => maySet(context, field, rules, null));
  }

  /** Ids of the fields on the transition's screen that the person may set there: no read-only app field is among them. */
  onTransitionScreen(accountId: string | null, issue: Issue, { screenId }: Transition): readonly string[] {
    if (screenId === undefined) return [];
    const context = contextFor(this.jira, this.projectOf(issue), accountId);
    return this.settable(screenId, (field) => maySet(context, field, { screenId, mayEdit: true }, issue));
  }

  /** @throws JiraError 403 without Delete issues, 400 when it has sub-tasks and they are not to go too */
  remove(caller: Caller, idOrKey: string, options: { readonly deleteSubtasks?: boolean } = {}): void {
    const issue = this.visible(caller.accountId, idOrKey);
    if (!this.jira.permissions.has(caller.accountId, 'DELETE_ISSUES', { issueId: issue.id })) {
      throw forbidden('You do not have permission to delete issues in this project.');
    }
    const children = this.childrenOf(issue.id);
    const subtasks = children.filter((child) => (this.jira.state.issueTypes.get(child.typeId)?.hierarchyLevel ?? 0) < 0);
    if (subtasks.length > 0 && options.deleteSubtasks !== true) {
      throw badRequest(
        `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
      );
    }
    const cause = causeOf(caller);
    // Deleting announces the issue alone: what goes or changes along with it stays quiet (Atlassian: cascading events are not emitted).
    for (const child of children) {
      if (subtasks.includes(child)) this.commit({ before: child, after: null, items: [], kind: 'delete', emit: false, ...cause });
      else this.commit({ before: child, after: { ...child, parentId: null }, items: [], kind: 'edit', bumpUpdated: false, ...cause });
    }
    this.commit({ before: issue, after: null, items: [], kind: 'delete', ...cause });
  }

  /** @throws JiraError 404 not visible, 400 when the transition is not there for the person, a field is refused, or a validator says no */
  transition(
    caller: Caller,
    idOrKey: string,
    transitionId: string,
    input: IssueInput = {},
    options: Pick<EditOptions, 'apiVersion'> = {},
  ): Issue {
    return this.current(
      transitionIssue(this.jira, this.store, caller, this.visible(caller.accountId, idOrKey), transitionId, input, options),
    );
  }

  /** To another project or issue type. @throws JiraError 403, 400 */
  move(caller: Caller, idOrKey: string, target: MoveTarget): Issue {
    return moveIssue(this.jira, this.store, caller, this.visible(caller.accountId, idOrKey), target);
  }

  /** A copy in the same project: see `cloneIssue`. @throws JiraError 404, 403 without Create issues, 400 when a rule of the initial transition refuses */
  clone(caller: Caller, idOrKey: string, options: CloneOptions = {}): Issue {
    return cloneIssue(this.jira, this.store, caller, this.visible(caller.accountId, idOrKey), options);
  }

  /** The app-field API: see `writeAppFields`. */
  writeAppFields(caller: Caller, updates: readonly AppFieldUpdate[], options: { readonly generateChangelog?: boolean } = {}): void {
    writeAppFields(this.jira, this.store, caller, updates, options);
  }

  /**
   * THE ONLY DOOR through which an issue record changes: stores it, sets `updated`, appends history, tells search and ranking, emits the
   * event. Returns the record as stored.
   * @throws Error when `before` is not the stored record any more
   */
  commit(change: IssueCommit): Issue | null {
    return this.store.commit(change);
  }

  /** A field was deleted for good: its values go without a trace. */
  forgetField(fieldId: string): void {
    const { issues } = this.jira.state;
    for (const before of issues.values()) {
      if (!(fieldId in before.custom)) continue;
      const { [fieldId]: _gone, ...custom } = before.custom;
      this.commit({ before, after: { ...before, custom }, by: 'unknown', items: [], kind: 'edit', bumpUpdated: false, emit: false });
    }
  }

  /** A stored custom value as it is, by field id; null when empty. */
  customValue(issue: Issue, fieldId: string): Json {
    return issue.custom[fieldId] ?? null;
  }

  private current(issue: Issue): Issue {
    return this.jira.state.issues.get(issue.id) ?? issue;
  }

  private projectOf(issue: Issue): Project {
    const project = this.jira.projects.byId(issue.projectId);
    if (!project) throw notFound(NOT_VISIBLE);
    return project;
  }

  private settable(screenId: string, may: (field: NonNullable<ReturnType<Jira['fields']['byId']>>) => boolean): readonly string[] {
    return [...this.jira.fields.onScreen(screenId)].filter((id) => {
      const field = this.jira.fields.byId(id);
      return field !== undefined && may(field);
    });
  }

  /** `notifyUsers=false` from somebody who may not say so is ignored, as documented: mail is not emulated, so there is nothing to check. */
  private checkOptions(caller: Caller, options: EditOptions): void {
    const admin = this.jira.permissions.isJiraAdmin(caller.accountId);
    if (options.overrideScreenSecurity === true && !(caller.app && admin)) {
      throw new JiraError(403, ['Only apps acting with the Administer Jira permission can override screen security.']);
    }
  }
}
