import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as acceptance from '../../src/contract/acceptance';
import * as ownership from '../../src/contract/ownership';
import * as ranking from '../../src/contract/ranking';
import * as requests from '../../src/contract/requests';
import * as scoring from '../../src/contract/scoring';
import * as sprints from '../../src/contract/sprints';
import type { JsonObject } from '../../emulator/json';
import type { Issue, Project } from '../../emulator/jira/model';
import { LENDABLE_POWERS } from '../../src/core/authority';
import { aSite, type TestSite } from '../builders/site';

const ROOT = join(__dirname, '../..');
const DAY_MS = 86_400_000;
const COMPLETE = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };

/** Every call of the contract, found by its shape, so that a new one cannot be forgotten here. */
const calls = [scoring, ownership, ranking, requests, sprints, acceptance]
  .flatMap((contract) => Object.values(contract))
  .flatMap((value) => (typeof value === 'object' && value !== null && 'name' in value && 'input' in value ? [value.name] : []));

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

/** A delegate's cell may name powers: `with decide` takes those, `without rank` is for whoever does not hold them. */
function verdictOf(name: string, role: string, powers: readonly string[] = []): string | undefined {
  const cell = rows.get(name)?.[roles.indexOf(role)];
  const [word, ...named] = cell?.split(/[ ,]+/) ?? [];
  if (word === 'with') return named.every((power) => powers.includes(power)) ? 'yes' : 'no';
  return word === 'without' ? (named.some((power) => powers.includes(power)) ? 'no' : 'yes') : cell;
}

let site: TestSite;
let vault: Project;
let story: Issue;
/** Stands above the story, until a request is carried out. */
let neighbour: Issue;
/** What is asked for the story, and a member's request for it: fresh for every call. */
let wish: JsonObject = { kind: 'top' };
let requestId = '';
let elsewhere: Issue;
/** Work of the sprints. */
let inSprint: Issue;
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
  // Another project, of other people altogether.
  accounts.set('resident', create('resident'));
  group('elsewhere-everything', 'resident');
  const byGroup = (name: string) => ({
    type: 'group' as const,
    value: [...jira.state.groups.values()].find((each) => each.name === name)?.groupId ?? '',
  });
  const app = { type: 'projectRole' as const, value: String(jira.projects.roleIds().addons) };
  const grantsTo = (readers: string, team: string, admins: string) => [
    ...['BROWSE_PROJECTS', 'ADD_COMMENTS'].flatMap((permission) => [
      { permission, holder: byGroup(readers) },
      { permission, holder: app },
    ]),
    ...['CREATE_ISSUES', 'EDIT_ISSUES', 'SCHEDULE_ISSUES', 'MANAGE_SPRINTS_PERMISSION'].flatMap((permission) => [
      { permission, holder: byGroup(team) },
      { permission, holder: app },
    ]),
    { permission: 'ADMINISTER_PROJECTS', holder: byGroup(admins) },
  ];
  const make = (key: string, ...groups: [string, string, string]): Project =>
    jira.projects.create({
      key,
      name: key,
      projectTypeKey: 'software',
      style: 'classic',
      leadAccountId: accounts.get('owner') ?? '',
      template: 'scrum',
      grants: grantsTo(...groups),
    });
  vault = make('VAULT', 'vault-readers', 'vault-team', 'vault-admins');
  const other = make('OTHER', 'elsewhere-everything', 'elsewhere-everything', 'elsewhere-everything');
  const file = (project: Project, by: string): Issue => {
    const type = jira.projects.issueTypesOf(project).find((each) => each.hierarchyLevel === 0);
    return jira.issues.create(
      { accountId: accounts.get(by) ?? '' },
      { projectId: project.id, typeId: type?.id ?? '', fields: { summary: 'A story' } },
    );
  };
  neighbour = file(vault, 'owner');
  story = file(vault, 'owner');
  elsewhere = file(other, 'resident');
  inSprint = file(vault, 'owner');
  jira.boards.create({ name: 'Vault board', type: 'scrum', projectId: vault.id });
  await site.settle();
  expect(
    await invoke('project admin', 'ownership/set-owner', { projectId: vault.id, accountId: accounts.get('owner') ?? '' }),
  ).toMatchObject({ ok: true });
  // Two to end: by the owner and by an admin.
  for (const role of ['owner', 'project admin']) expect(await invoke(role, 'ownership/lend', aLoan())).toMatchObject({ ok: true });
}, 60_000);

afterAll(() => site.close());

const ADDONS = () => ({ type: 'projectRole' as const, value: String(site.jira.projects.roleIds().addons) });

interface Reply {
  readonly ok?: boolean;
  readonly code?: string;
  readonly message?: string;
}

function invoke(role: string, functionKey: string, payload: unknown, on: TestSite = site): Promise<Reply> {
  const extension: JsonObject = {
    type: 'jira:issueContext',
    issue: { id: story.id, key: story.key, type: 'Story', typeId: story.typeId },
    project: { id: vault.id, key: vault.key, type: 'software' },
  };
  const accountId = accounts.get(role) ?? null;
  return on.forge.invokeResolver({
    accountId,
    moduleKey: 'prioritization-panel',
    functionKey,
    payload: payload as never,
    extension,
  }) as Promise<Reply>;
}

interface StoredOwnership {
  readonly revision: number;
  readonly value: { readonly delegations: readonly { readonly id: string; readonly endedAt: number | null }[] };
}

function storedOwnership(): StoredOwnership {
  const { storage } = site.forge.snapshot() as unknown as { storage: Record<string, { key: string; value: StoredOwnership }[]> };
  const row = storage['entity:revised-value']?.find(({ key }) => key === `ownership:${vault.id}`);
  if (!row) throw new Error('the owner is kept elsewhere now');
  return row.value;
}

/** To somebody, for later: while the table is walked nobody holds what was lent. */
const aLoan = (): JsonObject => ({
  projectId: vault.id,
  revision: storedOwnership().revision,
  to: accounts.get('delegate') ?? '',
  powers: [...LENDABLE_POWERS],
  from: site.clock.now() + DAY_MS,
  until: site.clock.now() + 2 * DAY_MS,
  reason: 'Away that day',
});

interface Asked extends Reply {
  readonly data?: { readonly request?: { readonly id: string }; readonly requests?: readonly { readonly id: string }[] };
}

/** A member asks for a place the story does not have; nobody else asks for it. Of `requests/answer` the owner has asked back. */
async function freshRequest(name: string, on: TestSite = site): Promise<void> {
  if (!name.startsWith('requests/')) return;
  const call = (role: string, functionKey: string, payload: JsonObject) => invoke(role, functionKey, payload, on) as Promise<Asked>;
  const projectId = vault.id;
  const open = await call('owner', 'requests/list', { projectId, which: 'open' });
  for (const { id } of open.data?.requests ?? [])
    expect(await call('owner', 'requests/decline', { projectId, requestId: id, reason: 'Asked anew.' })).toMatchObject({ ok: true });
  for (const wished of [{ kind: 'top' }, { kind: 'below', issue: neighbour.id }]) {
    wish = wished;
    const asked = await call('member', 'requests/ask', { issueId: story.id, wish, reason: 'A customer waits.' });
    requestId = asked.data?.request?.id ?? '';
    if (asked.ok === true) break;
  }
  expect(requestId).not.toBe('');
  if (name === 'requests/answer')
    expect(await call('owner', 'requests/ask-back', { projectId, requestId, question: 'Which one?' })).toMatchObject({ ok: true });
}

const backlogOf = (on: TestSite): readonly string[] =>
  on.jira.ranking
    .ordered()
    .filter(({ projectId, sprintIds }) => projectId === vault.id && !sprintIds.some((id) => on.jira.sprints.byId(id)?.state === 'active'))
    .map(({ id }) => id);

let sprintId = '';
let sprintRevision = 0;

/** The sprint of the call before serves as well, unless that call has used it up. */
async function isSprintReady(name: string, on: TestSite): Promise<boolean> {
  if (name !== 'sprints/verdict' && name !== 'sprints/decide') return on.jira.sprints.byId(Number(sprintId))?.state === 'active';
  const { data } = (await invoke('owner', 'sprints/list', { projectId: vault.id }, on)) as {
    data?: { records: readonly { sprint: { id: string }; outcome: string | null; wantsVerdict: boolean; verdict: unknown }[] };
  };
  const record = data?.records.find(({ sprint }) => sprint.id === sprintId);
  if (name === 'sprints/decide') return record?.outcome === 'asking';
  return record !== undefined && (record.wantsVerdict || record.verdict !== null);
}

/** A sprint that runs; for a verdict one that the owner has closed; to be decided about one that somebody closed, and Jira does not say who. */
async function freshSprint(name: string, on: TestSite = site): Promise<void> {
  if (!name.startsWith('sprints/') && name !== 'requests/ask-cancel') return;
  const { jira } = on;
  jira.switches.eventsCarryActor = name !== 'sprints/decide';
  const projectId = vault.id;
  const guard = (await invoke('owner', 'sprints/guard', { projectId }, on)) as { data?: { revision: number; mode: string } };
  sprintRevision = guard.data?.revision ?? 0;
  if (guard.data?.mode !== 'restore') {
    const setting = { projectId, mode: 'restore', graceHours: 12, unfinished: 'status', revision: sprintRevision };
    expect(await invoke('project admin', 'sprints/set-guard', setting, on)).toMatchObject({ ok: true });
    sprintRevision += 1;
  }
  if (await isSprintReady(name, on)) return;
  await on.settle();
  const by = (role: string) => ({ accountId: accounts.get(role) ?? '' });
  const board = [...jira.state.boards.values()].find((each) => each.projectId === projectId);
  for (const { id, state } of jira.state.sprints.values()) if (state === 'active') jira.sprints.close(by('owner'), id);
  const now = on.clock.now();
  const dates = { startDate: now, endDate: now + 14 * DAY_MS };
  const sprint = jira.sprints.create(by('owner'), { name: `Sprint ${now}`, goal: 'Pay by card', originBoardId: board?.id ?? 0, ...dates });
  jira.sprints.moveIssues(by('owner'), sprint.id, [inSprint.id]);
  jira.sprints.start(by('owner'), sprint.id);
  await on.settle();
  if (name === 'sprints/verdict') jira.sprints.close(by('owner'), sprint.id);
  if (name === 'sprints/decide') jira.sprints.close(by('member'), sprint.id);
  await on.settle();
  sprintId = String(sprint.id);
}

/** How often a revised value was changed. */
function revisionOf(key: string, on: TestSite = site): number {
  const { storage } = on.forge.snapshot() as unknown as { storage: Record<string, { key: string; value: { revision: number } }[]> };
  return storage['entity:revised-value']?.find((row) => row.key === key)?.value.revision ?? 0;
}

interface Acceptance extends Reply {
  readonly data?: { readonly story: { readonly acceptance: unknown; readonly criteria: readonly { readonly id: string }[] } };
}

let criteria = 0;
const aCriterion = () => ({
  kind: 'add',
  id: `criterion-${(criteria += 1)}`,
  text: `Card ${criteria} is charged once`,
  mandatory: true,
  after: null,
});

/** The story meets all its criteria by the owner's verdict, and is not accepted; to be taken back it is, and to be finished its rejection was not told. */
async function freshStory(name: string, on: TestSite = site): Promise<void> {
  if (!name.startsWith('acceptance/')) return;
  const issueId = story.id;
  const call = async (role: string, functionKey: string, payload: JsonObject) => {
    const reply = (await invoke(role, functionKey, { issueId, ...payload }, on)) as Acceptance;
    expect({ functionKey, reply }).toMatchObject({ reply: { ok: true } });
    return reply.data?.story;
  };
  const revision = () => revisionOf(`acceptance:${issueId}`, on);
  let opened = await call('owner', 'acceptance/open', {});
  if (opened?.acceptance) await call('owner', 'acceptance/take-back', { revision: revision() });
  if (opened?.criteria.length === 0) opened = await call('member', 'acceptance/change', { changes: [aCriterion()] });
  const changes = opened?.criteria.map(({ id }) => ({ kind: 'judge', id, verdict: 'met', words: null })) ?? [];
  await call('owner', 'acceptance/change', { changes });
  if (name === 'acceptance/take-back') await call('owner', 'acceptance/accept', { revision: revision(), words: null });
  if (name !== 'acceptance/finish') return;
  on.forge.faults.apply({ jira: { method: 'POST', path: '/comment$', who: 'app', status: 500, times: 1 } });
  await call('owner', 'acceptance/reject', { revision: revision(), words: 'Not yet.', transitionId: null });
}

let jobId = '';
/** A whole order that the owner has rearranged, to be undone. */
async function freshJob(name: string, on: TestSite = site): Promise<void> {
  if (name !== 'ranking/undo' && name !== 'ranking/rank-by-score') return;
  expect(await invoke('owner', 'ranking/stop', { projectId: vault.id }, on)).toMatchObject({ ok: true });
  if (name === 'ranking/rank-by-score') return;
  const reply = (await invoke('owner', 'ranking/rank-by-score', valid('ranking/rank-by-score', on), on)) as {
    data?: { job?: { id: string } };
  };
  jobId = reply.data?.job?.id ?? '';
  expect(await invoke('owner', 'ranking/continue', { projectId: vault.id }, on)).toMatchObject({ data: { job: { status: 'done' } } });
}

/** What only a project that scores as a team has. */
const OF_TEAMS = new Set(['scoring/give', 'scoring/reveal', 'scoring/override', 'scoring/clear-override', 'scoring/apply']);

/** All questions of the model the project scores with by then. */
let complete: JsonObject = COMPLETE;
let score = 0;
let policyRevision = 0;

interface Scoring extends Reply {
  readonly data?: {
    readonly revision?: number;
    readonly model?: { readonly id: string };
    readonly value?: { readonly stored: number };
  };
}

/** The project scores as a team where the function is for such, and the story has a score, and a team's answer of a member. */
async function freshScoring(name: string, on: TestSite = site): Promise<void> {
  if (!name.startsWith('scoring/')) return;
  const call = async (role: string, functionKey: string, payload: JsonObject) => {
    const reply = (await invoke(role, functionKey, payload, on)) as Scoring;
    expect({ functionKey, reply }).toMatchObject({ reply: { ok: true } });
    return reply.data;
  };
  const issueId = story.id;
  const projectId = vault.id;
  const setTeam = async (team: 'off' | 'median'): Promise<void> => {
    const { revision = 0 } = (await call('project admin', 'scoring/policy', { projectId })) ?? {};
    const set = await call('project admin', 'scoring/set-policy', { projectId, revision, team, staleAfterDays: 90 });
    policyRevision = set?.revision ?? 0;
  };
  await setTeam('off');
  const opened = await call('member', 'scoring/open', { issueId });
  complete = opened?.model?.id === 'rice' ? { reach: 6, impact: 2, confidencePercent: 50, effort: 3 } : COMPLETE;
  if (name === 'scoring/confirm') score = (await call('member', 'scoring/score', { issueId, answers: complete }))?.value?.stored ?? 0;
  if (!OF_TEAMS.has(name)) return;
  await setTeam('median');
  await call('member', 'scoring/give', { issueId, answers: complete });
}

const valid = (name: string, on: TestSite = site): JsonObject => {
  const inBacklog = { projectId: vault.id, tier: 'backlog' };
  switch (name) {
    case 'scoring/confirm':
      return { issueId: story.id, score };
    case 'scoring/give':
      return { issueId: story.id, answers: complete };
    case 'scoring/override':
      return { issueId: story.id, answers: complete, reason: 'A customer waits.' };
    case 'scoring/team':
    case 'scoring/reveal':
    case 'scoring/clear-override':
    case 'scoring/apply':
      return { issueId: story.id };
    case 'scoring/policy':
      return { projectId: vault.id };
    case 'scoring/set-policy':
      return { projectId: vault.id, revision: policyRevision, team: 'owner', staleAfterDays: 30 };
    case 'acceptance/open':
    case 'acceptance/finish':
    case 'acceptance/ask':
    case 'acceptance/ways-back':
    case 'acceptance/find-criteria':
      return { issueId: story.id };
    case 'acceptance/change':
      return { issueId: story.id, changes: [aCriterion()] };
    case 'acceptance/apply':
      return { issueId: story.id, templateId: 'done' };
    case 'acceptance/accept':
      return { issueId: story.id, revision: revisionOf(`acceptance:${story.id}`, on), words: null };
    case 'acceptance/reject':
      return { ...valid('acceptance/accept', on), words: 'Not yet.', transitionId: null };
    case 'acceptance/take-back':
      return { issueId: story.id, revision: revisionOf(`acceptance:${story.id}`, on) };
    case 'acceptance/waiting':
    case 'acceptance/templates':
    case 'acceptance/policy':
    case 'acceptance/arrivals':
    case 'acceptance/ways':
    case 'acceptance/rule-changes':
    case 'acceptance/role':
      return { projectId: vault.id };
    case 'acceptance/set-templates':
      return { projectId: vault.id, revision: revisionOf(`acceptance-templates:${vault.id}`, on), done: null, templates: [] };
    case 'acceptance/set-policy':
      return { projectId: vault.id, revision: revisionOf(`acceptance-policy:${vault.id}`, on), ownWork: 'allowed', backTo: null };
    case 'acceptance/keep-role':
      return { projectId: vault.id, revision: revisionOf(`owner-role:${vault.id}`, on), keep: true };
    case 'acceptance/rule':
      return { needs: 'accepted', saved: null };
    case 'acceptance/rule-uses':
      return { from: 0 };
    case 'acceptance/remove-rules':
      return { rules: [{ workflowId: 'no-such-workflow', ruleId: 'no-such-rule' }] };
    case 'acceptance/create-role':
      return {};
    case 'ranking/order':
    case 'ranking/visit':
      return inBacklog;
    case 'ranking/scores':
      return { ...inBacklog, from: 0 };
    case 'ranking/changes':
      return { ...inBacklog, since: 0 };
    case 'ranking/order-at':
      return { ...inBacklog, at: 0 };
    case 'ranking/move':
      return { ...inBacklog, issues: [story.id], anchor: { before: neighbour.id } };
    case 'ranking/rank-by-score':
      return { ...inBacklog, order: [...backlogOf(on)].reverse() };
    case 'ranking/continue':
    case 'ranking/stop':
      return { projectId: vault.id };
    case 'ranking/undo':
      return { projectId: vault.id, jobId };
    case 'ranking/pin':
      return { projectId: vault.id, issueId: story.id, pinned: true };
    case 'ranking/why':
      return { issueId: story.id };
    case 'ranking/set-guard':
      return { projectId: vault.id, revision: 0, mode: 'report' };
    case 'requests/ask-cancel':
      return { sprintId, reason: 'The market has moved on.' };
    case 'sprints/open':
      return { sprintId };
    case 'sprints/cancel':
      return { projectId: vault.id, sprintId, destination: { kind: 'bottom' }, reason: 'The market has moved on.' };
    case 'sprints/set-guard':
      return { projectId: vault.id, mode: 'report', graceHours: 24, unfinished: 'column', revision: sprintRevision };
    case 'sprints/guard':
    case 'sprints/list':
      return { projectId: vault.id };
    case 'sprints/scope':
      return { projectId: vault.id, sprintId };
    case 'sprints/verdict':
      return { projectId: vault.id, sprintId, verdict: 'partly', sentence: 'Refunds are missing.' };
    case 'sprints/decide':
      return { projectId: vault.id, sprintId, decision: 'keep' };
    case 'requests/ask':
      return { issueId: story.id, wish, reason: 'So do others.' };
    case 'requests/list':
      return { projectId: vault.id, which: 'open' };
    case 'requests/of-issue':
      return { issueId: story.id };
    case 'requests/approve':
    case 'requests/withdraw':
      return { projectId: vault.id, requestId };
    case 'requests/decline':
      return { projectId: vault.id, requestId, reason: 'Not now.' };
    case 'requests/ask-back':
      return { projectId: vault.id, requestId, question: 'Which one?' };
    case 'requests/answer':
      return { projectId: vault.id, requestId, answer: 'The largest.' };
    case 'ownership/delegates':
      return { projectId: vault.id };
    case 'ownership/lend':
      return aLoan();
    case 'ownership/end-delegation': {
      const { revision, value } = storedOwnership();
      return { projectId: vault.id, revision, id: value.delegations.find(({ endedAt }) => endedAt === null)?.id ?? '' };
    }
    case 'scoring/open':
      return { issueId: story.id };
    case 'scoring/score':
      return { issueId: story.id, answers: COMPLETE };
    case 'scoring/history':
      return { issueId: story.id };
    case 'scoring/models':
      return { projectIds: [vault.id] };
    case 'scoring/rows':
      return { projectId: vault.id, ids: [story.id] };
    case 'scoring/find':
    case 'scoring/filters':
      return { projectId: vault.id };
    case 'scoring/choose-model':
      return { projectId: vault.id, revision: 0, choice: { kind: 'built-in', id: 'rice' } };
    case 'ownership/find-people':
      return { projectId: vault.id, query: 'o' };
    case 'ranking/guard':
    case 'ranking/log':
    case 'scoring/settings':
    case 'scoring/sample':
    case 'ownership/settings':
    case 'ownership/read':
      return { projectId: vault.id };
    case 'ownership/set-owner':
      return { projectId: vault.id, accountId: accounts.get('owner') ?? '' };
    default:
      throw new Error(`Say here what a valid payload of ${name} is.`);
  }
};

/** Those that only read: a payload with more than was asked for may still be a fair question of theirs. */
const READS = new Set([
  'scoring/open',
  'scoring/history',
  'scoring/models',
  'scoring/team',
  'scoring/policy',
  'scoring/rows',
  'scoring/find',
  'scoring/filters',
  'scoring/settings',
  'scoring/sample',
  'ownership/read',
  'ownership/settings',
  'ownership/find-people',
  'ownership/delegates',
  'ranking/guard',
  'ranking/log',
  'ranking/order',
  'ranking/scores',
  'ranking/why',
  'ranking/changes',
  'ranking/order-at',
  // With nothing under way these change nothing.
  'ranking/continue',
  'ranking/stop',
  'requests/list',
  'requests/of-issue',
  'sprints/open',
  'sprints/guard',
  'sprints/list',
  'sprints/scope',
  'acceptance/open',
  'acceptance/ways-back',
  'acceptance/find-criteria',
  'acceptance/waiting',
  'acceptance/templates',
  'acceptance/policy',
  'acceptance/arrivals',
  'acceptance/ways',
  'acceptance/rule-changes',
  'acceptance/role',
  'acceptance/rule',
  'acceptance/rule-uses',
]);

/** Those that do nothing where it is done already. */
const IDEMPOTENT = new Set([
  ...['scoring/reveal', 'scoring/clear-override', 'scoring/apply'],
  ...['acceptance/ask', 'acceptance/apply', 'acceptance/remove-rules', 'acceptance/create-role'],
]);

/** Everything a call could have changed. */
const state = (): string =>
  JSON.stringify(
    [story, elsewhere].map(({ id }) => {
      const issue = site.jira.state.issues.get(id);
      return [issue?.custom, issue?.rank];
    }),
  ) + JSON.stringify(site.forge.snapshot());

/** Jest would compare a megabyte letter by letter for minutes. */
function expectNothingChanged(before: string): void {
  const after = state();
  if (after === before) return;
  let at = 0;
  while (after[at] === before[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`It was refused and changed something: ${around(before)} became ${around(after)}`);
}

it('lists every function in docs/authority.md, and no others', () => {
  expect([...rows.keys()].sort()).toEqual([...calls].sort());
});

describe.each(calls)('%s', (name) => {
  beforeEach(async () => {
    await freshRequest(name);
    await freshJob(name);
    await freshScoring(name);
    await freshSprint(name);
    await freshStory(name);
  });

  it.each(roles)('as %s', async (role) => {
    const verdict = verdictOf(name, role);
    // What the call before set going is not this one's doing.
    await site.settle();
    const before = state();
    const reply = await invoke(role, name, valid(name));
    const got: Verdict = reply.ok === true ? 'yes' : reply.code === 'not-found' ? 'hidden' : 'no';
    expect({ role, got, reply }).toMatchObject({ role, got: verdict });
    if (got !== 'yes') {
      expect(reply.message).toMatch(/^[A-Z].+\.$/);
      expectNothingChanged(before);
    }
  });
});

describe.each(LENDABLE_POWERS)('A delegate with the power to %s', (power) => {
  let lent: TestSite;
  let revision: number;
  beforeAll(async () => {
    lent = await aSite({ from: { state: site.jira.state, forgeData: site.forge.snapshot() } });
    // What was stored has its time, and this site's clock begins anew.
    await lent.clock.advance(Math.max(0, site.clock.now() - lent.clock.now()));
    const loan = { ...aLoan(), powers: [power], from: lent.clock.now() };
    expect(await invoke('owner', 'ownership/lend', loan, lent)).toMatchObject({
      ok: true,
      data: { delegations: expect.arrayContaining([expect.objectContaining({ state: 'now', powers: [power] })]) },
    });
    revision = storedOwnership().revision + 1;
  });
  afterAll(() => lent.close());

  it.each(calls.filter((name) => name !== 'scoring/choose-model'))('gets of %s what the table says', async (name) => {
    await freshRequest(name, lent);
    await freshJob(name, lent);
    await freshScoring(name, lent);
    await freshSprint(name, lent);
    await freshStory(name, lent);
    const before = state();
    // By now the project scores with RICE: its admin chose it above.
    const asked = name === 'scoring/score' ? { issueId: story.id, answers: { reach: 5 } } : valid(name, lent);
    const payload = name === 'ownership/lend' || name === 'ownership/end-delegation' ? { ...asked, revision } : asked;
    const reply = await invoke('delegate', name, payload, lent);
    expect({ name, got: reply.ok === true ? 'yes' : 'no', reply }).toMatchObject({ got: verdictOf(name, 'delegate', [power]) });
    if (reply.ok !== true) expectNothingChanged(before);
    if (name === 'scoring/open')
      expect(reply).toMatchObject({ data: { mayScore: { capacity: power === 'score' ? { kind: 'delegate' } : { kind: 'member' } } } });
  });
});

describe('A delegate with the powers to rank and to decide', () => {
  it('approves a request', async () => {
    const lent = await aSite({ from: { state: site.jira.state, forgeData: site.forge.snapshot() } });
    try {
      const loan = { ...aLoan(), powers: ['rank', 'decide'], from: lent.clock.now() };
      expect(await invoke('owner', 'ownership/lend', loan, lent)).toMatchObject({ ok: true });
      await freshRequest('requests/approve', lent);
      const reply = await invoke('delegate', 'requests/approve', valid('requests/approve'), lent);
      expect(reply).toMatchObject({ ok: true, data: { request: { decision: { for: { accountId: accounts.get('owner') } } } } });
      expect(verdictOf('requests/approve', 'delegate', ['rank', 'decide'])).toBe('yes');
    } finally {
      await lent.close();
    }
  });
});

describe('An issue behind a security level', () => {
  it('does not exist for whoever is not on it, and is counted', async () => {
    const { jira } = site;
    const level = {
      id: '77',
      name: 'Owner only',
      description: '',
      holders: [{ type: 'user' as const, value: accounts.get('owner') ?? '' }, ADDONS()],
    };
    const project = jira.state.projects.get(vault.id);
    const hidden = jira.state.issues.get(story.id);
    if (!project || !hidden) throw new Error('the vault is gone');
    const place = async () =>
      (await invoke('owner', 'scoring/open', { issueId: story.id })) as { data?: { position?: { total?: number } } };
    const total = (await place()).data?.position?.total;
    await freshRequest('requests/list');
    jira.state.projects.set(vault.id, { ...project, securityLevels: [level] });
    jira.state.issues.set(story.id, { ...hidden, securityLevelId: level.id });
    try {
      await site.settle();
      const ofScoring = ['open', 'score', 'history', 'confirm', 'team', 'give', 'reveal', 'override', 'clear-override', 'apply'];
      for (const name of [...ofScoring.map((each) => `scoring/${each}`), 'requests/ask', 'requests/of-issue', 'requests/withdraw'])
        for (const role of ['member', 'stakeholder', 'project admin']) {
          const before = state();
          expect(await invoke(role, name, valid(name))).toMatchObject({ ok: false, code: 'not-found' });
          expectNothingChanged(before);
        }
      const queue = await invoke('member', 'requests/list', { projectId: vault.id, which: 'open' });
      expect(queue).toMatchObject({ ok: true, data: { requests: [], open: 1 } });
      expect(JSON.stringify(queue)).not.toContain(`"${story.id}"`);
      const rowsOf = (role: string) => invoke(role, 'scoring/rows', { projectId: vault.id, ids: [neighbour.id, story.id] });
      expect(await rowsOf('owner')).toMatchObject({ data: { rows: [{ id: neighbour.id }, { id: story.id }] } });
      for (const role of ['member', 'stakeholder', 'project admin']) {
        for (const reply of [await rowsOf(role), await invoke(role, 'scoring/find', { projectId: vault.id })]) {
          expect(reply).toMatchObject({ ok: true });
          expect(JSON.stringify(reply)).not.toContain(`"${story.id}"`);
        }
      }
      const samples = await invoke('project admin', 'scoring/sample', { projectId: vault.id });
      expect(samples).toMatchObject({ ok: true });
      expect(JSON.stringify(samples)).not.toContain(story.id);
      expect((await place()).data?.position?.total).toBe(total);
    } finally {
      jira.state.projects.set(vault.id, project);
      jira.state.issues.set(story.id, hidden);
    }
  });
});

describe('Hostile payloads', () => {
  const hostile = (name: string): readonly (readonly [string, unknown])[] => {
    const base = valid(name);
    // Whatever names a person, or what a person was lent.
    const spoilt = (what: unknown) => ({
      ...{ score: what, team: what },
      ...{ accountId: what, to: what, id: what, wish: what, requestId: what },
      ...{ issues: what, anchor: what, order: what, tier: what, pinned: what, jobId: what },
      ...{ sprintId: what, destination: what, verdict: what, decision: what, mode: what },
      ...{ changes: what, templateId: what, rules: what, keep: what, revision: typeof what === 'number' ? what * 1e9 : what },
    });
    const withId = (id: unknown): unknown => ({
      ...base,
      ...('sprintId' in base
        ? { sprintId: id }
        : 'issueId' in base
          ? { issueId: id }
          : 'projectIds' in base
            ? { projectIds: [id] }
            : { projectId: id }),
    });
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
          projectIds: ['999999999'],
          sprintId: '999999999',
        },
      ],
      ['a prototype', JSON.parse('{"__proto__":{"issueId":"1"},"constructor":{"prototype":{}}}')],
      ['answers of a prototype', { ...base, answers: JSON.parse('{"__proto__":5,"constructor":5}') as unknown, ...spoilt(5) }],
      ['answers that are no numbers', { ...base, answers: { jobSize: '2' }, ...spoilt({}) }],
      [
        'another project',
        {
          ...base,
          sprintId: '888888888',
          issueId: elsewhere.id,
          projectId: elsewhere.projectId,
          projectIds: [vault.id, elsewhere.projectId],
        },
      ],
      ['a choice of every object', { ...base, choice: { kind: 'built-in', id: 'constructor' }, ...spoilt(7), answers: { constructor: 1 } }],
      [
        'a model of ten thousand questions',
        { ...base, choice: { kind: 'own', model: { factors: Array(10_000).fill({}) } }, ...spoilt(7), answers: [] },
      ],
      ['a search of ten thousand letters', { ...base, query: 'x'.repeat(10_000), ...spoilt(7), answers: null }],
      ['a hundred projects', { ...base, projectIds: Array(100).fill(vault.id), ...spoilt([]), answers: 3 }],
      [
        'a hundred thousand answers',
        {
          ...base,
          answers: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, index])),
          ...spoilt('x'.repeat(5_000)),
        },
      ],
    ];
  };

  it('change nothing and are refused with a sentence, whoever sends them', async () => {
    await freshRequest('requests/decline');
    let walked = 0;
    const walk = async (names: readonly string[]): Promise<void> => {
      const before = state();
      for (const name of names) {
        for (const role of roles) {
          for (const [what, payload] of hostile(name)) {
            const reply = await invoke(role, name, payload);
            if (reply.ok === true && !READS.has(name) && !IDEMPOTENT.has(name))
              throw new Error(`${name} as ${role} with ${what} was done: ${JSON.stringify(reply)}`);
            if (reply.ok !== true) expect(reply.message).toMatch(/^[A-Z].+\.$/);
            walked += 1;
          }
        }
      }
      expectNothingChanged(before);
    };
    await freshScoring('scoring/score');
    await freshSprint('sprints/cancel');
    await freshStory('acceptance/ask');
    for (const name of ['acceptance/ask', 'acceptance/apply']) expect(await invoke('owner', name, valid(name))).toMatchObject({ ok: true });
    await walk(calls.filter((name) => !OF_TEAMS.has(name)));
    await freshScoring('scoring/reveal');
    expect(await invoke('owner', 'scoring/reveal', { issueId: story.id })).toMatchObject({ ok: true });
    await walk([...OF_TEAMS]);
    process.stdout.write(
      `Authority walk: ${calls.length} functions × ${roles.length} roles × ${walked / calls.length / roles.length} hostile payloads = ${walked} calls, all refused or read-only.\n`,
    );
  }, 300_000);

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
    expectNothingChanged(before);
  });

  it('cannot score an issue of a project this person does not see by naming it', async () => {
    site.jira.state.issues.set(elsewhere.id, elsewhere);
    const reply = await invoke('stranger', 'scoring/score', { issueId: elsewhere.id, answers: COMPLETE });
    expect(reply).toMatchObject({ ok: false, code: 'not-found' });
  });
});
