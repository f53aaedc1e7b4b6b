import { figure, median, type Figure } from './figure';
import { bigSite, call } from './site';

/** What opening the panel and saving an answer cost, on a project of `issues` open issues. */
export async function panel(root: string, issues: number, smoke: boolean): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  try {
    const issue = (await call(emulator, 'developer', 'GET', '/rest/api/3/issue/BIG-30?fields=summary')) as { id: string };
    const invoke = (name: string, payload: object): Promise<unknown> =>
      call(emulator, 'developer', 'POST', '/_emulator/invoke', {
        module: 'prioritization-panel',
        function: name,
        payload: { issueId: issue.id, ...payload },
        issue: 'BIG-30',
      });
    const cost = async (name: string, payload: object = {}) => {
      emulator.activity.resetUsage();
      await invoke(name, payload);
      const { functions, jira, storage } = emulator.activity.usage();
      const jiraRows = Object.values(jira);
      const storageRows = Object.values(storage);
      return {
        invocations: Object.values(functions).reduce((sum, row) => sum + row.invocations, 0),
        calls: jiraRows.reduce((sum, row) => sum + row.calls, 0),
        points: jiraRows.reduce((sum, row) => sum + row.points, 0),
        written: storageRows.reduce((sum, row) => sum + row.bytesWritten, 0),
      };
    };
    await cost('scoring/open');
    const open = await cost('scoring/open');
    const at = `at ${issues.toLocaleString('en')} issues`;
    const answers = { userBusinessValue: 8, timeCriticality: 13, riskReductionOpportunityEnablement: 5, jobSize: 2 };
    const save = await cost('scoring/score', { answers });
    await emulator.forge.settle();
    const milliseconds = await median(smoke ? 3 : 21, () => invoke('scoring/open', {}));
    return [
      figure(`panel open ${at}: invocations`, open.invocations, 'invocations', { baseline: 1, limit: 1 }),
      figure(`panel open ${at}: Jira calls`, open.calls, 'calls', {
        baseline: 3,
        limit: issues <= 5_000 ? 3 : 3 + Math.ceil(issues / 5_000) - 1,
      }),
      figure(`panel open ${at}: Jira points`, open.points, 'points'),
      figure(`panel open ${at}: storage written`, open.written, 'bytes', { limit: 0 }),
      figure(`panel open ${at}: time in the local site`, milliseconds, 'ms'),
      figure(`panel save ${at}: Jira calls`, save.calls, 'calls', { baseline: 2 }),
      figure(`panel save ${at}: Jira points`, save.points, 'points'),
      figure(`panel save ${at}: storage written`, save.written, 'bytes', { limit: 0 }),
    ];
  } finally {
    await emulator.close();
  }
}
