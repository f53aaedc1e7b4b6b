import { Clock } from '../../../emulator/clock';
import type { Json } from '../../../emulator/json';
import { JiraError } from '../../../emulator/jira/errors';
import type { JiraEvent } from '../../../emulator/jira/events';
import type { ForgeFieldModule } from '../../../emulator/jira/fields';
import { Jira } from '../../../emulator/jira/jira';
import type { Caller, Field, Issue, Project, User } from '../../../emulator/jira/model';
import type { Grant } from '../../../emulator/jira/permissions';
import { membersOnlyGrants } from '../../../emulator/jira/project-templates';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';

export const START = Date.UTC(2026, 10, 24, 9, 0);

export interface TestSite {
  readonly jira: Jira;
  readonly switches: Switches;
  readonly events: JiraEvent[];
  readonly project: Project;
  readonly admin: User;
  /** Holds the role Member in the project. */
  readonly member: User;
  /** Licensed, in no role: browses and comments. */
  readonly viewer: User;
  readonly app: User;
  readonly appCaller: Caller;
}

export const APP_ID = 'app-1';

/** A company-managed scrum project SHOP in which members work and everybody else browses and comments; an app is installed. */
export function aSite(options: { readonly grants?: readonly Grant[]; readonly style?: Project['style'] } = {}): TestSite {
  const switches = { ...DEFAULT_SWITCHES };
  const jira = new Jira(new Clock({ mode: 'manual', start: START }), switches);
  const admin = jira.users.create({ accountId: 'admin', emailAddress: 'admin@example.com', displayName: 'Ada Admin', admin: true });
  const member = jira.users.create({ accountId: 'member', emailAddress: 'member@example.com', displayName: 'Mia Member' });
  const viewer = jira.users.create({ accountId: 'viewer', emailAddress: 'viewer@example.com', displayName: 'Vic Viewer' });
  const app = jira.users.createApp({ accountId: 'app-account', displayName: 'Test app' });
  const style = options.style ?? 'classic';
  const project = jira.projects.create({
    key: 'SHOP',
    name: 'Shop',
    style,
    leadAccountId: admin.accountId,
    template: 'scrum',
    access: 'limited',
    ...(style === 'classic' ? { grants: options.grants ?? membersOnlyGrants(jira.projects.roleIds()) } : {}),
  });
  jira.projects.addToRole(project.id, 'Member', member.accountId);
  const events: JiraEvent[] = [];
  jira.events.subscribe((event) => events.push(event));
  const appCaller: Caller = { accountId: app.accountId, app: { appId: APP_ID, accountId: app.accountId, scopes: new Set() } };
  return { jira, switches, events, project, admin, member, viewer, app, appCaller };
}

export const as = (user: User): Caller => ({ accountId: user.accountId });

export const typeId = (site: TestSite, name = 'Story'): string => {
  const found = site.jira.projects.issueTypesOf(site.project).find((type) => type.name === name);
  if (!found) throw new Error(`no type ${name}`);
  return found.id;
};

export function anIssue(site: TestSite, fields: Readonly<Record<string, Json>> = {}, type = 'Story', by: User = site.member): Issue {
  return site.jira.issues.create(as(by), {
    projectId: site.project.id,
    typeId: typeId(site, type),
    fields: { summary: 'A story', ...fields },
  });
}

/** A field of the installed app, on all screens of SHOP. */
export function aForgeField(site: TestSite, module: Partial<ForgeFieldModule> & { readonly moduleKey: string }): Field {
  const field = site.jira.fields.registerForge([
    {
      appId: APP_ID,
      environmentId: 'env-1',
      ari: `ari:cloud:ecosystem::extension/${APP_ID}/env-1/static/${module.moduleKey}`,
      type: 'number',
      collection: 'none',
      readOnly: false,
      name: module.moduleKey,
      description: '',
      ...module,
    },
  ])[0];
  if (!field) throw new Error('no field');
  site.jira.projects.addField(site.project.id, field.id);
  return field;
}

/** The refusal, or undefined when the action went through. */
export function refusal(action: () => unknown): JiraError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof JiraError) return error;
    throw error;
  }
}

export const status = (site: TestSite, name: string): string => {
  const found = site.jira.projects.statusesOf(site.project).find((one) => one.name === name);
  if (!found) throw new Error(`no status ${name}`);
  return found.id;
};

export const latest = (site: TestSite, issue: Issue): Issue => {
  const found = site.jira.issues.byIdOrKey(issue.id);
  if (!found) throw new Error('gone');
  return found;
};
