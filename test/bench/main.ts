import { acceptance } from './acceptance';
import { bundles } from './bundles';
import type { Figure } from './figure';
import { guard } from './guard';
import { localJira } from './local-jira';
import { orderPage } from './order-page';
import { panel } from './panel';
import { rerank } from './rerank';
import { scoringImport } from './scoring-import';
import { sprints } from './sprints';

/** `npm run bench [-- --smoke] [--only guard]`: a JSON line per figure; exit code 1 when a count or a size is over its limit. */
async function main(root: string, smoke: boolean, only: string | undefined): Promise<void> {
  const groups: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
    bundles: () => bundles(root, smoke),
    panel: () => panel(root, smoke ? 500 : 5_000, smoke),
    'scoring-import': () => scoringImport(root, smoke ? 300 : 10_000),
    guard: () => guard(root, smoke ? 400 : 10_000, smoke ? 2 : 10),
    sprints: () => sprints(root, smoke ? 300 : 2_000, 120),
    acceptance: () => acceptance(root, smoke ? 50 : 1_000, smoke),
    'order-page': () => orderPage(root, smoke ? 500 : 10_000),
    rerank: () => rerank(root, smoke ? 400 : 10_000),
    'local-jira': () => localJira(root, smoke ? 1_000 : 10_000, smoke),
  };
  if (only !== undefined && groups[only] === undefined) throw new Error(`--only takes one of ${Object.keys(groups).join(', ')}.`);
  for (const group of only === undefined ? Object.values(groups) : [groups[only]]) {
    if (group === undefined) continue;
    for (const { limit, ...line } of await group()) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if (limit !== undefined && line.value > limit) {
        process.stderr.write(`${line.name}: ${line.value} ${line.unit} is over the limit of ${limit}.\n`);
        process.exitCode = 1;
      }
    }
  }
}

const option = process.argv.indexOf('--only');
void main(
  process.env['MANDATE_ROOT'] ?? process.cwd(),
  process.argv.includes('--smoke'),
  option < 0 ? undefined : (process.argv[option + 1] ?? ''),
);
