import { Clock } from '../clock';
import { Jira } from '../jira/jira';
import type { Issue, Project } from '../jira/model';
import type { JiraState } from '../jira/state';
import { DEFAULT_SWITCHES } from '../switches';
import { BacklogError, type Backlog, type BacklogRow } from './backlog-csv';
import { Cast } from './cast';
import type { SeedOptions } from './seed';

const TEAM = ['owner', 'delegate', 'developer', 'priya', 'tomas', 'mei', 'grace'] as const;

const DONE = new Set(['done', 'closed', 'resolved', 'complete', 'completed', 'fixed', 'accepted', 'released']);
const UNDER_WAY = new Set([
  'in progress',
  'in development',
  'started',
  'implementing',
  'reviewable',
  'in review',
  'under review',
  'testing',
]);

/**
 * Loads a backlog into a new scrum project of its own, through Jira's own doors: rows in file order as rank, each created at
 * its time (never before the row above it). All are open and carry their status as a label, unless `keepStatus`.
 * @throws BacklogError when the project exists already; nothing is loaded then
 */
export async function loadBacklog(
  state: JiraState,
  backlog: Backlog,
  options: SeedOptions & { readonly keepStatus: boolean },
): Promise<Project> {
  const { projectKey, rows } = backlog;
  const start = Math.min(options.now, ...rows.slice(0, 1).map((row) => row.created ?? options.now));
  const clock = new Clock({ mode: 'manual', start });
  const jira = new Jira(clock, { ...DEFAULT_SWITCHES }, state, options.baseUrl);
  if (jira.projects.byIdOrKey(projectKey))
    throw new BacklogError(`There is a project ${projectKey} already: rename the file, its name becomes the project's key.`);
  const cast = new Cast(jira);
  const project = cast.companyProject({
    key: projectKey,
    name: `${projectKey} backlog`,
    description: `Loaded from ${projectKey}.csv.`,
    template: 'scrum',
    lead: 'admin',
    team: TEAM,
  });
  jira.boards.create({ name: `${projectKey} board`, type: 'scrum', projectId: project.id });

  const passTo = async (at: number | null): Promise<void> => {
    const target = Math.min(at ?? 0, options.now);
    if (target > clock.now()) await clock.advance(target - clock.now());
  };
  const loaded: { readonly row: BacklogRow; readonly issue: Issue }[] = [];
  for (const row of rows) {
    await passTo(row.created);
    if (row.number !== null) countFrom(jira, project.id, row.number);
    loaded.push({ row, issue: cast.file('owner', project, seedOf(row, options.keepStatus)) });
  }
  const highest = Math.max(0, ...rows.map((row) => row.number ?? 0));
  if (highest > 0) countFrom(jira, project.id, highest + 1);
  if (options.keepStatus) {
    for (const { row, issue } of loaded.sort((a, b) => (a.row.resolved ?? 0) - (b.row.resolved ?? 0))) {
      await passTo(row.resolved);
      const status = statusFor(row);
      if (status !== 'To Do') cast.transition('owner', issue, status);
    }
  }
  await passTo(options.now);
  return project;
}

/** Like an import, which may keep the numbers of issues: the next issue of the project gets this one. */
function countFrom(jira: Jira, projectId: string, number: number): void {
  const project = jira.projects.byId(projectId);
  if (project) jira.state.projects.set(projectId, { ...project, issueCounter: number - 1 });
}

function seedOf(row: BacklogRow, keepStatus: boolean) {
  const labels = [
    ...(row.unknownType === null ? [] : [label(row.unknownType)]),
    ...(keepStatus || row.status === '' ? [] : [label(row.status)]),
  ];
  return {
    type: row.type,
    summary: row.title,
    ...(labels.length > 0 ? { labels: [...new Set(labels)] } : {}),
    ...(row.points === null ? {} : { points: row.points }),
  };
}

/** Labels have no spaces. */
const label = (text: string): string => text.trim().replace(/\s+/g, '-').slice(0, 255);

function statusFor(row: BacklogRow): 'To Do' | 'In Progress' | 'In Review' | 'Done' {
  const status = row.status.toLowerCase();
  if (DONE.has(status) || (row.resolved !== null && !UNDER_WAY.has(status))) return 'Done';
  if (status.includes('review')) return 'In Review';
  return UNDER_WAY.has(status) ? 'In Progress' : 'To Do';
}
