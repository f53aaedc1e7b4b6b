import { join } from 'node:path';
import { Activity } from '../../../emulator/activity';
import { Clock } from '../../../emulator/clock';
import type { Json } from '../../../emulator/json';
import { Jira } from '../../../emulator/jira/jira';
import type { Caller, Field, Issue, Project, User } from '../../../emulator/jira/model';
import { RestGateway, type GatewayOptions } from '../../../emulator/jira/rest/gateway';
import { OpenApi } from '../../../emulator/jira/rest/openapi';
import { DEFAULT_SWITCHES } from '../../../emulator/switches';

export const START = Date.UTC(2026, 10, 24, 9, 30);
const OPENAPI_DIRECTORY = join(__dirname, '../../../../shared/data/openapi');

let loaded: OpenApi | undefined | null = null;

/** Atlassian's OpenAPI files, or undefined where they are not at hand. */
export function openApi(): OpenApi | undefined {
  if (loaded === null) {
    loaded = OpenApi.load(OPENAPI_DIRECTORY);
    if (!loaded) console.error(`Answers are not checked against Atlassian's OpenAPI: nothing in ${OPENAPI_DIRECTORY}`);
  }
  return loaded;
}

export interface Answer {
  readonly status: number;
  // Tests look into answers of any shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

export type Call = (method: string, path: string, body?: Json, headers?: Record<string, string>) => Promise<Answer>;

export interface RestSite {
  readonly clock: Clock;
  readonly jira: Jira;
  readonly activity: Activity;
  readonly gateway: RestGateway;
  readonly people: Record<'admin' | 'owner' | 'developer' | 'stakeholder', User>;
  readonly app: User;
  readonly shop: Project;
  readonly team: Project;
  readonly score: Field;
  readonly factors: Field;
  /** Calls as a person with Basic credentials. */
  as(person: 'admin' | 'owner' | 'developer' | 'stakeholder'): Call;
  anonymous: Call;
  /** Calls as the app itself, or as a person through the app. */
  asApp(scopes: readonly string[], person?: User): Call;
  issue(summary: string, fields?: Record<string, Json>): Issue;
}

export const APP_ID = '11111111-2222-4333-8444-555555555555';
const ALL_SCOPES = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'manage:jira-project',
  'manage:jira-configuration',
  'read:app-data:jira',
];
export const EVERY_SCOPE: readonly string[] = [...ALL_SCOPES, 'read:permission:jira', 'read:jira-expressions:jira', 'write:app-data:jira'];

/** A site of two projects: SHOP company-managed, TEAM team-managed; the app's two fields are on SHOP's screens. */
export function restSite(options: Partial<GatewayOptions> = {}): RestSite {
  const clock = new Clock({ mode: 'manual', start: START });
  const jira = new Jira(clock, { ...DEFAULT_SWITCHES });
  const user = (name: string, more: { admin?: boolean } = {}): User =>
    jira.users.create({ emailAddress: `${name.toLowerCase()}@example.com`, displayName: `${name} Example`, ...more });
  const people = {
    admin: user('Admin', { admin: true }),
    owner: user('Owner'),
    developer: user('Developer'),
    stakeholder: user('Stakeholder'),
  };
  const app = jira.users.createApp({ displayName: 'Sample App' });
  const shop = jira.projects.create({
    key: 'SHOP',
    name: 'Shop',
    style: 'classic',
    leadAccountId: people.owner.accountId,
    template: 'scrum',
  });
  const team = jira.projects.create({
    key: 'TEAM',
    name: 'Team',
    style: 'next-gen',
    leadAccountId: people.owner.accountId,
    template: 'kanban',
    access: 'private',
  });
  const [score, factors] = registerFields(jira);
  for (const field of [score, factors]) jira.projects.addField(shop.id, field.id);
  const activity = new Activity(() => clock.now());
  const api = openApi();
  const gateway = new RestGateway(jira, { activity, ...(api ? { openApi: api } : {}), log: () => undefined, ...options });
  const caller = callerFor(gateway);
  return {
    clock,
    jira,
    activity,
    gateway,
    people,
    app,
    shop,
    team,
    score,
    factors,
    as: (person) => {
      const basic = `Basic ${Buffer.from(`${people[person].emailAddress}:token`).toString('base64')}`;
      return (method, path, body, headers) => caller('from-credentials', method, path, body, { Authorization: basic, ...headers });
    },
    anonymous: (method, path, body, headers) => caller('from-credentials', method, path, body, headers),
    asApp: (scopes, person) => {
      const who: Caller = {
        accountId: person?.accountId ?? app.accountId,
        app: { appId: APP_ID, accountId: app.accountId, scopes: new Set(scopes), invocationId: 'invocation-1' },
      };
      return (method, path, body, headers) => caller(who, method, path, body, headers);
    },
    issue: (summary, fields = {}) =>
      jira.issues.create(
        { accountId: people.owner.accountId },
        { projectId: shop.id, typeId: typeNamed(jira, shop, 'Story'), fields: { summary, ...fields } },
      ),
  };
}

export const typeNamed = (jira: Jira, project: Project, name: string): string =>
  jira.projects.issueTypesOf(project).find((type) => type.name === name)?.id ?? '';

function registerFields(jira: Jira): [Field, Field] {
  const module = (key: string): { appId: string; environmentId: string; moduleKey: string; ari: string } => ({
    appId: APP_ID,
    environmentId: 'environment',
    moduleKey: key,
    ari: `ari:cloud:ecosystem::extension/${APP_ID}/environment/static/${key}`,
  });
  const [score, factors] = jira.fields.registerForge([
    { ...module('score'), name: 'Sample score', description: 'A number', type: 'number', collection: 'none', readOnly: true },
    {
      ...module('factors'),
      name: 'Sample factors',
      description: 'An object',
      type: 'object',
      collection: 'none',
      readOnly: false,
      formatter: { expression: 'value == null ? "" : value.model', export: true, api: false, historyView: false },
      validation: { expression: 'value == null || value.jobSize != 0', errorMessage: 'Job size must not be 0.' },
    },
  ]);
  if (!score || !factors) throw new Error('The fields were not registered.');
  return [score, factors];
}

function callerFor(gateway: RestGateway) {
  return async (
    caller: Caller | 'from-credentials',
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const request = new Request(`http://localhost:8080${path.startsWith('/rest') ? path : `/rest/api/3/${path}`}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await gateway.handle(request, caller);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
}
