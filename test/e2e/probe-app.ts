import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

export const PROBE = 'Probe sprint';

const PAGE = `<!doctype html>
<html lang="en">
  <head><title>Probe</title><script src="./probe.js" defer></script></head>
  <body><main><h1>Probe</h1><pre></pre><button>view.close()</button> <button>view.submit()</button></main></body>
</html>`;

const SCRIPT = `const call = (command, payload) => globalThis.__bridge.callBridge(command, payload);
call('getContext').then(({ extension }) => {
  document.querySelector('pre').textContent = JSON.stringify(extension);
});
call('enableTheming');
const [close, submit] = document.querySelectorAll('button');
close.addEventListener('click', () => call('close'));
submit.addEventListener('click', () => call('submit', { done: true }));
`;

/**
 * A folder with our app and one action of sprints more, which shows the context it gets and leaves in the two ways of `view`: what the site
 * does for a sprint action is tested apart from what ours does with it.
 */
export async function withProbeApp(use: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'probe-app-'));
  try {
    cpSync('build/ui', join(root, 'build/ui'), { recursive: true });
    for (const path of ['build/site', 'build/functions', 'locales', 'package.json']) symlinkSync(resolve(path), join(root, path));
    writeFileSync(join(root, 'build/ui/probe.html'), PAGE);
    writeFileSync(join(root, 'build/ui/probe.js'), SCRIPT);
    writeFileSync(join(root, 'manifest.yml'), withProbe(readFileSync('manifest.yml', 'utf8')));
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

interface ManifestPart {
  readonly modules: Readonly<Record<string, readonly object[]>>;
  readonly resources: readonly { readonly key: string; readonly entry?: object }[];
}

function withProbe(yaml: string): string {
  const manifest = parse(yaml) as ManifestPart;
  const [resource] = manifest.resources;
  if (!resource) throw new Error('The manifest has no resource for the probe to stand beside.');
  const probe = { key: 'probe', title: PROBE, resource: `${resource.key}/probe`, viewportSize: 'medium' };
  return stringify({
    ...manifest,
    modules: { ...manifest.modules, 'jira:sprintAction': [...(manifest.modules['jira:sprintAction'] ?? []), probe] },
    resources: [{ ...resource, entry: { ...resource.entry, probe: 'probe.html' } }, ...manifest.resources.slice(1)],
  });
}
