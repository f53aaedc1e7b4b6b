import { badRequest, notFound } from './errors';
import type { Jira } from './jira';
import type { Holder, Issue, PermissionGrant, PermissionScheme, Project, SecurityLevel, User } from './model';
import { PERMISSIONS_BY_KEY, PERMISSION_KEYS } from './permission-keys';
import { ISSUE_HOLDERS } from './site-defaults';

/** Where a project permission is asked for. With neither issue nor project: anywhere on the site. */
export interface PermissionContext {
  readonly projectId?: string;
  readonly issueId?: string;
  /** An issue record that is not stored (yet), e.g. as it will be after an edit. */
  readonly issue?: Issue;
  /**
   * In a project: count reporter, assignee and custom-field holders as held by any logged-in user, because some issue may be theirs.
   * Jira's `mypermissions` over-reports so ("if the user meets the permission's criteria for any issue in the project").
   */
  readonly anyIssue?: boolean;
}

export type Grant = Omit<PermissionGrant, 'id'>;

/** Global permissions every licensed user holds, as on a new site; ADMINISTER is for administrators, SYSTEM_ADMIN for nobody. */
const LICENSED_GLOBALS = new Set([
  'USER_PICKER',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'BULK_CHANGE',
  'CREATE_PROJECT',
]);

/** Project permissions that do not presuppose seeing the issue. */
const WITHOUT_SIGHT = new Set(['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS']);

/** Who may do what: permission schemes with every holder type, global permissions, security levels. */
export class Permissions {
  readonly keys = PERMISSION_KEYS;
  private readonly grantIndex = new WeakMap<PermissionScheme, Map<string, readonly Holder[]>>();

  constructor(private readonly jira: Jira) {}

  /**
   * Whether the person (null: anonymous) holds the permission. An issue-level permission other than Browse also needs sight of the
   * issue. Inactive people hold nothing; archived and deleted projects grant nothing. Jira administrators hold project permissions
   * only where a scheme says so.
   */
  has(accountId: string | null, permission: string, where: PermissionContext = {}): boolean {
    const user = this.activeUser(accountId);
    if (user === undefined) return false;
    const key = PERMISSIONS_BY_KEY.get(permission);
    if (!key) return false;
    if (key.type === 'GLOBAL') return this.hasGlobal(user, permission);
    const issue = where.issue ?? (where.issueId === undefined ? undefined : this.jira.state.issues.get(where.issueId));
    if (issue) {
      if (!WITHOUT_SIGHT.has(permission) && !this.sees(user, issue)) return false;
      return this.grantedOn(user, permission, issue);
    }
    if (where.issueId !== undefined) return false;
    if (where.projectId !== undefined) {
      const project = this.jira.state.projects.get(where.projectId);
      return project !== undefined && this.grantedIn(user, permission, project, where.anyIssue ?? false);
    }
    for (const project of this.jira.state.projects.values()) if (this.grantedIn(user, permission, project, true)) return true;
    return false;
  }

  /** Browse on the issue, its project alive, and its security level, if any. */
  canSee(accountId: string | null, issue: Issue): boolean {
    const user = this.activeUser(accountId);
    return user !== undefined && this.sees(user, issue);
  }

  isJiraAdmin(accountId: string | null): boolean {
    return this.has(accountId, 'ADMINISTER');
  }

  /** Live projects in which the person holds the permission, whatever the issue. */
  projectsWith(accountId: string | null, permission: string): Project[] {
    return [...this.jira.state.projects.values()].filter((project) =>
      this.has(accountId, permission, { projectId: project.id, anyIssue: true }),
    );
  }

  /** Whether the person may set this level on issues of the project, i.e. belongs to it. */
  inSecurityLevel(accountId: string | null, level: SecurityLevel, project: Project, issue?: Issue): boolean {
    const user = this.activeUser(accountId);
    return user !== undefined && level.holders.some((holder) => this.holds(user, holder, project, issue, false));
  }

  // Schemes

  scheme(id: number): PermissionScheme | undefined {
    return this.jira.state.permissionSchemes.get(id);
  }

  /** Schemes of company-managed projects: those of team-managed ones are hidden, as in Jira. */
  schemes(): readonly PermissionScheme[] {
    return [...this.jira.state.permissionSchemes.values()].filter((scheme) => scheme.teamManagedProjectId === undefined);
  }

  /** @throws JiraError 400 when a grant names no such permission or holder, or the name is taken */
  createScheme(input: {
    readonly name: string;
    readonly description?: string;
    readonly grants?: readonly Grant[];
    readonly teamManagedProjectId?: string;
  }): PermissionScheme {
    if (this.schemes().some((scheme) => scheme.name === input.name)) {
      throw badRequest('', { name: 'A permission scheme with this name already exists.' });
    }
    const scheme: PermissionScheme = {
      id: this.jira.state.nextId('permissionScheme'),
      name: input.name,
      description: input.description ?? '',
      grants: (input.grants ?? []).map((grant) => this.numbered(grant)),
      ...(input.teamManagedProjectId === undefined ? {} : { teamManagedProjectId: input.teamManagedProjectId }),
    };
    this.jira.state.permissionSchemes.set(scheme.id, scheme);
    return scheme;
  }

  /** `grants`, when given, replaces all grants. */
  updateScheme(
    id: number,
    change: { readonly name?: string; readonly description?: string; readonly grants?: readonly Grant[] },
  ): PermissionScheme {
    const scheme = this.existing(id);
    const { grants, ...rest } = change;
    const updated: PermissionScheme = { ...scheme, ...rest, ...(grants ? { grants: grants.map((grant) => this.numbered(grant)) } : {}) };
    this.jira.state.permissionSchemes.set(id, updated);
    return updated;
  }

  addGrant(schemeId: number, grant: Grant): PermissionGrant {
    const scheme = this.existing(schemeId);
    const numbered = this.numbered(grant);
    this.jira.state.permissionSchemes.set(schemeId, { ...scheme, grants: [...scheme.grants, numbered] });
    return numbered;
  }

  removeGrant(schemeId: number, grantId: number): void {
    const scheme = this.existing(schemeId);
    if (!scheme.grants.some((grant) => grant.id === grantId)) throw notFound(`Permission grant with id ${grantId} not found.`);
    this.jira.state.permissionSchemes.set(schemeId, { ...scheme, grants: scheme.grants.filter((grant) => grant.id !== grantId) });
  }

  deleteScheme(id: number): void {
    this.existing(id);
    for (const project of this.jira.state.projects.values()) {
      if (project.permissionSchemeId === id) throw badRequest('This permission scheme is in use and cannot be deleted.');
    }
    this.jira.state.permissionSchemes.delete(id);
  }

  /** Company-managed projects only. */
  assignScheme(projectId: string, schemeId: number): void {
    const project = this.jira.state.projects.get(projectId);
    if (!project) throw notFound(`No project could be found with id '${projectId}'.`);
    if (project.style === 'next-gen' || this.existing(schemeId).teamManagedProjectId !== undefined) {
      throw badRequest('Permission schemes cannot be assigned to team-managed projects.');
    }
    this.jira.state.projects.set(projectId, { ...project, permissionSchemeId: schemeId });
  }

  // Decisions

  /** `undefined`: unknown or inactive; null: anonymous. */
  private activeUser(accountId: string | null): User | null | undefined {
    if (accountId === null) return null;
    const user = this.jira.state.users.get(accountId);
    return user?.active === true ? user : undefined;
  }

  private hasGlobal(user: User | null, permission: string): boolean {
    if (user === null) return false;
    if (permission === 'SYSTEM_ADMIN') return false;
    if (this.jira.users.isAdmin(user.accountId)) return true;
    if (permission === 'USER_PICKER' && user.accountType === 'app') return true;
    return user.licensed && LICENSED_GLOBALS.has(permission);
  }

  private sees(user: User | null, issue: Issue): boolean {
    if (!this.grantedOn(user, 'BROWSE_PROJECTS', issue)) return false;
    if (issue.securityLevelId === null) return true;
    const project = this.jira.state.projects.get(issue.projectId);
    const level = project?.securityLevels.find((candidate) => candidate.id === issue.securityLevelId);
    if (!project || !level) return false;
    return level.holders.some((holder) => this.holds(user, holder, project, issue, false));
  }

  private grantedOn(user: User | null, permission: string, issue: Issue): boolean {
    const project = this.jira.state.projects.get(issue.projectId);
    if (project?.state !== 'live') return false;
    return this.holdersOf(project, permission).some((holder) => this.holds(user, holder, project, issue, false));
  }

  private grantedIn(user: User | null, permission: string, project: Project, anyIssue: boolean): boolean {
    if (project.state !== 'live') return false;
    return this.holdersOf(project, permission).some((holder) => this.holds(user, holder, project, undefined, anyIssue));
  }

  private holdersOf(project: Project, permission: string): readonly Holder[] {
    const scheme = this.jira.state.permissionSchemes.get(project.permissionSchemeId);
    if (!scheme) return [];
    let index = this.grantIndex.get(scheme);
    if (!index) {
      const grouped = new Map<string, Holder[]>();
      for (const grant of scheme.grants) grouped.set(grant.permission, [...(grouped.get(grant.permission) ?? []), grant.holder]);
      index = grouped;
      this.grantIndex.set(scheme, index);
    }
    return index.get(permission) ?? [];
  }

  private holds(user: User | null, holder: Holder, project: Project, issue: Issue | undefined, anyIssue: boolean): boolean {
    if (holder.type === 'anyone') return true;
    // Without access to Jira a person has what the public has, whatever groups and roles still name them. Apps need no licence.
    if (user === null || (!user.licensed && user.accountType !== 'app')) return false;
    if (issue === undefined && ISSUE_HOLDERS.has(holder.type)) return anyIssue;
    const me = user.accountId;
    switch (holder.type) {
      case 'applicationRole':
        return user.accountType !== 'app' && (holder.value === undefined || holder.value === '' || holder.value === 'jira-software');
      case 'user':
        return holder.value === me;
      case 'projectLead':
        return project.leadAccountId === me;
      case 'group':
        return this.inGroup(me, holder.value);
      case 'projectRole':
        return this.inRole(me, project.id, Number(holder.value));
      case 'assignee':
        return issue?.assigneeId === me;
      case 'reporter':
        return issue?.reporterId === me;
      case 'userCustomField':
        return asList(issue?.custom[holder.value ?? '']).includes(me);
      case 'groupCustomField':
        return asList(issue?.custom[holder.value ?? '']).some((groupId) => typeof groupId === 'string' && this.inGroup(me, groupId));
    }
  }

  private inGroup(accountId: string, groupIdOrName: string | undefined): boolean {
    const group = groupIdOrName === undefined ? undefined : this.jira.users.findGroup(groupIdOrName);
    return group !== undefined && this.jira.users.isInGroup(accountId, group.groupId);
  }

  private inRole(accountId: string, projectId: string, roleId: number): boolean {
    const actors = this.jira.state.roleActors.get(`${projectId}:${roleId}`);
    if (!actors) return false;
    return actors.accountIds.includes(accountId) || actors.groupIds.some((groupId) => this.jira.users.isInGroup(accountId, groupId));
  }

  private existing(id: number): PermissionScheme {
    const scheme = this.scheme(id);
    if (!scheme) throw notFound(`Permission scheme with id ${id} not found.`);
    return scheme;
  }

  private numbered(grant: Grant): PermissionGrant {
    if (PERMISSIONS_BY_KEY.get(grant.permission)?.type !== 'PROJECT') {
      throw badRequest(`Permission '${grant.permission}' is not a project permission.`);
    }
    const holder = grant.holder.type === 'group' ? this.groupHolder(grant.holder) : grant.holder;
    if (holder.type === 'projectRole' && !this.jira.state.roles.has(Number(holder.value))) {
      throw badRequest(`Project role '${holder.value ?? ''}' does not exist.`);
    }
    if (holder.type === 'user' && !this.jira.state.users.has(holder.value ?? ''))
      throw badRequest(`User '${holder.value ?? ''}' does not exist.`);
    if ((holder.type === 'userCustomField' || holder.type === 'groupCustomField') && !this.jira.state.fields.has(holder.value ?? '')) {
      throw badRequest(`Custom field '${holder.value ?? ''}' does not exist.`);
    }
    return { id: this.jira.state.nextId('permissionGrant'), permission: grant.permission, holder };
  }

  private groupHolder(holder: Holder): Holder {
    const group = this.jira.users.findGroup(holder.value ?? '');
    if (!group) throw badRequest(`Group '${holder.value ?? ''}' does not exist.`);
    return { type: 'group', value: group.groupId };
  }
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
