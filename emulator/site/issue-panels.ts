import type { Json } from '../json';
import { badRequest, forbidden, notFound } from '../jira/errors';
import type { Jira } from '../jira/jira';
import type { Issue } from '../jira/model';
import type { SiteModule } from '../forge/forge';

/** "a maximum number of five instances of the issue panel can be shown on the issue" */
const MOST_INSTANCES = 5;

export interface ShownPanel {
  readonly moduleKey: string;
  /** One frame each, in the order they were added. */
  readonly instances: readonly string[];
  /** An administrator has it shown for all. */
  readonly pinned: boolean;
  /** Whether the button adds one more. */
  readonly mayAdd: boolean;
}

/**
 * Which jira:issuePanel modules an issue shows: those that somebody added to it, and those that an administrator shows for all. "Show for all
 * work items" says no more than that; Jira's REST pins panels to projects, so here it is all of the issue's project. Who may add one is not
 * documented either: whoever may edit the issue. Kept beside Jira's properties, where no REST call finds it.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/
 */
export class IssuePanels {
  constructor(private readonly jira: Jira) {}

  of(issue: Issue, module: SiteModule): ShownPanel {
    const pinned = this.isPinned(issue.projectId, module.key);
    const instances = this.kept(module.key, issueRow(issue)) ?? (pinned ? ['pinned'] : []);
    const most = module.properties['allowMultiple'] === true ? MOST_INSTANCES : 1;
    return { moduleKey: module.key, instances, pinned, mayAdd: instances.length < most };
  }

  isShown(issue: Issue, module: SiteModule, instance: string): boolean {
    return this.of(issue, module).instances.includes(instance);
  }

  /** @returns the new instance. @throws JiraError 403 without Edit issues, 400 when there are enough */
  add(accountId: string, issue: Issue, module: SiteModule): string {
    this.checkMayEdit(accountId, issue);
    const { instances, mayAdd } = this.of(issue, module);
    if (!mayAdd) throw badRequest('This panel is on the issue already.');
    const added = `panel-${this.jira.state.nextId('issuePanel')}`;
    this.keep(module.key, issueRow(issue), [...instances, added]);
    return added;
  }

  /** @throws JiraError 403 without Edit issues, 404 when it is not there */
  remove(accountId: string, issue: Issue, module: SiteModule, instance: string): void {
    this.checkMayEdit(accountId, issue);
    const { instances } = this.of(issue, module);
    if (!instances.includes(instance)) throw notFound('This panel is not on the issue.');
    this.keep(
      module.key,
      issueRow(issue),
      instances.filter((one) => one !== instance),
    );
  }

  /**
   * For all issues of the project, those included where somebody had hidden or added it.
   * @throws JiraError 403 without Administer Jira
   */
  showForAll(accountId: string, projectId: string, module: SiteModule, shown: boolean): void {
    if (!this.jira.permissions.isJiraAdmin(accountId))
      throw forbidden('Only Jira administrators show a panel for all, or hide it from all.');
    for (const issue of this.jira.issues.inProject(projectId)) this.rows(module.key).delete(issueRow(issue));
    if (shown) this.keep(module.key, projectRow(projectId), []);
    else this.rows(module.key).delete(projectRow(projectId));
  }

  private isPinned(projectId: string, moduleKey: string): boolean {
    return this.kept(moduleKey, projectRow(projectId)) !== undefined;
  }

  private checkMayEdit(accountId: string, issue: Issue): void {
    if (!this.jira.permissions.has(accountId, 'EDIT_ISSUES', { issueId: issue.id }))
      throw forbidden('You need to be able to edit the issue to change which panels it has.');
  }

  private kept(moduleKey: string, row: string): readonly string[] | undefined {
    return this.rows(moduleKey).get(row) as readonly string[] | undefined;
  }

  private keep(moduleKey: string, row: string, instances: readonly string[]): void {
    this.rows(moduleKey).set(row, [...instances]);
  }

  private rows(moduleKey: string): Map<string, Json> {
    const { properties } = this.jira.state;
    const entity = `issuePanel:${moduleKey}`;
    const rows = properties.get(entity) ?? new Map<string, Json>();
    properties.set(entity, rows);
    return rows;
  }
}

const issueRow = ({ id }: Issue): string => `issue:${id}`;
const projectRow = (projectId: string): string => `project:${projectId}`;
