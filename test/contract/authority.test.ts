import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ownership from '../../src/contract/ownership';
import * as scoring from '../../src/contract/scoring';
import type { JsonObject } from '../../emulator/json';
import type { Issue, Project } from '../../emulator/jira/model';
import { aSite, type TestSite } from '../builders/site';

const ROOT = join(__dirname, '../..');
const COMPLETE = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };

/** Every call of the contract, found by its shape, so that a new one cannot be forgotten here. */
const calls = [...Object.values(scoring), ...Object.values(ownership)].flatMap((value) =>
  typeof value === 'object' && value !== null && 'name' in value && 'input' in value ? [value.name] : [],
);

type Verdict = 'yes' | 'no' | 'hidden';

function readTable(): { readonly roles: readonly string[]; readonly rows: ReadonlyMap<string, readonly Verdict[]> } {
  const lines = readFileSync(join(ROOT, 'docs/authority.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const [head = [], , ...body] = cells;
  return { roles: head.slice(1), rows: new Map(body.map(([name = '', ...verdicts]) => [name, verdicts as Verdict[]])) };
}

const { roles, rows } = readTable();

let site: TestSite;
let vault: Project;
let story: Issue;
let elsewhere: Issue;
const accounts = new Map<string, string | null>();

beforeAll(async () => {
  site = await aSite({ seed: 'people', setUp: false });
  const { jira } = site;
  const create = (name: string, licensed = true, admin = false): string =>
    jira.users.create({ emailAddress: `${name}@vault.example.com`, displayName: name, timeZone: 'Etc/UTC', licensed, admin }).accountId;
  for (const role of ['owner', 'delegate', 'member', 'stakeholder', 'project admin', 'stranger'])
    accounts.set(role, create(role.replace(' ', '-')));
  accounts.set('Jira admin', create('jira-admin', true, true));
  accounts.set('unlicensed', create('unlicensed', false));
  accounts.set('anonymous', null);
  const group = (name: string, ...members: string[]) =>
    jira.users.createGroup(
      name,
      members.map((role) => accounts.get(role) ?? ''),
    );
  group('vault-team', 'owner', 'delegate', 'member', 'project admin', 'unlicensed');
  group('vault-readers', 'owner', 'delegate', 'member', 'project admin', 'stakeholder', 'unlicensed');
  group('vault-admins', 'project admin');
  const byGroup = (name: string) => ({
    type: 'group' as const,
    value: [...jira.state.groups.values()].find((each) => each.name === name)?.groupId ?? '',
  });
  const app = { type: 'projectRole' as const, value: String(jira.projects.roleIds().addons) };
  const grants = [
    ...['BROWSE_PROJECTS', 'ADD_COMMENTS'].flatMap((permission) => [
      { permission, holder: byGroup('vault-readers') },
      { permission, holder: app },
    ]),
    ...['CREATE_ISSUES', 'EDIT_ISSUES', 'SCHEDULE_ISSUES'].flatMap((permission) => [
      { permission, holder: byGroup('vault-team') },
      { permission, holder: app },
    ]),
    { permission: 'ADMINISTER_PROJECTS', holder: byGroup('vault-admins') },
  ];
  const make = (key: string): Project =>
    jira.projects.create({
      key,
      name: key,
      projectTypeKey: 'software',
      style: 'classic',
      leadAccountId: accounts.get('owner') ?? '',
      template: 'scrum',
      grants,
    });
  vault = make('VAULT');
  const other = make('OTHER');
  const file = (project: Project): Issue => {
    const type = jira.projects.issueTypesOf(project).find((each) => each.hierarchyLevel === 0);
    return jira.issues.create(
      { accountId: accounts.get('owner') ?? '' },
      { projectId: project.id, typeId: type?.id ?? '', fields: { summary: 'A story' } },
    );
  };
  story = file(vault);
  elsewhere = file(other);
  await site.settle();
  expect(
    await invoke('project admin', 'ownership/set-owner', { projectId: vault.id, accountId: accounts.get('owner') ?? '' }),
  ).toMatchObject({ ok: true });
}, 60_000);

afterAll(() => site.close());

interface Reply {
  readonly ok?: boolean;
  readonly code?: string;
  readonly message?: string;
}

function invoke(role: string, functionKey: string, payload: unknown): Promise<Reply> {
  const extension: JsonObject = {
    type: 'jira:issueContext',
    issue: { id: story.id, key: story.key, type: 'Story', typeId: story.typeId },
    project: { id: vault.id, key: vault.key, type: 'software' },
  };
  const accountId = accounts.get(role) ?? null;
  return site.forge.invokeResolver({
    accountId,
    moduleKey: 'prioritization-panel',
    functionKey,
    payload: payload as never,
    extension,
  }) as Promise<Reply>;
}

const valid = (name: string): JsonObject => {
  switch (name) {
    case 'scoring/open':
      return { issueId: story.id };
    case 'scoring/score':
      return { issueId: story.id, answers: COMPLETE };
    case 'ownership/read':
      return { projectId: vault.id };
    case 'ownership/set-owner':
      return { projectId: vault.id, accountId: accounts.get('owner') ?? '' };
    default:
      throw new Error(`Say here what a valid payload of ${name} is.`);
  }
};

/** Everything a call could have changed. */
const state = (): string =>
  JSON.stringify([story, elsewhere].map(({ id }) => site.jira.state.issues.get(id)?.custom)) + JSON.stringify(site.forge.snapshot());

it('lists every function in docs/authority.md, and no others', () => {
  expect([...rows.keys()].sort()).toEqual([...calls].sort());
});

describe.each(calls)('%s', (name) => {
  it.each(roles)('as %s', async (role) => {
    const verdict = rows.get(name)?.[roles.indexOf(role)];
    const before = state();
    const reply = await invoke(role, name, valid(name));
    const got: Verdict = reply.ok === true ? 'yes' : reply.code === 'not-found' ? 'hidden' : 'no';
    expect({ role, got, reply }).toMatchObject({ role, got: verdict });
    if (got !== 'yes') {
      expect(reply.message).toMatch(/^[A-Z].+\.$/);
      expect(state()).toBe(before);
    }
  });
});

describe('Hostile payloads', () => {
  const hostile = (name: string): readonly (readonly [string, unknown])[] => {
    const base = valid(name);
    const withId = (id: unknown): unknown => ({ ...base, ...('issueId' in base ? { issueId: id } : { projectId: id }) });
    return [
      ['nothing', undefined],
      ['a string', 'issueId'],
      ['a list', [1, 2, 3]],
      ['a number for an id', withId(Number(story.id))],
      ['an object for an id', withId({ toString: 'x' })],
      ['an id with a path', withId(`${story.id}/../${elsewhere.id}`)],
      ['an id with JQL', withId('10000 OR project is not EMPTY')],
      ['a key for an id', withId(story.key)],
      ['an id nobody has', withId('999999999')],
      ['a huge id', withId('9'.repeat(10_000))],
      [
        'a claimed account',
        {
          ...base,
          accountId: 'admin',
          actor: { kind: 'person', accountId: accounts.get('owner') },
          issueId: '999999999',
          projectId: '999999999',
        },
      ],
      ['a prototype', JSON.parse('{"__proto__":{"issueId":"1"},"constructor":{"prototype":{}}}')],
      ['answers of a prototype', { ...base, answers: JSON.parse('{"__proto__":5,"constructor":5}') as unknown, accountId: 5 }],
      ['answers that are no numbers', { ...base, answers: { jobSize: '2' }, accountId: {} }],
      [
        'a hundred thousand answers',
        {
          ...base,
          answers: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, index])),
          accountId: 'x'.repeat(5_000),
        },
      ],
    ];
  };

  it('change nothing and are refused with a sentence, whoever sends them', async () => {
    const before = state();
    let walked = 0;
    for (const name of calls) {
      for (const role of roles) {
        for (const [what, payload] of hostile(name)) {
          const reply = await invoke(role, name, payload);
          // A payload with more than was asked for may still be a fair question about what this person may read.
          if (reply.ok === true && !name.endsWith('/read') && !name.endsWith('/open'))
            throw new Error(`${name} as ${role} with ${what} was done: ${JSON.stringify(reply)}`);
          if (reply.ok !== true) expect(reply.message).toMatch(/^[A-Z].+\.$/);
          walked += 1;
        }
      }
    }
    expect(state()).toBe(before);
    process.stdout.write(
      `Authority walk: ${calls.length} functions × ${roles.length} roles × ${walked / calls.length / roles.length} hostile payloads = ${walked} calls, all refused or read-only.\n`,
    );
  }, 120_000);

  it('cannot reach what every object has', async () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      await expect(invoke('owner', name, {})).rejects.toThrow();
  });

  it.each(['stakeholder', 'stranger', 'unlicensed', 'anonymous'])('cannot make a %s somebody else by naming them', async (role) => {
    const owner = accounts.get('owner') ?? '';
    const before = state();
    const claims = {
      accountId: owner,
      actor: { kind: 'person', accountId: owner, licensed: true },
      context: { accountId: owner },
      principal: { accountId: owner },
    };
    expect(await invoke(role, 'scoring/score', { ...valid('scoring/score'), ...claims })).toMatchObject({ ok: false });
    expect(
      await invoke(role, 'ownership/set-owner', { ...valid('ownership/set-owner'), ...claims, accountId: accounts.get(role) ?? owner }),
    ).toMatchObject({ ok: false });
    expect(state()).toBe(before);
  });

  it('cannot score an issue of a project this person does not see by naming it', async () => {
    site.jira.state.issues.set(elsewhere.id, elsewhere);
    const reply = await invoke('stranger', 'scoring/score', { issueId: elsewhere.id, answers: COMPLETE });
    expect(reply).toMatchObject({ ok: false, code: 'not-found' });
  });
});
