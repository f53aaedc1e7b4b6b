// Who may import whom. The picture is in docs and README; the rules here are what keeps it true (`npm run check`).
// test/tools/import-rules.test.ts proves each of them on a pair of files.

const FEATURE = '^src/features/([^/]+)/';

/** The parts of a feature that the pages bundle as well, so that the preview and the server compute one score. */
const PURE = '^src/features/[^/]+/(rules|model|scales|custom-model|stored-factors)\\.ts$|^src/features/[^/]+/(rules|models)/';
const TEST_ONLY = '^(jest|ts-jest|@playwright|@axe-core|fast-check|@jest)';

/** Everything of ours; the rest is packages and Node. */
const OURS = '^(src|static|emulator|test|locales|tools|scripts)/';

/** A rule that lets `from` import, of our own code, only what is under `to`. */
function only(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to: { path: OURS, pathNot: to } };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third that both may know. Types may refer to one another.',
      severity: 'error',
      from: { path: OURS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'What is imported is there, and in package.json. tools/lint-forge has packages of its own, which it installs when it runs.',
      severity: 'error',
      from: { pathNot: '^tools/lint-forge/' },
      to: { couldNotResolve: true },
    },

    only(
      'index-is-exports',
      'src/index.ts has one export per function of the manifest: it knows entry and app.',
      { path: '^src/index\\.ts$' },
      ['^src/entry/', '^src/app\\.ts$'],
    ),
    only('entry-translates', 'A Forge call in, a feature call out: entry knows app, contract and core.', { path: '^src/entry/' }, [
      '^src/entry/',
      '^src/app\\.ts$',
      '^src/contract/',
      '^src/core/',
      '^locales/',
    ]),
    only('app-wires', 'app.ts builds features, through their doors, from real adapters.', { path: '^src/app\\.ts$' }, [
      '^src/features/[^/]+/index\\.ts$',
      '^src/platform/',
      '^src/core/',
      '^src/contract/',
      '^locales/',
    ]),
    only('features-know-core', 'A feature knows core and the contract, and itself.', { path: FEATURE }, [
      '^src/features/$1/',
      '^src/core/',
      '^src/contract/',
      '^locales/',
    ]),
    {
      name: 'features-know-the-contract-as-types',
      comment: 'Calls are validated in entry; a feature needs their types only.',
      severity: 'error',
      from: { path: FEATURE },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      comment:
        'rules.ts has no I/O, no clock and no randomness, and the pages bundle it: it knows only the types of core, its feature’s rules and the words.',
      severity: 'error',
      from: { path: PURE },
      to: { path: OURS, pathNot: ['^src/core/', PURE, '^locales/'] },
    },
    {
      name: 'rules-know-core-as-types',
      comment: 'What the pages bundle carries none of core with it.',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^src/core/', dependencyTypesNot: ['type-only'] },
    },
    only('platform-adapts', 'The adapters know the ports of core.', { path: '^src/platform/' }, [
      '^src/platform/',
      '^src/core/',
      '^locales/',
    ]),
    only('core-knows-nobody', 'core is what all the others know.', { path: '^src/core/' }, ['^src/core/']),
    only('contract-knows-nobody', 'The contract is shapes: it knows the schema library.', { path: '^src/contract/' }, ['^src/contract/']),
    {
      name: 'contract-knows-the-schema-library',
      comment: 'No package but the schema library, since every page carries the contract.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: [OURS, '(^|/)node_modules/zod/', '^zod'] },
    },
    {
      name: 'core-uses-no-packages',
      comment: 'core is words: no package, nothing of Node.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: OURS },
    },
    {
      name: 'only-platform-knows-forge',
      comment: 'src/platform is the only code of the functions that imports @forge/*.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: '(^|/)node_modules/@forge/|^@forge/' },
    },

    only(
      'pages-share-rules',
      'The pages know one another only through static/shared, and of the functions the contract and the pure rules.',
      { path: '^static/([^/]+)/' },
      ['^static/$1/', '^static/shared/', '^src/contract/', PURE, '^locales/'],
    ),
    only('shared-knows-no-page', 'static/shared serves all pages and knows none.', { path: '^static/shared/' }, [
      '^static/shared/',
      '^src/contract/',
      PURE,
      '^locales/',
    ]),

    only('locales-are-leaves', 'Sentences know nothing.', { path: '^locales/' }, ['^locales/']),
    only(
      'emulator-knows-no-app',
      'The emulator reads manifest.yml and loads the built functions as an opaque module.',
      { path: '^emulator/' },
      ['^emulator/'],
    ),
    {
      name: 'emulated-jira-knows-no-forge',
      comment: 'Jira is there without apps: it is told of them, and does not know how they run or how it is shown.',
      severity: 'error',
      from: { path: '^emulator/jira/' },
      to: { path: '^emulator/(forge|site|demo)/' },
    },
    {
      name: 'site-client-knows-no-server',
      comment:
        'The pages of the small Jira talk to it over HTTP; they share types, the bridge that both ends of a frame speak, and how a value reads as text.',
      severity: 'error',
      from: { path: '^emulator/site/client/src/' },
      to: { path: '^emulator/', pathNot: '^emulator/site/((client|bridge)/|field-text[.]ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-knows-no-emulator',
      comment: 'The app runs on Jira Cloud and never knows of the emulator.',
      severity: 'error',
      from: { path: '^(src|static|locales)/' },
      to: { path: '^(emulator|test|tools|scripts)/' },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Builders and fakes are for tests.',
      severity: 'error',
      from: { pathNot: '^(test|playwright\\.config)' },
      to: { path: '^test/' },
    },
    {
      name: 'no-test-packages-in-the-product',
      comment: 'Test packages stay in tests.',
      severity: 'error',
      from: { path: '^(src|static|emulator)/' },
      to: { path: `(^|/)node_modules/${TEST_ONLY.slice(1)}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|build)/(?!@forge|zod)[^/]+/.+/node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // @forge/jira-bridge names its entry for browsers alone.
      mainFields: ['main', 'browser'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
