import { figure, median, type Figure } from './figure';
import { bigSite, call } from './site';

const BACKLOG = 'project = BIG AND statusCategory != Done AND (sprint is EMPTY OR sprint not in openSprints()) ORDER BY Rank ASC';

/** Throughput of the local Jira at `issues` issues, over its REST handler in this process. */
export async function localJira(root: string, issues: number, smoke: boolean): Promise<readonly Figure[]> {
  const emulator = await bigSite(root, issues);
  const runs = smoke ? 3 : 21;
  const at = `at ${issues.toLocaleString('en')} issues`;
  try {
    const search = (jql: string): Promise<unknown> =>
      call(emulator, 'developer', 'POST', '/rest/api/3/search/jql', { jql, fields: ['id'], maxResults: 5_000 });
    const order = await median(runs, () => search(BACKLOG));
    const score = await median(runs, () => search('project = BIG AND "Value score" >= 2 ORDER BY "Value score" DESC'));
    let turn = 0;
    const rank = await median(runs * 5, () => {
      turn += 1;
      const mover = 100 + ((turn * 7_919) % (issues - 200));
      return call(emulator, 'developer', 'PUT', '/rest/agile/1.0/issue/rank', {
        issues: [`BIG-${mover}`],
        rankBeforeIssue: `BIG-${1 + (turn % 90)}`,
      });
    });
    const fifty = await median(runs, () => {
      turn += 1;
      const from = 100 + ((turn * 617) % (issues - 200));
      return call(emulator, 'developer', 'PUT', '/rest/agile/1.0/issue/rank', {
        issues: Array.from({ length: 50 }, (_, index) => `BIG-${from + index}`),
        rankBeforeIssue: `BIG-${1 + (turn % 90)}`,
      });
    });
    return [
      figure(`local Jira ${at}: JQL backlog in rank order`, 1000 / order, 'searches/s'),
      figure(`local Jira ${at}: JQL by score`, 1000 / score, 'searches/s'),
      figure(`local Jira ${at}: rank one issue`, 1000 / rank, 'calls/s'),
      figure(`local Jira ${at}: rank fifty issues`, 1000 / fifty, 'calls/s'),
    ];
  } finally {
    await emulator.close();
  }
}
