import { join } from 'node:path';
import { Activity } from '../../../emulator/activity';
import { Clock } from '../../../emulator/clock';
import { doorRoutes } from '../../../emulator/doors';
import { Forge } from '../../../emulator/forge/forge';
import { Jira } from '../../../emulator/jira/jira';
import type { Caller, Field, Issue, Project, User } from '../../../emulator/jira/model';
import { RestGateway } from '../../../emulator/jira/rest/gateway';
import type { Json, JsonObject } from '../../../emulator/json';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';
import { APP_ID, START, type Loose } from './harness';

export interface JiraSite {
  readonly jira: Jira;
  readonly forge: Forge;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly switches: Switches;
  readonly owner: User;
  readonly project: Project;
  readonly issue: Issue;
  /** The fixture app's field. */
  field(): Field | undefined;
  /** The issue as it is now. */
  now(issue?: Issue): Issue;
  door(method: 'GET' | 'POST', path: string, body?: Json): Promise<{ readonly status: number; readonly body: Loose }>;
  rest(method: string, path: string, body?: Json): Promise<{ readonly status: number; readonly body: Loose }>;
  /** Puts a rule of the fixture app on the transition to Done. */
  rule(kind: 'conditions' | 'validators' | 'postFunctions', moduleKey: string, config?: JsonObject): void;
  /** The transition to a status as a person; the refusal's sentences. */
  go(name: string, caller?: Caller): readonly string[];
  /** What the app stored under a key. */
  stored(key: string): Promise<Loose>;
  close(): Promise<void>;
}

/** The real Jira with one project, one issue and its owner, who is the administrator too; the fixture app; and the doors. */
export function aJiraSite(
  functions: string,
  options: { readonly switches?: Partial<Switches>; readonly storage?: unknown; readonly jira?: Jira } = {},
): JiraSite {
  const clock = options.jira?.clock ?? new Clock({ mode: 'manual', start: START });
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const activity = new Activity(() => clock.now());
  const jira = options.jira ?? new Jira(clock, switches);
  const gateway = new RestGateway(jira, { activity, log: () => undefined });
  const owner =
    jira.users.byEmail('owner@example.com') ??
    jira.users.create({ emailAddress: 'owner@example.com', displayName: 'Olivia Owner', admin: true });
  const project =
    jira.projects.byIdOrKey('SHOP') ??
    jira.projects.create({ key: 'SHOP', name: 'Shop', style: 'classic', leadAccountId: owner.accountId, template: 'scrum' });
  const typeId = project.issueTypeIds.find((id) => jira.state.issueTypes.get(id)?.name === 'Story') ?? '';
  const forge = new Forge({
    manifestPath: join(__dirname, 'fixture/manifest.yml'),
    functionsPath: functions,
    jira,
    gateway,
    clock,
    switches,
    activity,
    appName: 'Fixture',
    ...(options.storage === undefined ? {} : { storage: options.storage }),
  });
  const caller: Caller = { accountId: owner.accountId };
  const issue =
    jira.issues.byIdOrKey('SHOP-1') ?? jira.issues.create(caller, { projectId: project.id, typeId, fields: { summary: 'Pay by invoice' } });
  const routes = doorRoutes({ jira, forge, activity, clock, switches });
  const workflow = (): string => Object.values(project.workflows)[0] ?? '';
  const now = (one: Issue = issue): Issue => jira.issues.byIdOrKey(one.id) ?? one;
  const transition = (name: string): string => jira.workflows.fromStatus(now()).find((one) => one.name === name)?.id ?? name;
  return {
    jira,
    forge,
    clock,
    activity,
    switches,
    owner,
    project,
    issue,
    now,
    field: () => jira.fields.all().find(({ forge: info }) => info?.moduleKey === 'score'),
    door: async (method, path, body) =>
      answer(await routes.request(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })),
    rest: async (method, path, body) =>
      answer(
        await gateway.handle(
          new Request(`http://localhost:8080/rest/api/3/${path}`, {
            method,
            headers: { 'Content-Type': 'application/json' },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          }),
          caller,
        ),
      ),
    rule: (kind, moduleKey, config = {}) => {
      const ruleKey = `ari:cloud:ecosystem::extension/${APP_ID}/${forge.app.environmentId}/static/${moduleKey}`;
      jira.workflows.addRule(workflow(), transition('Done'), kind, { ruleKey, config });
    },
    go: (name, who = caller) => {
      try {
        jira.issues.transition(who, issue.id, transition(name));
        return [];
      } catch (error) {
        return (error as { readonly errorMessages: readonly string[] }).errorMessages;
      }
    },
    stored: async (key) => {
      const call = {
        accountId: owner.accountId,
        moduleKey: 'panel',
        functionKey: 'kvs',
        payload: { method: 'get', args: [key] },
        extension: {},
      };
      return ((await forge.invokeResolver(call)) as Loose).value;
    },
    close: () => forge.close(),
  };
}

async function answer(response: Response): Promise<{ readonly status: number; readonly body: Loose }> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
