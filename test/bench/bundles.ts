import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure, median, type Figure } from './figure';

const KB = 1024;

/** What a page loads before it can paint, and what a cold function loads before it can answer. */
export async function bundles(root: string, smoke: boolean): Promise<readonly Figure[]> {
  const ui = join(root, 'build', 'ui');
  const functions = join(root, 'build', 'functions', 'index.cjs');
  return [
    ...readdirSync(ui)
      .filter((file) => file.endsWith('.html'))
      .flatMap((file) => pageFigures(ui, file)),
    // @forge/api, resolver and kvs alone are 75 KB; the guard, rank by score, team scoring, requests and Jira's answers checked by schema are most of the rest.
    figure('functions: bundle', statSync(functions).size / KB, 'KB minified', { baseline: 75, limit: 540 }),
    await loadTime(functions, smoke ? 3 : 15),
  ];
}

/** KB of gzip. The panel, the checklist and the field's editor open with every issue, the settings once in a while; of a modal nobody wants to see it load. */
const MOST_SCRIPT: Readonly<Record<string, number>> = { panel: 190, acceptance: 160, factors: 190, sprint: 150 };

function pageFigures(ui: string, file: string): readonly Figure[] {
  const page = file.replace('.html', '');
  const { scripts, styles } = initialFiles(ui, file);
  return [
    // React, the bridge and one Atlaskit button are 113 KB of it.
    figure(`${page}: initial JavaScript`, gzipBytes(scripts) / KB, 'KB gzip', { baseline: 113, limit: MOST_SCRIPT[page] ?? 350 }),
    figure(`${page}: initial CSS`, gzipBytes(styles) / KB, 'KB gzip', { limit: page === 'backlog' ? 32 : page === 'settings' ? 26 : 24 }),
  ];
}

/** Scripts and styles named by the page, and what those scripts import statically. */
function initialFiles(folder: string, page: string): { readonly scripts: readonly string[]; readonly styles: readonly string[] } {
  const html = readFileSync(join(folder, page), 'utf8');
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map(([, href = '']) => join(folder, href));
  const scripts = new Set<string>();
  const visit = (file: string): void => {
    if (scripts.has(file)) return;
    scripts.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, path = ''] of code.matchAll(/(?:^|[;}])\s*(?:import|export)(?:[^"'();]*?from)?\s*["'](\.[^"']+)["']/g))
      visit(join(dirname(file), path));
  };
  for (const [, source = ''] of html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)) visit(join(folder, source));
  return { scripts: [...scripts], styles };
}

const gzipBytes = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

/** Loading the bundle in a fresh process, beside an empty handler. */
async function loadTime(bundle: string, runs: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const empty = join(folder, 'empty.cjs');
    writeFileSync(empty, 'exports.resolver = async () => undefined;\n');
    const load = (file: string): void => {
      const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)})`], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
    };
    const baseline = await median(runs, () => load(empty));
    return figure('functions: cold load', await median(runs, () => load(bundle)), 'ms', { baseline });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
