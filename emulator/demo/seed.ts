import { Clock } from '../clock';
import { Jira } from '../jira/jira';
import type { Issue } from '../jira/model';
import { JiraState } from '../jira/state';
import { DEFAULT_SWITCHES } from '../switches';
import { Agenda } from './agenda';
import { APP_ACTIVE, APP_BACKLOG, APP_EPICS } from './app-backlog';
import { DAY, HOUR, SPRINT_LENGTH, onWorkday, sprintStartBefore } from './calendar';
import { Cast } from './cast';
import { OPS_ISSUES } from './ops-backlog';
import { PEOPLE, emailOf, type PersonName } from './people';
import { Random } from './random';
import type { SeedIssue } from './seed-issue';
import { planShop, shopBegins } from './seed-shop';

const SEED = 20_240_917;

export interface SeedOptions {
  /** Epoch milliseconds: the demo's half year ends now. */
  readonly now: number;
  readonly baseUrl: string;
}

/**
 * The demo site as data. Half a year is lived through on a clock of its own, so that every changelog entry, sprint and
 * comment has its true time and author; the same for the same `now`.
 */
export async function demoState(options: SeedOptions): Promise<JiraState> {
  const sprintStart = sprintStartBefore(options.now);
  const clock = new Clock({ mode: 'manual', start: shopBegins(sprintStart) - DAY });
  const jira = new Jira(clock, { ...DEFAULT_SWITCHES }, new JiraState(), options.baseUrl);
  addPeople(jira);
  const cast = new Cast(jira);
  const agenda = new Agenda();
  planShop({ cast, agenda, random: new Random(SEED), sprintStart, now: options.now });
  planApp(cast, agenda, sprintStart, options.now);
  planOps(cast, agenda, sprintStart, options.now);
  await agenda.play(clock, options.now);
  return jira.state;
}

/** A site with people and nothing else. */
export function peopledState(options: SeedOptions): JiraState {
  const jira = new Jira(new Clock({ mode: 'manual', start: options.now }), { ...DEFAULT_SWITCHES }, new JiraState(), options.baseUrl);
  addPeople(jira);
  return jira.state;
}

function addPeople(jira: Jira): void {
  PEOPLE.forEach(({ name, displayName, timeZone }, index) => {
    const accountId = `62f0c1e7a9d34b001840${(0x1100 + index * 0x111).toString(16)}`;
    jira.users.create({ accountId, emailAddress: emailOf(name), displayName, timeZone, admin: name === 'admin' });
  });
  const accountIds = (names: readonly PersonName[]): string[] =>
    names.flatMap((name) => jira.users.byEmail(emailOf(name))?.accountId ?? []);
  jira.users.createGroup('shop-team', accountIds(['owner', 'delegate', 'developer', 'priya', 'tomas', 'mei', 'grace']));
  jira.users.createGroup('stakeholders', accountIds(['stakeholder']));
}

function planApp(cast: Cast, agenda: Agenda, sprintStart: number, now: number): void {
  const issues = new Map<string, Issue>();
  const team: readonly PersonName[] = ['owner', 'delegate', 'developer', 'tomas', 'grace'];
  agenda.at(sprintStart - 40 * DAY, () => {
    const project = cast.teamProject({ key: 'APP', name: 'Kestrel app', description: 'The shop in your pocket.', lead: 'admin', team });
    const board = cast.jira.boards.create({ name: 'APP board', type: 'scrum', projectId: project.id });
    const file = (issue: SeedIssue, index: number): void => {
      agenda.at(sprintStart - 39 * DAY + index * 11 * HOUR, () => {
        const parent = issue.epic === undefined ? undefined : issues.get(issue.epic);
        issues.set(issue.summary, cast.file(index % 3 === 0 ? 'tomas' : 'owner', project, issue, parent ? { parent } : {}));
      });
    };
    [...APP_EPICS, ...APP_ACTIVE, ...APP_BACKLOG].forEach(file);
    agenda.at(sprintStart - DAY, () => {
      const sprint = cast.jira.sprints.create(cast.as('owner'), {
        name: 'APP Sprint 1',
        goal: 'A tag can be scanned in the store',
        originBoardId: board.id,
      });
      cast.jira.sprints.moveIssues(
        cast.as('owner'),
        sprint.id,
        APP_ACTIVE.flatMap((issue) => issues.get(issue.summary)?.id ?? []),
      );
      agenda.at(sprintStart + HOUR, () => {
        cast.jira.sprints.start(cast.as('developer'), sprint.id, { startDate: sprintStart + HOUR, endDate: sprintStart + SPRINT_LENGTH });
      });
    });
    advanceIssues(cast, agenda, issues, APP_ACTIVE, { by: 'tomas', from: sprintStart + 2 * HOUR, to: now });
  });
}

function planOps(cast: Cast, agenda: Agenda, sprintStart: number, now: number): void {
  const issues = new Map<string, Issue>();
  const begins = sprintStart - 30 * DAY;
  agenda.at(begins, () => {
    const project = cast.companyProject({
      key: 'OPS',
      name: 'Operations',
      description: 'Keeping the lights on.',
      template: 'kanban',
      lead: 'lukas',
      team: ['lukas', 'developer', 'priya', 'delegate'],
    });
    cast.jira.boards.create({ name: 'OPS board', type: 'kanban', projectId: project.id });
    OPS_ISSUES.forEach((issue, index) => {
      agenda.at(onWorkday(begins + HOUR + index * 26 * HOUR), () => void issues.set(issue.summary, cast.file('lukas', project, issue)));
    });
    advanceIssues(cast, agenda, issues, OPS_ISSUES, { by: 'lukas', from: begins + 20 * DAY, to: now });
  });
}

/** Spreads the steps to each issue's progress over the time between `from` and `to`. */
function advanceIssues(
  cast: Cast,
  agenda: Agenda,
  issues: ReadonlyMap<string, Issue>,
  seeds: readonly (SeedIssue & { readonly progress: string })[],
  { by, from, to }: { readonly by: PersonName; readonly from: number; readonly to: number },
): void {
  const initial = ['To Do', 'Backlog'];
  seeds.forEach((seed, index) => {
    const steps = seed.progress === 'Done' ? ['In Progress', 'Done'] : initial.includes(seed.progress) ? [] : [seed.progress];
    steps.forEach((status, step) => {
      const at = from + (to - from) * ((index + 1) / (seeds.length + 2)) + step * HOUR;
      agenda.at(Math.min(at, to - 1), () => {
        const issue = issues.get(seed.summary);
        if (!issue) throw new Error(`"${seed.summary}" is not filed yet.`);
        if (status === 'In Progress') cast.take(by, issue);
        cast.transition(by, issue, status);
      });
    });
  });
}
