import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

/** What its modules are called. */
export const PROBE = 'Probe sprint';
export const PROBE_PANEL = 'Probe panel';
export const PROBE_PANELS = 'Probe panels';
export const PROBE_ACTIVITY = 'Probe activity';
export const PROBE_ADMIN = 'Probe administration';
export const PROBE_VALIDATOR = 'Probe validator';
export const PROBE_PLAIN_VALIDATOR = 'Probe validator without pages';
export const PROBE_CONDITION = 'Probe condition';
export const PROBE_POST_FUNCTION = 'Probe post function';

const page = (script: string, body: string): string => `<!doctype html>
<html lang="en">
  <head><title>Probe</title><link rel="stylesheet" href="./probe.css"><script src="./${script}" defer></script></head>
  <body><div id="all">${body}</div></body>
</html>`;

/** Every page takes on the theme of the page around it. */
const CALL = `const call = (command, payload) => globalThis.__bridge.callBridge(command, payload);
void call('enableTheming');`;

const FILES: Readonly<Record<string, string>> = {
  'probe.css': `body { margin: 0; background: var(--ds-surface); color: var(--ds-text); font: var(--ds-font-body); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
output, label { display: block; overflow-wrap: anywhere; }
.tall { padding-bottom: 400px; }`,
  'probe.html': page('probe.js', '<main><h1>Probe</h1><pre></pre><button>view.close()</button> <button>view.submit()</button></main>'),
  'probe.js': `${CALL}
call('getContext').then(({ extension }) => {
  document.querySelector('pre').textContent = JSON.stringify(extension);
});
call('enableTheming');
const [close, submit] = document.querySelectorAll('button');
close.addEventListener('click', () => call('close'));
submit.addEventListener('click', () => call('submit', { done: true }));
`,
  // Says where it is and who looks, grows when asked to, and refreshes the view around it.
  'probe-view.html': page(
    'probe-view.js',
    `<output id="context"></output>
     <p id="me"></p>
     <button id="refresh">Refresh</button> <button id="grow">Grow</button>
     <p role="status" id="said"></p>`,
  ),
  'probe-view.js': `${CALL}
const of = (id) => document.getElementById(id);
const request = (restPath) => call('fetchProduct', { product: 'jira', restPath, fetchRequestInit: { method: 'GET', headers: [] } });
call('getContext').then(({ extension }) => (of('context').textContent = JSON.stringify(extension)));
request('/rest/api/3/myself').then(({ body }) => (of('me').textContent = JSON.parse(body).emailAddress));
of('refresh').onclick = async () => {
  const done = await call('refreshIssueView').catch((error) => error.message);
  of('said').textContent = done === false ? 'Nothing to refresh.' : String(done ?? 'Refreshed.');
};
of('grow').onclick = () => (document.getElementById('all').classList.add('tall'));
`,
  // The pages of a workflow rule: one text, kept as {label}; "refuse" and "throw" are what a form says that is not filled in.
  'probe-rule.html': page(
    'probe-rule.js',
    `<label>Label <input id="label"></label>
     <label>Expression <input id="expression"></label>
     <output id="context"></output>
     <p role="alert" id="problem"></p>`,
  ),
  'probe-rule.js': `${CALL}
const of = (id) => document.getElementById(id);
call('getContext').then(({ extension }) => {
  of('context').textContent = JSON.stringify(extension);
  const { validatorConfig, conditionConfig, postFunctionConfig, entryPoint } = extension;
  const config = JSON.parse(validatorConfig ?? conditionConfig ?? postFunctionConfig ?? '{}');
  of('label').value = config.label ?? '';
  of('expression').value = config.expression ?? '';
  for (const input of document.querySelectorAll('input')) input.disabled = entryPoint === 'view';
});
const onConfigure = async () => {
  const label = of('label').value;
  of('problem').textContent = label === '' ? 'A label is needed.' : '';
  if (label === '') return undefined;
  if (label === 'throw') throw new Error('The form is broken.');
  const expression = of('expression').value;
  return JSON.stringify({ label: label === 'long' ? 'x'.repeat(40000) : label, ...(expression === '' ? {} : { expression }) });
};
call('setWorkflowRuleConfigurationCallback', { data: { onConfigure } }).catch((error) => (of('problem').textContent = error.message));
`,
  'probe.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#1868DB"/></svg>',
};

/** What the probe's post function does: it says so on the console, which is all a test needs to see. */
const FUNCTIONS = '\nmodule.exports.probePostFunction = async (event) => console.log("probe", JSON.stringify(event));\n';

/**
 * A folder with our app and a probe in the places where the site hosts modules: what the site does for a module is tested apart from what ours
 * does with it.
 */
export async function withProbeApp(use: (root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'probe-app-'));
  try {
    cpSync('build/ui', join(root, 'build/ui'), { recursive: true });
    for (const path of ['build/site', 'locales', 'package.json']) symlinkSync(resolve(path), join(root, path));
    mkdirSync(join(root, 'build/functions'));
    writeFileSync(join(root, 'build/functions/index.cjs'), readFileSync('build/functions/index.cjs', 'utf8') + FUNCTIONS);
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(root, 'build/ui', name), text);
    writeFileSync(join(root, 'manifest.yml'), withProbe(readFileSync('manifest.yml', 'utf8')));
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

interface ManifestPart {
  readonly modules: Readonly<Record<string, readonly object[]>>;
  readonly resources: readonly { readonly key: string; readonly entry?: object }[];
  readonly permissions: { readonly scopes: readonly string[] };
}

/** Where the probe stands beside our modules; elsewhere it stands instead of them, so that what we add changes no test of the site. */
const BESIDE = new Set(['jira:sprintAction', 'jira:issuePanel', 'function']);

function withProbe(yaml: string): string {
  const manifest = parse(yaml) as ManifestPart;
  const [resource] = manifest.resources;
  if (!resource) throw new Error('The manifest has no resource for the probe to stand beside.');
  const modules: Record<string, readonly object[]> = { ...manifest.modules };
  for (const [type, added] of Object.entries(probes(resource.key)))
    modules[type] = [...(BESIDE.has(type) ? (modules[type] ?? []) : []), ...added];
  const entry = { ...resource.entry, probe: 'probe.html', 'probe-view': 'probe-view.html', 'probe-rule': 'probe-rule.html' };
  // Post functions are told nothing without it.
  const scopes = [...new Set([...manifest.permissions.scopes, 'manage:jira-configuration'])];
  const permissions = { ...manifest.permissions, scopes };
  return stringify({ ...manifest, permissions, modules, resources: [{ ...resource, entry }, ...manifest.resources.slice(1)] });
}

function probes(resource: string): Readonly<Record<string, readonly object[]>> {
  const view = { resource: `${resource}/probe-view`, resolver: { function: 'resolver' } };
  const icon = `resource:${resource};probe.svg`;
  const rule = { resource: `${resource}/probe-rule` };
  const pages = { create: rule, edit: rule, view: rule };
  const both = ['company-managed', 'team-managed'];
  const described = { configurationDescription: { expression: '"Only with the label " + config.label' } };
  return {
    'jira:sprintAction': [{ key: 'probe', title: PROBE, resource: `${resource}/probe`, viewportSize: 'medium' }],
    'jira:issuePanel': [
      { key: 'probe-panel', title: PROBE_PANEL, icon, ...view },
      {
        key: 'probe-panels',
        title: PROBE_PANELS,
        icon: 'https://example.com/icon.svg',
        allowMultiple: true,
        viewportSize: 'small',
        ...view,
      },
      { key: 'probe-elsewhere', title: 'Probe for APP', icon, displayConditions: { projectKey: 'APP' }, ...view },
    ],
    'jira:issueActivity': [{ key: 'probe-activity', title: PROBE_ACTIVITY, ...view }],
    'jira:adminPage': [{ key: 'probe-admin', title: PROBE_ADMIN, ...view }],
    'jira:workflowValidator': [
      {
        ...{ key: 'probe-validator', name: PROBE_VALIDATOR, description: 'Asks for a label.', projectTypes: both, ...pages, ...described },
        expression: 'issue.labels.includes(config.label) || "The label " + config.label + " is missing."',
      },
      {
        ...{ key: 'probe-plain', name: PROBE_PLAIN_VALIDATOR, description: 'Asks for an assignee.' },
        ...{ expression: 'issue.assignee != null', errorMessage: 'Nobody is assigned.' },
      },
    ],
    'jira:workflowCondition': [
      {
        ...{ key: 'probe-condition', name: PROBE_CONDITION, description: 'Only with a label.', ...pages },
        expression: 'issue.labels.includes(config.label)',
      },
    ],
    'jira:workflowPostFunction': [
      { key: 'probe-post', name: PROBE_POST_FUNCTION, description: 'Says that it ran.', function: 'probe-post-function', ...pages },
    ],
    function: [{ key: 'probe-post-function', handler: 'index.probePostFunction' }],
  };
}
