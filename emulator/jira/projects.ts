import { badRequest, notFound } from './errors';
import type { Jira } from './jira';
import type { IssueType, Project, ProjectRole, RoleActors, SecurityLevel, Status, Workflow } from './model';
import type { Grant } from './permissions';
import {
  CREATE_FIELDS,
  EDIT_FIELDS,
  VIEW_FIELDS,
  WORKFLOWS,
  defaultSoftwareGrants,
  globalTransitions,
  teamManagedGrants,
  type ProjectTemplate,
  type RoleIds,
  type TeamAccess,
} from './project-templates';
import { ADDON_ROLE, ADMIN_GROUP, addIssueTypes, addStatuses } from './site-defaults';
import { uuid } from './uuid';

export interface NewProject {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly projectTypeKey?: Project['projectTypeKey'];
  readonly style: Project['style'];
  readonly leadAccountId: string;
  readonly template: ProjectTemplate;
  /** Company-managed: a scheme of its own with these grants, instead of the shared default one. */
  readonly grants?: readonly Grant[];
  /** Team-managed: who gets in; default open. */
  readonly access?: TeamAccess;
}

const DEFAULT_SCHEME = 'Default software scheme';

export class Projects {
  private keyIndex: Map<string, string> | undefined;

  constructor(private readonly jira: Jira) {}

  all(): readonly Project[] {
    return [...this.jira.state.projects.values()];
  }

  byId(id: string): Project | undefined {
    return this.jira.state.projects.get(id);
  }

  /** Keys compare without case. */
  byIdOrKey(idOrKey: string): Project | undefined {
    const direct = this.byId(idOrKey);
    if (direct) return direct;
    this.keyIndex ??= new Map(this.all().map((project) => [project.key, project.id]));
    const id = this.keyIndex.get(idOrKey.toUpperCase());
    return id === undefined ? undefined : this.byId(id);
  }

  /**
   * The project, if the person may view it: Browse projects (for any issue) or Administer projects, and it is not archived or deleted.
   * @throws JiraError 404
   */
  visible(accountId: string | null, idOrKey: string): Project {
    const project = this.byIdOrKey(idOrKey);
    if (!project || !this.isVisible(accountId, project)) {
      throw notFound(`No project could be found with ${/^\d+$/u.test(idOrKey) ? 'id' : 'key'} '${idOrKey}'.`);
    }
    return project;
  }

  isVisible(accountId: string | null, project: Project): boolean {
    if (project.state !== 'live') return false;
    return (
      this.jira.permissions.has(accountId, 'BROWSE_PROJECTS', { projectId: project.id, anyIssue: true }) ||
      this.jira.permissions.has(accountId, 'ADMINISTER_PROJECTS', { projectId: project.id }) ||
      this.jira.permissions.isJiraAdmin(accountId)
    );
  }

  visibleTo(accountId: string | null): readonly Project[] {
    return this.all().filter((project) => this.isVisible(accountId, project));
  }

  /** @throws JiraError 400 when the key or name is invalid or taken, or the lead does not exist */
  create(input: NewProject): Project {
    this.check(input);
    const { state } = this.jira;
    const id = String(state.nextId('project'));
    const own = input.style === 'next-gen';
    const types = own ? addIssueTypes(state, id) : this.sharedTypes();
    const statuses = own ? addStatuses(state, id, WORKFLOWS[input.template].statuses) : [...state.statuses.values()].filter(shared);
    const workflow = this.createWorkflow(input, id, statuses);
    const project: Project = {
      id,
      key: input.key,
      name: input.name,
      description: input.description ?? '',
      projectTypeKey: input.projectTypeKey ?? 'software',
      style: input.style,
      leadAccountId: input.leadAccountId,
      permissionSchemeId: this.schemeFor(input, id),
      issueTypeIds: types.map((type) => type.id),
      workflows: Object.fromEntries(types.map((type) => [type.id, workflow.id])),
      screens: this.createScreens(input),
      securityLevels: [],
      state: 'live',
      issueCounter: 0,
    };
    state.projects.set(id, project);
    this.keyIndex = undefined;
    this.fillRoles(project);
    return project;
  }

  /** Replaces what is named; the rest stays. */
  update(
    id: string,
    change: Partial<Pick<Project, 'name' | 'description' | 'leadAccountId' | 'state' | 'screens' | 'workflows' | 'issueTypeIds'>>,
  ): Project {
    const project = { ...this.existing(id), ...change };
    this.jira.state.projects.set(id, project);
    return project;
  }

  /** Gives the project another key, and its issues theirs; the issues' old keys go on finding them, as in Jira. */
  rekey(id: string, key: string): Project {
    const { projects, issues, issueKeys } = this.jira.state;
    const project = { ...this.existing(id), key };
    projects.set(id, project);
    this.keyIndex = undefined;
    for (const issue of this.jira.issues.inProject(id)) {
      const renamed = { ...issue, key: `${key}-${issue.key.split('-')[1] ?? ''}` };
      issues.set(issue.id, renamed);
      issueKeys.set(renamed.key, issue.id);
    }
    return project;
  }

  archive(id: string): Project {
    return this.update(id, { state: 'archived' });
  }

  restore(id: string): Project {
    return this.update(id, { state: 'live' });
  }

  /** To the recycle bin: the project and its issues are hidden. */
  remove(id: string): Project {
    return this.update(id, { state: 'deleted' });
  }

  setSecurityLevels(id: string, levels: readonly Omit<SecurityLevel, 'id'>[]): readonly SecurityLevel[] {
    const securityLevels = levels.map((level) => ({ ...level, id: String(this.jira.state.nextId('securityLevel')) }));
    this.jira.state.projects.set(id, { ...this.existing(id), securityLevels });
    return securityLevels;
  }

  /** The next issue key of the project; keys are never given twice. */
  nextIssueKey(id: string): string {
    const project = this.existing(id);
    const issueCounter = project.issueCounter + 1;
    this.jira.state.projects.set(id, { ...project, issueCounter });
    return `${project.key}-${issueCounter}`;
  }

  issueTypesOf(project: Project): readonly IssueType[] {
    return project.issueTypeIds.flatMap((id) => this.jira.state.issueTypes.get(id) ?? []);
  }

  /** Statuses the project's workflows use, each once. */
  statusesOf(project: Project): readonly Status[] {
    const ids = new Set(Object.values(project.workflows).flatMap((id) => this.jira.state.workflows.get(id)?.statusIds ?? []));
    return [...ids].flatMap((id) => this.jira.state.statuses.get(id) ?? []);
  }

  /** Puts a field on the project's create, edit and view screens (where it is not yet). */
  addField(projectId: string, fieldId: string, screens: readonly (keyof Project['screens'])[] = ['create', 'edit', 'view']): void {
    const project = this.existing(projectId);
    for (const name of screens) {
      if (!this.jira.fields.isOnScreen(project.screens[name], fieldId)) this.jira.fields.addToScreen(project.screens[name], fieldId);
    }
  }

  // Roles

  roles(): readonly ProjectRole[] {
    return [...this.jira.state.roles.values()];
  }

  createRole(name: string, description = ''): ProjectRole {
    if (this.roleByName(name)) throw badRequest('A project role with this name already exists.');
    const role: ProjectRole = { id: this.jira.state.nextId('role', 10_100), name, description };
    this.jira.state.roles.set(role.id, role);
    return role;
  }

  roleByName(name: string): ProjectRole | undefined {
    return this.roles().find((role) => role.name === name);
  }

  /** Roles a project shows: team-managed projects have their own three (and that of apps), the others those of the site. */
  rolesOf(project: Project): readonly ProjectRole[] {
    const teamManaged = new Set(['Administrator', 'Member', 'Viewer']);
    return this.roles().filter((role) => role.name === ADDON_ROLE || project.style === 'classic' || teamManaged.has(role.name));
  }

  actors(projectId: string, roleId: number): RoleActors {
    return this.jira.state.roleActors.get(`${projectId}:${roleId}`) ?? { projectId, roleId, accountIds: [], groupIds: [] };
  }

  /** Replaces what is named of the role's members; groups by id or name. */
  setRoleActors(
    projectId: string,
    roleId: number,
    actors: { readonly accountIds?: readonly string[]; readonly groupIds?: readonly string[] },
  ): RoleActors {
    if (!this.jira.state.roles.has(roleId)) throw notFound(`Can not find a role with id: ${roleId}`);
    this.existing(projectId);
    const before = this.actors(projectId, roleId);
    const accountIds = [...new Set(actors.accountIds ?? before.accountIds)];
    for (const accountId of accountIds) {
      if (!this.jira.users.byId(accountId)) throw badRequest(`User '${accountId}' does not exist.`);
    }
    const groupIds = (actors.groupIds ?? before.groupIds).map((idOrName) => {
      const group = this.jira.users.findGroup(idOrName);
      if (!group) throw badRequest(`Group '${idOrName}' does not exist.`);
      return group.groupId;
    });
    const after: RoleActors = { projectId, roleId, accountIds, groupIds: [...new Set(groupIds)] };
    this.jira.state.roleActors.set(`${projectId}:${roleId}`, after);
    return after;
  }

  addToRole(projectId: string, roleName: string, ...accountIds: readonly string[]): RoleActors {
    const role = this.roleByName(roleName);
    if (!role) throw notFound(`There is no project role '${roleName}'.`);
    return this.setRoleActors(projectId, role.id, { accountIds: [...this.actors(projectId, role.id).accountIds, ...accountIds] });
  }

  roleIds(): RoleIds {
    return {
      administrators: this.roleId('Administrators'),
      addons: this.roleId(ADDON_ROLE),
      administrator: this.roleId('Administrator'),
      member: this.roleId('Member'),
      viewer: this.roleId('Viewer'),
    };
  }

  private roleId(name: string): number {
    const role = this.roleByName(name);
    if (!role) throw new Error(`The site has no role ${name}.`);
    return role.id;
  }

  private existing(id: string): Project {
    const project = this.byId(id);
    if (!project) throw notFound(`No project could be found with id '${id}'.`);
    return project;
  }

  private check(input: NewProject): void {
    const errors: Record<string, string> = {};
    if (!/^[A-Z][A-Z0-9]{1,9}$/u.test(input.key)) {
      errors['projectKey'] = 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
    } else if (this.byIdOrKey(input.key)) {
      errors['projectKey'] = `Project '${this.byIdOrKey(input.key)?.name ?? ''}' uses this project key.`;
    }
    if (input.name.trim() === '') errors['projectName'] = 'You must specify a valid project name.';
    else if (this.all().some((project) => project.name === input.name)) errors['projectName'] = 'A project with that name already exists.';
    if (!this.jira.users.byId(input.leadAccountId)) errors['projectLead'] = 'The user you entered as lead does not exist.';
    if (Object.keys(errors).length > 0) throw badRequest('', errors);
  }

  private sharedTypes(): readonly IssueType[] {
    return [...this.jira.state.issueTypes.values()].filter(shared);
  }

  private schemeFor(input: NewProject, projectId: string): number {
    const { permissions } = this.jira;
    if (input.style === 'next-gen') {
      const grants = teamManagedGrants(this.roleIds(), input.access ?? 'open');
      return permissions.createScheme({ name: `${input.key} team-managed`, grants, teamManagedProjectId: projectId }).id;
    }
    if (input.grants) return permissions.createScheme({ name: `${input.key}: Software Permission Scheme`, grants: input.grants }).id;
    const shared = permissions.schemes().find((scheme) => scheme.name === DEFAULT_SCHEME);
    return (shared ?? permissions.createScheme({ name: DEFAULT_SCHEME, grants: defaultSoftwareGrants(this.roleIds()) })).id;
  }

  private createWorkflow(input: NewProject, projectId: string, statuses: readonly Status[]): Workflow {
    const plan = WORKFLOWS[input.template];
    const statusId = (name: string): string => {
      const status = statuses.find((candidate) => candidate.name === name);
      if (!status) throw new Error(`The site has no status ${name}.`);
      return status.id;
    };
    const id = uuid(this.jira.state.nextId('workflow'));
    const now = this.jira.clock.now();
    const workflow: Workflow = {
      id,
      ...(input.style === 'next-gen' ? { projectId } : {}),
      name: `${plan.name} for Project ${input.key}`,
      initialStatusId: statusId(plan.initial),
      statusIds: plan.statuses.map(statusId),
      transitions: globalTransitions(input.template, statusId),
      version: { id: uuid(this.jira.state.nextId('workflowVersion')), number: 0 },
      created: now,
      updated: now,
    };
    this.jira.state.workflows.set(id, workflow);
    return workflow;
  }

  private createScreens(input: NewProject): Project['screens'] {
    const { fields } = this.jira;
    const estimate = input.style === 'next-gen' ? fields.storyPointEstimateField : fields.storyPointsField;
    const own = input.template === 'scrum' ? [fields.sprintField.id, estimate.id] : [estimate.id];
    const screen = (kind: string, ids: readonly string[]): string =>
      fields.createScreen(`${input.key}: ${kind} Issue Screen`, [...ids, ...own]).id;
    return { create: screen('Create', CREATE_FIELDS), edit: screen('Edit', EDIT_FIELDS), view: screen('View', VIEW_FIELDS) };
  }

  private fillRoles(project: Project): void {
    const roles = this.roleIds();
    const admins = this.jira.users.findGroup(ADMIN_GROUP);
    this.setRoleActors(project.id, project.style === 'next-gen' ? roles.administrator : roles.administrators, {
      accountIds: [project.leadAccountId],
      groupIds: admins ? [admins.groupId] : [],
    });
    this.setRoleActors(project.id, roles.addons, { accountIds: this.jira.users.apps().map((user) => user.accountId) });
  }
}

const shared = (record: { readonly projectId?: string }): boolean => record.projectId === undefined;
