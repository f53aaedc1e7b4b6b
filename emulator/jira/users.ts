import { JiraError, notFound } from './errors';
import type { Jira } from './jira';
import type { Group, User } from './model';
import { ADDON_ROLE, ADMIN_GROUP, USERS_GROUP, ensureSiteDefaults } from './site-defaults';

export interface NewUser {
  readonly accountId?: string;
  readonly emailAddress: string;
  readonly displayName: string;
  readonly accountType?: User['accountType'];
  readonly active?: boolean;
  readonly timeZone?: string;
  readonly locale?: string;
  /** Holds Jira's application role; default true for people. Licensed people join `jira-software-users`. */
  readonly licensed?: boolean;
  /** Holds the global permission Administer Jira (joins `site-admins`). */
  readonly admin?: boolean;
}

const ADMIN_GROUPS: ReadonlySet<string> = new Set([ADMIN_GROUP, 'jira-administrators']);

/** People, apps' own accounts, and groups. */
export class Users {
  private byEmailIndex: Map<string, string> | undefined;
  private groupIdsByMember: Map<string, Set<string>> | undefined;

  constructor(private readonly jira: Jira) {
    ensureSiteDefaults(jira.state);
  }

  byId(accountId: string): User | undefined {
    return this.jira.state.users.get(accountId);
  }

  /** @throws JiraError 404 */
  get(accountId: string): User {
    const user = this.byId(accountId);
    if (!user) throw notFound('Specified user does not exist or you do not have required permissions');
    return user;
  }

  byEmail(email: string): User | undefined {
    this.byEmailIndex ??= new Map([...this.jira.state.users.values()].map((user) => [user.emailAddress.toLowerCase(), user.accountId]));
    const accountId = this.byEmailIndex.get(email.toLowerCase());
    return accountId === undefined ? undefined : this.byId(accountId);
  }

  all(): readonly User[] {
    return [...this.jira.state.users.values()];
  }

  /**
   * People whose name or e-mail address has a word beginning with `query`, by name. Jira's user search leaves inactive people and
   * the accounts of apps out unless asked.
   */
  search(query: string, options: { readonly active?: boolean; readonly apps?: boolean } = {}): readonly User[] {
    const wanted = query.trim().toLowerCase();
    const matches = (user: User): boolean =>
      wanted === '' ||
      user.emailAddress.toLowerCase().startsWith(wanted) ||
      user.displayName.toLowerCase().startsWith(wanted) ||
      user.displayName
        .toLowerCase()
        .split(/\s+/u)
        .some((word) => word.startsWith(wanted));
    return this.all()
      .filter((user) => (options.active ?? true) === user.active || options.active === undefined)
      .filter((user) => user.accountType !== 'app' || options.apps === true)
      .filter(matches)
      .sort((a, b) => a.displayName.localeCompare(b.displayName));
  }

  create(input: NewUser): User {
    const { state } = this.jira;
    const accountId = input.accountId ?? `712020:${String(state.nextId('user')).padStart(8, '0')}-0000-4000-8000-000000000000`;
    if (state.users.has(accountId)) throw new JiraError(400, [`A user with the account ID ${accountId} already exists.`]);
    if (this.byEmail(input.emailAddress)) throw new JiraError(400, [], { emailAddress: 'A user with that email address already exists.' });
    const accountType = input.accountType ?? 'atlassian';
    const user: User = {
      accountId,
      accountType,
      emailAddress: input.emailAddress,
      displayName: input.displayName,
      active: input.active ?? true,
      timeZone: input.timeZone ?? 'Etc/UTC',
      locale: input.locale ?? 'en_US',
      licensed: input.licensed ?? accountType === 'atlassian',
    };
    this.store(user);
    if (user.licensed) this.addToGroup(this.groupNamed(USERS_GROUP).groupId, accountId);
    if (input.admin === true) this.grantAdmin(accountId);
    return user;
  }

  /**
   * The account an app acts as. It holds no application role; what it may do in projects comes from the role
   * `atlassian-addons-project-access`, which every project puts it in.
   */
  createApp(input: { readonly displayName: string; readonly accountId?: string }): User {
    const user = this.create({
      ...input,
      emailAddress: `${input.displayName.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}-${this.jira.state.nextId('appUser')}@connect.atlassian.com`,
      accountType: 'app',
      licensed: false,
    });
    const role = this.addonRoleId();
    for (const project of this.jira.state.projects.values()) {
      const actors = this.jira.state.roleActors.get(`${project.id}:${role}`);
      this.jira.state.roleActors.set(`${project.id}:${role}`, {
        projectId: project.id,
        roleId: role,
        accountIds: [...(actors?.accountIds ?? []), user.accountId],
        groupIds: actors?.groupIds ?? [],
      });
    }
    return user;
  }

  apps(): readonly User[] {
    return this.all().filter((user) => user.accountType === 'app');
  }

  update(accountId: string, change: Partial<Pick<User, 'displayName' | 'active' | 'timeZone' | 'locale' | 'licensed'>>): User {
    const user = { ...this.get(accountId), ...change };
    this.store(user);
    const licensedGroup = this.groupNamed(USERS_GROUP).groupId;
    if (change.licensed === true) this.addToGroup(licensedGroup, accountId);
    if (change.licensed === false) this.removeFromGroup(licensedGroup, accountId);
    return user;
  }

  grantAdmin(accountId: string): void {
    this.jira.state.globalAdmins.add(accountId);
    this.addToGroup(this.groupNamed(ADMIN_GROUP).groupId, accountId);
  }

  /** Those named one by one, and members of the administrators' groups. */
  isAdmin(accountId: string): boolean {
    return this.jira.state.globalAdmins.has(accountId) || this.groupsOf(accountId).some((group) => ADMIN_GROUPS.has(group.name));
  }

  // Groups

  createGroup(name: string, accountIds: readonly string[] = []): Group {
    if (this.findGroup(name)) throw new JiraError(400, ['A group with this name already exists.']);
    const group: Group = { groupId: `group-${this.jira.state.nextId('group')}`, name, accountIds };
    this.storeGroup(group);
    return group;
  }

  groups(): readonly Group[] {
    return [...this.jira.state.groups.values()];
  }

  groupById(groupId: string): Group | undefined {
    return this.jira.state.groups.get(groupId);
  }

  /** By id or by name (names compare without case, as Jira's do). */
  findGroup(idOrName: string): Group | undefined {
    const name = idOrName.toLowerCase();
    return this.groupById(idOrName) ?? this.groups().find((group) => group.name.toLowerCase() === name);
  }

  groupsOf(accountId: string): readonly Group[] {
    const ids = this.memberships().get(accountId) ?? new Set<string>();
    return [...ids].flatMap((id) => this.groupById(id) ?? []);
  }

  isInGroup(accountId: string, groupId: string): boolean {
    return this.memberships().get(accountId)?.has(groupId) ?? false;
  }

  addToGroup(groupId: string, accountId: string): void {
    const group = this.groupById(groupId);
    if (!group) throw notFound('The group does not exist.');
    if (!group.accountIds.includes(accountId)) this.storeGroup({ ...group, accountIds: [...group.accountIds, accountId] });
  }

  removeFromGroup(groupId: string, accountId: string): void {
    const group = this.groupById(groupId);
    if (!group) throw notFound('The group does not exist.');
    this.storeGroup({ ...group, accountIds: group.accountIds.filter((id) => id !== accountId) });
  }

  /** The id of the project role that apps live in. */
  addonRoleId(): number {
    for (const role of this.jira.state.roles.values()) if (role.name === ADDON_ROLE) return role.id;
    throw new Error(`The site has no role ${ADDON_ROLE}.`);
  }

  private groupNamed(name: string): Group {
    return this.findGroup(name) ?? this.createGroup(name);
  }

  private store(user: User): void {
    this.jira.state.users.set(user.accountId, user);
    this.byEmailIndex = undefined;
  }

  private storeGroup(group: Group): void {
    this.jira.state.groups.set(group.groupId, group);
    this.groupIdsByMember = undefined;
  }

  private memberships(): Map<string, Set<string>> {
    if (this.groupIdsByMember) return this.groupIdsByMember;
    const index = new Map<string, Set<string>>();
    for (const group of this.jira.state.groups.values()) {
      for (const accountId of group.accountIds) {
        const ids = index.get(accountId) ?? new Set<string>();
        ids.add(group.groupId);
        index.set(accountId, ids);
      }
    }
    this.groupIdsByMember = index;
    return index;
  }
}
