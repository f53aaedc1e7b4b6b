// Style is prettier's, who may import whom is dependency-cruiser's (.dependency-cruiser.cjs); here is what goes wrong at run time or misleads.
import eslint from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];
const PAGES = ['static/**/*.{ts,tsx}', 'emulator/site/client/**/*.{ts,tsx}'];
const TESTS = ['test/**/*.{ts,tsx}'];

const onlyPlatformKnowsForge = {
  group: ['@forge/*'],
  message: 'src/platform is the only code that knows Forge: the rest is reached through the ports in src/core.',
};
const waiting = [
  {
    selector: "CallExpression[callee.name='setTimeout']",
    message: 'Tests do not sleep: move the clock (new Clock({ mode: "manual" })), call settle(), or await what you wait for.',
  },
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Tests do not sleep: expect(locator) waits for what it names.',
  },
  {
    selector: "MemberExpression[property.name='only'][object.name=/^(it|test|describe)$/]",
    message: 'A test marked .only silences all the others.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe)$/]',
    message: 'A focused test silences all the others.',
  },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'test-results/', 'playwright-report/', '.data/', 'tools/*/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: nodeGlobals() },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: TYPESCRIPT,
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Jira's JSON is read by place, key by key, and written back as text.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A function may be async because its interface is, and a class may hold only statics because Forge wants one.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // What the types call impossible may still come over the wire: checks at the edges are welcome.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    files: ['src/**/*.ts', 'static/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    // Typed arrays, whose indexes the loops prove.
    files: ['src/features/ranking/rules/plan-rerank.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/platform/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [onlyPlatformKnowsForge] }] },
  },
  {
    files: ['emulator/**/*.{ts,tsx}'],
    rules: {
      // Typed arrays and indexes proven by their loop.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@forge/*', '!@forge/csp', '!@forge/bridge', '!@forge/jira-bridge'],
              message: 'The emulator stands in for the platform: apps bring their own @forge packages.',
            },
          ],
        },
      ],
    },
  },
  {
    // The platform's log, and what a person reads in the terminal.
    files: ['src/platform/**/*.ts', 'emulator/main.ts', 'emulator/cli/**/*.ts', 'tools/**/*.ts', 'test/bench/**/*.ts', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Configurations belong to no tsconfig of the pages.
    files: ['*.config.ts', '**/vite.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' },
  },
  {
    files: PAGES,
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.objectContaining and its like are `any`
      // Answers of REST are read as the JSON they are.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'no-restricted-syntax': ['error', ...waiting],
    },
  },
);

/** Names that Node gives to scripts; TypeScript checks them in the rest. */
function nodeGlobals() {
  const names = [
    'process',
    'console',
    'URL',
    'Buffer',
    'fetch',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'module',
    'require',
    '__dirname',
    'AbortController',
    'AbortSignal',
    'performance',
    'TextDecoder',
    'TextEncoder',
    'structuredClone',
    'globalThis',
    'Response',
    'Request',
    'Headers',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
