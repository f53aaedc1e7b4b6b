import { sum } from './cost';
import { figure, type Figure } from './figure';
import { bigSite, call } from './site';

/** Jira takes 50 writes a second from one client. */
const WRITES_PER_SECOND = 50;
const TURN_MS = 5 * 60_000;
/** Jira's points an hour, for all customers of an app together. */
const POINTS_AN_HOUR = 65_000;

/** What it costs the app when somebody imports the answers of `issues` issues by REST, and then changes the model. */
export async function scoringImport(root: string, issues: number): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  try {
    const fields = (await call(emulator, 'developer', 'GET', '/rest/api/3/field')) as { id: string; name: string }[];
    const factors = fields.find(({ name }) => name === 'Value factors')?.id ?? '';
    const projectId = ((await call(emulator, 'admin', 'GET', '/rest/api/3/project/BIG')) as { id: string }).id;
    const steps = [1, 2, 3, 5, 8, 13, 20] as const;
    const at = `of ${issues.toLocaleString('en')} issues`;
    const scored = async (): Promise<number> =>
      (
        (await call(emulator, 'developer', 'POST', '/rest/api/3/search/approximate-count', {
          jql: 'project = BIG AND "Value score" is not EMPTY',
        })) as {
          count: number;
        }
      ).count;

    emulator.activity.resetUsage();
    const began = emulator.clock.now();
    for (let index = 0; index < issues; index += 1) {
      const of = (turn: number): number => steps[Math.floor(index / 7 ** turn) % 7] ?? 1;
      const inputs = { userBusinessValue: of(0), timeCriticality: of(1), riskReductionOpportunityEnablement: of(2), jobSize: of(3) };
      await call(emulator, 'developer', 'PUT', `/rest/api/3/issue/BIG-${index + 1}`, { fields: { [factors]: { model: 'wsjf', inputs } } });
      if (index % WRITES_PER_SECOND === WRITES_PER_SECOND - 1) await emulator.forge.advance(1_000);
    }
    const turns = await until(
      async () => (await scored()) === issues,
      () => emulator.forge.advance(TURN_MS),
    );
    const imported = usage(emulator.activity.usage());
    const minutes = (emulator.clock.now() - began) / 60_000;

    emulator.activity.resetUsage();
    await call(emulator, 'admin', 'POST', '/_emulator/invoke', {
      module: 'project-settings',
      function: 'scoring/choose-model',
      payload: { projectId, revision: 0, choice: { kind: 'built-in', id: 'rice' } },
      project: 'BIG',
    });
    await until(
      async () => (await scored()) === 0,
      () => emulator.forge.advance(TURN_MS),
    );
    const changed = usage(emulator.activity.usage());
    return [
      figure(`import ${at}: invocations`, imported.invocations, 'invocations', { baseline: issues }),
      figure(`import ${at}: Jira calls`, imported.calls, 'calls', { baseline: issues }),
      figure(`import ${at}: Jira points`, imported.points, 'points', { baseline: POINTS_AN_HOUR, limit: POINTS_AN_HOUR }),
      figure(`import ${at}: writes of scores`, imported.writes, 'calls', { baseline: issues, limit: issues }),
      figure(`import ${at}: until every score is right`, minutes, 'minutes of site time', { baseline: issues / WRITES_PER_SECOND / 60 }),
      figure(`import ${at}: turns of the sweep after the last write`, turns, 'turns', { limit: 2 + Math.ceil(issues / 5_000) }),
      figure(`change of model ${at}: Jira calls`, changed.calls, 'calls', { baseline: issues }),
      figure(`change of model ${at}: Jira points`, changed.points, 'points', { baseline: POINTS_AN_HOUR, limit: POINTS_AN_HOUR }),
      figure(`change of model ${at}: storage written`, changed.written, 'bytes'),
    ];
  } finally {
    await emulator.close();
  }
}

const MOST_TURNS = 30;

async function until(done: () => Promise<boolean>, turn: () => Promise<void>): Promise<number> {
  for (let turns = 0; turns <= MOST_TURNS; turns += 1) {
    if (await done()) return turns;
    await turn();
  }
  throw new Error('The scores never came right.');
}

type Usage = ReturnType<Awaited<ReturnType<typeof bigSite>>['activity']['usage']>;

function usage({ functions, jira, storage }: Usage) {
  return {
    invocations: sum(functions, (row) => row.invocations),
    calls: sum(jira, (row) => row.calls),
    points: sum(jira, (row) => row.points),
    writes: jira['POST /rest/api/3/app/field/value']?.calls ?? 0,
    written: sum(storage, (row) => row.bytesWritten),
  };
}
