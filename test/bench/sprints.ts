import { afterSweep, cost, seconds } from './cost';
import { figure, type Figure } from './figure';
import { bigSite, call } from './site';

type Site = Awaited<ReturnType<typeof bigSite>>;

/** Issues one call moves. */
const BLOCK = 50;
const DAY = 24 * 3_600_000;

/** What it costs to cancel a sprint of `size` issues, and to make one again that somebody else closed, in a project of `issues` issues; beside the least there could be. */
export async function sprints(root: string, issues: number, size: number): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  try {
    const projectId = await guardAll(emulator);
    const least = Math.ceil(size / BLOCK);
    const keys = Array.from({ length: size }, (_, index) => `BIG-${issues - size + index + 1}`);

    const closed = await startSprint(emulator, 'Sprint 1', keys);
    await afterSweep(emulator);
    const rest = await cost(emulator, () => seconds(emulator, 3_600));
    await afterSweep(emulator);
    const restored = await cost(emulator, async () => {
      await call(emulator, 'developer', 'POST', `/rest/agile/1.0/sprint/${closed}`, { state: 'closed' });
      await seconds(emulator, 120);
    });
    const again = active(emulator);
    if (again === undefined || inSprint(emulator, again).join() !== keys.join())
      throw new Error('The sprint was not made again in its order.');

    await afterSweep(emulator);
    const cancelled = await cost(emulator, async () => {
      await cancel(emulator, projectId, again);
      await seconds(emulator, 120);
    });
    const top = emulator.jira.ranking.ordered().slice(0, size);
    if (top.map(({ key }) => key).join() !== keys.join()) throw new Error('The work is not at the top of the backlog.');

    const of = `a sprint of ${size}`;
    // Made, filled in fifties and started.
    const fewest = 2 + least;
    return [
      figure(`sprints at rest for an hour: Jira calls, the order's guard among them`, rest.calls, 'calls'),
      figure(`sprints at rest for an hour: Jira points`, rest.points, 'points'),
      figure(`restoring ${of}: calls that move issues`, restored.moves, 'calls', { baseline: least, limit: least }),
      figure(`restoring ${of}: Jira calls, reads and mails among them`, restored.calls, 'calls', { baseline: fewest, limit: 40 }),
      figure(`restoring ${of}: Jira points`, restored.points, 'points', { limit: 2_500 }),
      figure(`restoring ${of}: storage written`, restored.written / 1024, 'KB', { limit: 80 }),
      figure(`restoring ${of}: invocations`, restored.invocations, 'invocations'),
      figure(`cancelling ${of}: calls that move or rank issues`, cancelled.moves + cancelled.ranks, 'calls', {
        baseline: 2 * least,
        limit: 2 * least,
      }),
      figure(`cancelling ${of}: Jira calls, reads and mails among them`, cancelled.calls, 'calls', { baseline: 1 + 2 * least, limit: 50 }),
      figure(`cancelling ${of}: Jira points`, cancelled.points, 'points', { limit: 3_000 }),
      figure(`cancelling ${of}: storage written`, cancelled.written / 1024, 'KB', { limit: 120 }),
      figure(`cancelling ${of}: invocations`, cancelled.invocations, 'invocations'),
    ];
  } finally {
    await emulator.close();
  }
}

async function guardAll(emulator: Site): Promise<string> {
  const { id: projectId } = (await call(emulator, 'admin', 'GET', '/rest/api/3/project/BIG')) as { id: string };
  const set = (name: string, payload: object): Promise<unknown> =>
    call(emulator, 'admin', 'POST', '/_emulator/invoke', {
      module: 'backlog',
      function: name,
      payload: { projectId, ...payload },
      project: 'BIG',
    });
  await set('ranking/set-guard', { mode: 'restore', revision: 0 });
  await set('sprints/set-guard', { mode: 'restore', graceHours: 12, unfinished: 'status', revision: 0 });
  await emulator.forge.settle();
  return projectId;
}

const boardOf = (emulator: Site): number => [...emulator.jira.state.boards.values()][0]?.id ?? 0;

async function startSprint(emulator: Site, name: string, keys: readonly string[]): Promise<number> {
  const now = emulator.clock.now();
  const dates = { startDate: new Date(now).toISOString(), endDate: new Date(now + 14 * DAY).toISOString() };
  const body = { name, goal: 'Pay by card', originBoardId: boardOf(emulator), ...dates };
  const { id } = (await call(emulator, 'owner', 'POST', '/rest/agile/1.0/sprint', body)) as { id: number };
  for (let start = 0; start < keys.length; start += BLOCK)
    await call(emulator, 'owner', 'POST', `/rest/agile/1.0/sprint/${id}/issue`, { issues: keys.slice(start, start + BLOCK) });
  await call(emulator, 'owner', 'POST', `/rest/agile/1.0/sprint/${id}`, { state: 'active' });
  await emulator.forge.settle();
  return id;
}

async function cancel(emulator: Site, projectId: string, sprint: number): Promise<void> {
  const payload = { projectId, sprintId: String(sprint), destination: { kind: 'top' }, reason: 'The market has moved on.' };
  const where = { project: 'BIG', board: boardOf(emulator), sprint };
  await call(emulator, 'owner', 'POST', '/_emulator/invoke', { module: 'cancel-sprint', function: 'sprints/cancel', payload, ...where });
}

const active = (emulator: Site): number | undefined =>
  [...emulator.jira.state.sprints.values()].find(({ state }) => state === 'active')?.id;

const inSprint = (emulator: Site, id: number): readonly string[] =>
  emulator.jira.ranking
    .ordered()
    .filter(({ sprintIds }) => sprintIds.includes(id))
    .map(({ key }) => key);
