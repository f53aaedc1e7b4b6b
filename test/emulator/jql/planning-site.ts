import { Clock } from '../../../emulator/clock';
import { Jira } from '../../../emulator/jira/jira';
import type { Board, Caller, Issue, Project } from '../../../emulator/jira/model';
import { DEFAULT_SWITCHES, type Switches } from '../../../emulator/switches';
import type { Json } from '../../../emulator/json';

/** A Thursday, 11:30 in Vienna. */
export const NOW = Date.UTC(2026, 10, 26, 10, 30);

/** A domain-only site: Ann (admin), Ben (licensed), Zoe (not licensed), one scrum project WEB with a board. */
export class PlanningSite {
  readonly clock: Clock;
  readonly jira: Jira;
  readonly project: Project;
  readonly board: Board;

  constructor(switches: Partial<Switches> = {}) {
    this.clock = new Clock({ mode: 'manual', start: NOW });
    this.jira = new Jira(this.clock, { ...DEFAULT_SWITCHES, ...switches });
    const person = (accountId: string, more: { admin?: boolean; licensed?: boolean; timeZone?: string }): void => {
      const name = `${accountId[0]!.toUpperCase()}${accountId.slice(1)} Example`;
      this.jira.users.create({
        accountId,
        emailAddress: `${accountId}@example.com`,
        displayName: name,
        timeZone: 'Europe/Vienna',
        locale: 'en_GB',
        ...more,
      });
    };
    person('ann', { admin: true });
    person('ben', {});
    person('zoe', { licensed: false });
    this.project = this.addProject('WEB', 'Website');
    this.board = this.jira.boards.create({ name: 'WEB board', type: 'scrum', projectId: this.project.id });
  }

  addProject(key: string, name: string, style: Project['style'] = 'classic'): Project {
    return this.jira.projects.create({ key, name, style, leadAccountId: 'ann', template: 'scrum' });
  }

  as(accountId: string): Caller {
    return { accountId };
  }

  type(name: string): string {
    return [...this.jira.state.issueTypes.values()].find((type) => type.name === name && type.projectId === undefined)!.id;
  }

  status(name: string): string {
    return [...this.jira.state.statuses.values()].find((status) => status.name === name && status.projectId === undefined)!.id;
  }

  /** A story of WEB unless told otherwise. */
  issue(
    summary: string,
    more: { type?: string; project?: Project; status?: string; created?: number; fields?: Record<string, Json>; by?: string } = {},
  ): Issue {
    return this.jira.issues.create(
      this.as(more.by ?? 'ann'),
      { projectId: (more.project ?? this.project).id, typeId: this.type(more.type ?? 'Story'), fields: { summary, ...more.fields } },
      {
        imported: {
          ...(more.status === undefined ? {} : { statusId: this.status(more.status) }),
          ...(more.created === undefined ? {} : { created: more.created }),
        },
      },
    );
  }

  issues(count: number): Issue[] {
    return Array.from({ length: count }, (_, index) => this.issue(`Story ${index + 1}`));
  }

  /** Replaces parts of a record as no REST call could (dates, resolution …). */
  force(issue: Issue, change: Partial<Issue>): Issue {
    const current = this.current(issue);
    this.jira.issues.commit({ before: current, after: { ...current, ...change }, by: 'ann', items: [], kind: 'edit', bumpUpdated: false });
    return this.current(issue);
  }

  current(issue: Issue): Issue {
    return this.jira.state.issues.get(issue.id)!;
  }

  /** Summaries found, in order. */
  find(jql: string, accountId: string | null = 'ann'): string[] {
    return this.jira.search.run(jql, accountId).issues.map((issue) => issue.summary);
  }

  ranked(): string[] {
    return this.jira.ranking.ordered().map((issue) => issue.summary);
  }

  lastHistory(issue: Issue): string | null | undefined {
    const item = this.jira.issues.historyOf(issue.id).at(-1)?.items[0];
    return item === undefined ? undefined : (Object.getOwnPropertyDescriptor(item, 'toString')?.value as string | null);
  }
}

export const message = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
};
