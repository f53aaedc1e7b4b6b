import type { Operation } from './operation';

interface Coverage {
  /** Matches `METHOD /path/{template}`; the first match counts. */
  readonly match: RegExp;
  readonly test: string;
  /** `full` unless said otherwise: `partial` leaves things out, `empty` answers what a site without such data answers. */
  readonly status?: 'partial' | 'empty';
  readonly note?: string;
}

const REST = 'test/emulator/rest';

/** Which test shows an operation at work, and what to know of it. Order matters: the specific before the general. */
const COVERAGE: readonly Coverage[] = [
  { match: /\/issue\/rank$|\/backlog\/(\{boardId\}\/)?issue$|POST .*\/sprint\/\{sprintId\}\/issue$/, test: `${REST}/agile-rank.test.ts` },
  { match: /\/rest\/agile\/.*\/sprint($|\/\{sprintId\}($|\/swap|\/properties))/, test: `${REST}/agile-sprints.test.ts` },
  {
    match: /(POST|DELETE) \/rest\/agile\/1\.0\/board(\/\{boardId\})?$|\/estimation$|\/agile\/1\.0\/epic\//,
    test: `${REST}/agile-changes.test.ts`,
  },
  { match: /\/rest\/(agile|software)\//, test: `${REST}/agile-boards.test.ts` },
  {
    match: /\/(components?|versions?|remotelink|projectCategory|dashboard|dashboard\/search|attachment\/meta)$|GET .*\/worklog$/,
    test: `${REST}/every-read.test.ts`,
    status: 'empty',
    note: 'nothing of the kind exists here',
  },
  { match: /\/workflow\/rule\/config\/delete$/, test: `${REST}/workflow-rule-config.test.ts`, note: 'Connect apps only: always 403' },
  { match: /\/workflow\/rule\/config$/, test: `${REST}/workflow-rule-config.test.ts`, note: 'apps only, their own rules' },
  {
    match: /\/workflowscheme/,
    test: `${REST}/workflow-usages.test.ts`,
    note: 'every company-managed project has a scheme of its own, numbered as the project is',
  },
  { match: /\/workflow\/\{workflowId\}/, test: `${REST}/workflow-usages.test.ts` },
  {
    match: /\/workflows\/update/,
    test: `${REST}/workflows.test.ts`,
    status: 'partial',
    note: "apps' rules, the permission validator, screens; other system rules, triggers, renamed statuses and status mappings answer 501; layouts are not kept",
  },
  { match: /\/workflows/, test: `${REST}/workflows.test.ts` },
  { match: /\/bulk\//, test: `${REST}/bulk.test.ts`, note: 'a restart forgets tasks; no mail' },
  { match: /\/data-policy/, test: `${REST}/app-access.test.ts`, note: 'rules: the switch `appBlockedProjects`' },
  {
    match: /\/(watchers|votes|worklog)$/,
    test: `${REST}/watching.test.ts`,
    note: 'no automatic watching; time tracking is off: no work can be logged',
  },
  { match: /\/issueLink/, test: `${REST}/issue-links.test.ts`, note: 'the four types of a new site' },
  { match: /\/issue\/picker$|\/suggestions$|\/locale$|projectvalidate/, test: `${REST}/pickers.test.ts` },
  { match: /\/(project\/(recent|type.*)|hierarchy|securitylevel|roledetails)$/, test: `${REST}/pickers.test.ts` },
  { match: /\/comment\/\{commentId\}\/properties/, test: `${REST}/issue-work.test.ts` },
  { match: /\/(favourite|defaultShareScope|filter\/\{id\}\/permission)$/, test: `${REST}/pickers.test.ts` },
  { match: /\/configuration$/, test: `${REST}/every-read.test.ts` },
  { match: /\/serverInfo$/, test: `${REST}/gateway.test.ts` },
  { match: /\/(myself|users?|users?\/.*|group.*|groups\/picker)$/, test: `${REST}/people-and-projects.test.ts` },
  { match: /universal_avatar/, test: `${REST}/people-and-projects.test.ts`, status: 'partial', note: 'drawn as SVG with initials' },
  { match: /\/issuetype|\/priority|\/status|\/resolution|\/field$|\/field\/search|\/label$/, test: `${REST}/every-read.test.ts` },
  { match: /permissionscheme/, test: `${REST}/permissions.test.ts`, note: 'company-managed projects only; a paid plan' },
  { match: /\/(my)?permissions/, test: `${REST}/permissions.test.ts` },
  { match: /\/project.*\/role|\/role/, test: `${REST}/people-and-projects.test.ts` },
  { match: /\/project\//, test: `${REST}/people-and-projects.test.ts` },
  { match: /\/project$/, test: `${REST}/every-read.test.ts`, note: 'deprecated by Atlassian' },
  { match: /\/issue\/createmeta$/, test: `${REST}/issues.test.ts`, note: 'deprecated by Atlassian' },
  { match: /\/issue\/createmeta/, test: `${REST}/issues.test.ts` },
  { match: /\/issue\/bulkfetch$/, test: `${REST}/issue-reading.test.ts`, note: 'never lags' },
  { match: /\/issue\/\{issueIdOrKey\}\/properties|\/changelog/, test: `${REST}/issue-reading.test.ts` },
  { match: /\/(comment|transitions|notify)/, test: `${REST}/issue-work.test.ts` },
  {
    match: /^GET \/rest\/api\/3\/issue\/\{issueIdOrKey\}/,
    test: `${REST}/issue-reading.test.ts`,
    note: '`renderedFields` renders the description only; `operations` is empty',
  },
  { match: /\/rest\/api\/3\/issue/, test: `${REST}/issues.test.ts`, note: '`historyMetadata` is dropped' },
  { match: /app\/field|app\/properties/, test: `${REST}/app-data.test.ts`, note: 'apps only' },
  { match: /\/screens\/addToDefault/, test: `${REST}/app-data.test.ts`, note: 'projects here have screens of their own' },
  { match: /\/screens/, test: `${REST}/app-data.test.ts` },
  {
    match: /\/expression\/analyse/,
    test: `${REST}/app-data.test.ts`,
    status: 'partial',
    note: 'syntax only: the checks `type` and `complexity` answer 501',
  },
  {
    match: /\/expression\//,
    test: `${REST}/app-data.test.ts`,
    status: 'partial',
    note: 'no `serviceDesk`, `customerRequest`, `custom` in the context',
  },
  { match: /\/filter/, test: `${REST}/app-data.test.ts`, status: 'partial', note: 'every filter is shared with all who are logged in' },
  { match: /\/search\/|\/jql\//, test: `${REST}/search.test.ts` },
];

/** What to know of one operation; `undefined` when nobody wrote it down. */
export const coverageOf = (operation: Operation): Coverage | undefined =>
  COVERAGE.find(({ match }) => match.test(`${operation.method} ${operation.path}`));

/** The coverage list of docs/emulator.md: one row per operation, by path. */
export function coverageTable(operations: readonly Operation[]): string {
  const rows = [...operations]
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
    .map((operation) => {
      const known = coverageOf(operation);
      return `| \`${operation.method} ${operation.path}\` | ${known?.status ?? 'full'} | ${known?.test ?? ''} | ${known?.note ?? ''} |`;
    });
  return ['| API | status | test | note |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

export const COVERAGE_START = '<!-- coverage: generated, see test/emulator/rest/coverage.test.ts -->';
export const COVERAGE_END = '<!-- end of coverage -->';

/** `document` with the list between its markers replaced. @throws Error when the markers are missing */
export function withCoverage(document: string, operations: readonly Operation[]): string {
  const start = document.indexOf(COVERAGE_START);
  const end = document.indexOf(COVERAGE_END);
  if (start < 0 || end < start) throw new Error('The document has no coverage markers.');
  return `${document.slice(0, start + COVERAGE_START.length)}\n\n${coverageTable(operations)}\n\n${document.slice(end)}`;
}
