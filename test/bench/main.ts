import { bundles } from './bundles';
import type { Figure } from './figure';
import { localJira } from './local-jira';
import { panel } from './panel';
import { scoringImport } from './scoring-import';

/** `npm run bench [-- --smoke]`: a JSON line per figure; exit code 1 when a count or a size is over its limit. */
async function main(root: string, smoke: boolean): Promise<void> {
  const groups: readonly (() => Promise<readonly Figure[]>)[] = [
    () => bundles(root, smoke),
    () => panel(root, smoke ? 500 : 5_000, smoke),
    () => scoringImport(root, smoke ? 300 : 10_000),
    () => localJira(root, smoke ? 1_000 : 10_000, smoke),
  ];
  for (const group of groups) {
    for (const { limit, ...line } of await group()) {
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if (limit !== undefined && line.value > limit) {
        process.stderr.write(`${line.name}: ${line.value} ${line.unit} is over the limit of ${limit}.\n`);
        process.exitCode = 1;
      }
    }
  }
}

void main(process.env['MANDATE_ROOT'] ?? process.cwd(), process.argv.includes('--smoke'));
