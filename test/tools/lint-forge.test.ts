import { checkProject, type Project } from '../../tools/lint-forge/checks';
import { EVENT_NAMES } from '../../tools/lint-forge/checks/event-names';
import { exportedNames, restCalls } from '../../tools/lint-forge/checks/rest-calls';

const GOOD = `
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
modules:
  jira:issueContext:
    - key: panel
      title: Panel
      label: Panel
      resource: ui/panel
      resolver:
        function: resolver
  trigger:
    - key: issue-changed
      function: on-issue-changed
      events:
        - avi:jira:updated:issue
  scheduledTrigger:
    - key: often
      function: on-issue-changed
      interval: fiveMinute
  function:
    - key: resolver
      handler: index.resolver
    - key: on-issue-changed
      handler: index.onIssueChanged
resources:
  - key: ui
    path: build/ui
    entry:
      panel: panel.html
permissions:
  scopes:
    - read:jira-work
    - write:issue:jira-software
    - storage:app
`;

const JIRA = {
  paths: {
    '/rest/api/3/issue/{issueIdOrKey}': {
      get: { 'x-atlassian-oauth2-scopes': [{ state: 'Current', scopes: ['read:jira-work'] }] },
      delete: {
        'x-atlassian-oauth2-scopes': [
          { state: 'Current', scopes: ['write:jira-work'] },
          { state: 'Beta', scopes: ['delete:issue:jira'] },
        ],
      },
    },
    '/rest/agile/1.0/issue/rank': { put: { security: [{ OAuth2: ['write:issue:jira-software'] }] } },
  },
};

const SOURCES = {
  'src/index.ts': `export { resolver, onIssueChanged } from './app';`,
  'src/platform/jira.ts': `
    import kvs from '@forge/kvs';
    export const read = (id: string) => api.asUser().requestJira(route\`/rest/api/3/issue/\${id}?fields=summary\`);
    export const rank = (body: object) => put(route\`/rest/agile/1.0/issue/rank\`, body);`,
};

function aProject({ manifest = GOOD, sources = {}, files = ['static/panel/index.html'], openApi = [JIRA] }: Altered = {}): Project {
  return { manifest, sources: new Map(Object.entries({ ...SOURCES, ...sources })), exists: (path) => files.includes(path), openApi };
}

interface Altered {
  manifest?: string;
  sources?: Record<string, string>;
  files?: readonly string[];
  openApi?: readonly unknown[];
}

const messages = (altered: Altered): readonly string[] => checkProject(aProject(altered)).map(({ message }) => message);

/** The manifest with one passage replaced; an alteration that alters nothing is a mistake in the test. */
function altered(from: string, to: string): string {
  if (!GOOD.includes(from)) throw new Error(`the manifest has no "${from}"`);
  return GOOD.replace(from, to);
}

const scheduled = (key: string, interval: string): string =>
  `    - key: ${key}\n      function: on-issue-changed\n      interval: ${interval}\n`;

describe('our own checks of the manifest', () => {
  it('find nothing wrong with a good one', () => {
    expect(messages({})).toEqual([]);
  });

  it.each<[string, Altered, string]>([
    ['a misspelt event', { manifest: altered('updated:issue', 'update:issue') }, 'did you mean avi:jira:updated:issue?'],
    [
      'an event named twice',
      { manifest: altered('        - avi:jira:updated:issue\n', '        - avi:jira:updated:issue\n'.repeat(2)) },
      'twice',
    ],
    ['an event without its scope', { manifest: altered('    - read:jira-work\n', '') }, 'avi:jira:updated:issue needs read:jira-work'],
    ['a misspelt property', { manifest: altered('      label:', '      lable:') }, 'jira:issueContext "panel" has "lable"'],
    [
      'a property misspelt inside',
      { manifest: altered('        function: resolver', '        functoin: resolver') },
      '"resolver.functoin"',
    ],
    ['a property of Object itself', { manifest: altered('      label:', '      constructor:') }, 'has "constructor"'],
    ['an unknown module type', { manifest: altered('jira:issueContext', 'jira:issueContent') }, 'module type "jira:issueContent"'],
    ['a handler that is not exported', { sources: { 'src/index.ts': `export { resolver } from './app';` } }, 'to export "onIssueChanged"'],
    [
      'a handler exported as a type',
      { sources: { 'src/index.ts': `export { resolver, type onIssueChanged } from './app';` } },
      'to export "onIssueChanged"',
    ],
    [
      'an export that is no handler',
      { sources: { 'src/index.ts': `${SOURCES['src/index.ts']} export const spare = 1;` } },
      'exports "spare"',
    ],
    ['a handler in another file', { manifest: altered('index.resolver', 'panel.resolver') }, '"panel.resolver"'],
    [
      'a function that is not declared',
      { manifest: altered('        function: resolver', '        function: solver') },
      'calls the function "solver"',
    ],
    [
      'a function that nothing calls',
      { manifest: altered('  function:\n', '  function:\n    - key: idle\n      handler: index.resolver\n') },
      '"idle" is called by no',
    ],
    [
      'a second five-minute schedule',
      { manifest: altered('  function:\n', `${scheduled('again', 'fiveMinute')}  function:\n`) },
      '"again" is a second one',
    ],
    [
      'a sixth schedule',
      {
        manifest: altered(
          '  function:\n',
          `${'abcde'
            .split('')
            .map((key) => scheduled(key, 'hour'))
            .join('')}  function:\n`,
        ),
      },
      '"e" is one too many',
    ],
    ['a resource key of 24 characters', { manifest: GOOD.replace('- key: ui', `- key: ${'u'.repeat(24)}`) }, 'has 24 characters'],
    ['a resource that is not declared', { manifest: altered('ui/panel', 'ui/pannel') }, 'shows the resource "ui/pannel"'],
    [
      'an entry that nothing shows',
      { manifest: altered('      panel: panel.html', '      panel: panel.html\n      spare: panel.html') },
      '"ui/spare" is shown by no',
    ],
    ['an entry without a source', { files: [] }, 'entry "panel" is neither built nor there'],
    ['an entry in a folder', { manifest: altered('panel.html', 'panel/index.html') }, 'must be an .html file directly in build/ui'],
    [
      'a call without its scope',
      { manifest: altered('    - write:issue:jira-software\n', '') },
      'PUT /rest/agile/1.0/issue/rank needs the scope write:issue:jira-software',
    ],
    [
      'a call that is not documented',
      { sources: { 'src/platform/x.ts': `get('/rest/api/3/isue/1')` } },
      'GET /rest/api/3/isue/1 is not in',
    ],
    [
      'a page calling without a scope',
      { sources: { 'static/panel/a.tsx': `requestJira(\`/rest/api/3/issue/\${id}\`, { method: 'DELETE' })` } },
      'DELETE /rest/api/3/issue/{} needs the scope',
    ],
    [
      'a scope that nothing uses',
      { manifest: altered('    - storage:app\n', '    - storage:app\n    - read:jira-user\n') },
      'the scope read:jira-user is used by no',
    ],
    ['storage without its scope', { manifest: altered('    - storage:app\n', '') }, '@forge/kvs is used and needs the scope storage:app'],
  ])('find %s', (_, project, expected) => {
    expect(messages(project)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });

  it('name the line', () => {
    const [problem] = checkProject(aProject({ manifest: altered('updated:issue', 'update:issue') }));
    expect(problem).toMatchObject({ file: 'manifest.yml', line: GOOD.split('\n').findIndex((line) => line.includes('updated:issue')) + 1 });
  });

  it('keep a scope whose reason is written behind it', () => {
    expect(
      messages({ manifest: altered('    - storage:app\n', '    - storage:app\n    - read:jira-user # needed for names in mail\n') }),
    ).toEqual([]);
  });

  it('take an entry that a page opens as a dialog', () => {
    const manifest = altered('      panel: panel.html', '      panel: panel.html\n      ask: panel.html');
    expect(messages({ manifest, sources: { 'static/panel/a.tsx': `new Modal({ resource: 'ui/ask' })` } })).toEqual([]);
  });

  it('say nothing of REST scopes when the documents are not at hand', () => {
    expect(messages({ openApi: [], manifest: altered('    - write:issue:jira-software\n', '') })).toEqual([]);
  });

  it('take scopes with impersonation, written as a map', () => {
    const map = altered(
      '    - read:jira-work\n    - write:issue:jira-software\n    - storage:app\n',
      '    read:jira-work: {}\n    write:issue:jira-software: {}\n    storage:app: {}\n',
    );
    expect(messages({ manifest: map })).toEqual([]);
    expect(messages({ manifest: map.replace('    storage:app: {}\n', '') })).toHaveLength(1);
  });

  it('refuse what is not YAML', () => {
    expect(() => checkProject(aProject({ manifest: 'app: [' }))).toThrow('manifest.yml is not YAML');
  });
});

describe('calls of REST in our sources', () => {
  it.each<[string, string, string | undefined]>([
    ['from the options', `requestJira('/rest/a', { method: 'POST' })`, 'POST'],
    ['from the name of the call', `jira.put(route\`/rest/a\`, body)`, 'PUT'],
    ['from a literal argument', `send('DELETE', route\`/rest/a\`)`, 'DELETE'],
    ['from the object around the path', `call({ method: 'PUT', path: '/rest/a' })`, 'PUT'],
    ['as GET when requestJira gets nothing else', `requestJira(route\`/rest/a\`)`, 'GET'],
    ['not at all when the code does not show it', `const path = '/rest/a';`, undefined],
  ])('have their method read %s', (_, code, method) => {
    expect(restCalls('src/platform/x.ts', code)).toEqual([{ file: 'src/platform/x.ts', line: 1, path: '/rest/a', method }]);
  });

  it('have their values blanked and their query cut', () => {
    expect(restCalls('x.ts', 'get(`/rest/a/${id}/b?c=${d}`)').map(({ path }) => path)).toEqual(['/rest/a/{}/b']);
  });
});

it('exports are read in every form we write', () => {
  expect([
    ...exportedNames(
      'x.ts',
      `export const a = 1, { b } = c; export function d() {} export { e as f } from './e'; const g = 1; export type H = 1;`,
    ),
  ]).toEqual(['a', 'b', 'd', 'f']);
});

it('event names are complete AVIs and named once', () => {
  expect(new Set(EVENT_NAMES).size).toBe(EVENT_NAMES.length);
  expect(EVENT_NAMES.filter((name) => !/^avi:[a-z-]+[a-z_.-]*(:[a-z0-9_.-]+)+$/.test(name))).toEqual([]);
});
