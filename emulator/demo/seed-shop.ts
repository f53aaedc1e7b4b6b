import type { Board, Issue, Project, Sprint } from '../jira/model';
import type { Agenda } from './agenda';
import { DAY, HOUR, SPRINT_EVERY, SPRINT_LENGTH, onWorkday, workHour } from './calendar';
import type { Cast } from './cast';
import type { PersonName } from './people';
import type { Random } from './random';
import type { SeedIssue } from './seed-issue';
import { SHOP_BACKLOG_LATER } from './shop-backlog-later';
import { SHOP_BACKLOG_NEXT } from './shop-backlog-next';
import { SHOP_EPICS } from './shop-epics';
import { SHOP_HISTORY, type Outcome } from './shop-history';
import { ACTIVE_GOAL, PLANNED_GOAL, SHOP_ACTIVE, SHOP_PLANNED } from './shop-sprints';

const DEVELOPERS: readonly PersonName[] = ['developer', 'priya', 'tomas', 'mei'];
const AUTHORS: readonly PersonName[] = ['owner', 'owner', 'owner', 'delegate', 'developer', 'priya', 'mei', 'grace'];
const TEAM: readonly PersonName[] = ['owner', 'delegate', 'developer', 'priya', 'tomas', 'mei', 'lukas', 'grace'];
/** Every sixth issue of the backlog came late and was ranked up by the owner. */
const RANKED_UP = 6;

export interface ShopPlan {
  readonly cast: Cast;
  readonly agenda: Agenda;
  readonly random: Random;
  /** Start of the active sprint; epoch milliseconds. */
  readonly sprintStart: number;
  readonly now: number;
}

export const shopBegins = (sprintStart: number): number => sprintStart - SHOP_HISTORY.length * SPRINT_EVERY - 21 * DAY;

/** Writes SHOP's half year into the agenda: nine sprints closed, one running, one planned, and a backlog. */
export function planShop(plan: ShopPlan): void {
  new ShopStory(plan).tell();
}

class ShopStory {
  private project!: Project;
  private board!: Board;
  private readonly issues = new Map<string, Issue>();
  private readonly sprints = new Map<number, Sprint>();
  private readonly begins: number;

  constructor(private readonly plan: ShopPlan) {
    this.begins = shopBegins(plan.sprintStart);
  }

  tell(): void {
    const { agenda, cast } = this.plan;
    agenda.at(this.begins, () => {
      this.project = cast.companyProject({
        key: 'SHOP',
        name: 'Kestrel Outfitters shop',
        description: 'The web shop: from finding a tent to sending it back.',
        template: 'scrum',
        lead: 'admin',
        team: TEAM,
      });
      this.board = cast.jira.boards.create({ name: 'SHOP board', type: 'scrum', projectId: this.project.id });
      for (const epic of SHOP_EPICS) this.issues.set(epic.summary, cast.file('owner', this.project, epic));
    });
    SHOP_HISTORY.forEach((sprint, index) => this.closedSprint(index, sprint));
    this.activeSprint(SHOP_HISTORY.length);
    this.plannedSprint(SHOP_HISTORY.length + 1);
    this.backlog();
  }

  private startOf(index: number): number {
    return this.plan.sprintStart - (SHOP_HISTORY.length - index) * SPRINT_EVERY;
  }

  private closedSprint(index: number, { goal, issues }: (typeof SHOP_HISTORY)[number]): void {
    const { agenda, cast } = this.plan;
    const start = this.startOf(index);
    const end = start + SPRINT_LENGTH;
    this.planning(
      index,
      goal,
      issues.filter((issue) => !issue.addedLate),
    );
    for (const issue of issues) {
      let notBefore = start;
      if (issue.addedLate) {
        const filed = this.fileAt(workHour(start, 3, this.plan.random), issue);
        notBefore = filed + HOUR;
        agenda.at(notBefore, () => this.add('developer', index, [issue]));
      }
      this.work(issue, issue.outcome, start, notBefore);
    }
    agenda.at(end, () => void cast.jira.sprints.close(cast.as('delegate'), this.sprint(index).id));
    const unfinished = issues.filter((issue) => issue.outcome === 'carried');
    if (unfinished.length > 0) agenda.at(end + HOUR, () => this.add('owner', index + 1, unfinished));
    for (const issue of issues.filter((candidate) => candidate.outcome === 'returned')) {
      agenda.at(end + 1.5 * HOUR, () => cast.transition('owner', this.issue(issue), 'To Do'));
    }
  }

  /** Issues are filed and ranked up, the sprint is made a week ahead, filled on the Friday before and started on Monday. */
  private planning(index: number, goal: string, issues: readonly SeedIssue[]): void {
    const { agenda, cast, random } = this.plan;
    const start = this.startOf(index);
    for (const issue of issues) this.fileAt(workHour(start, -random.between(4, 11), random), issue);
    agenda.at(start - 7 * DAY, () => {
      this.sprints.set(
        index,
        cast.jira.sprints.create(cast.as('owner'), { name: `SHOP Sprint ${index + 1}`, goal, originBoardId: this.board.id }),
      );
    });
    agenda.at(start - 3 * DAY, () => {
      this.rankUp(issues);
      this.add('owner', index, issues);
    });
    agenda.at(start, () => {
      cast.jira.sprints.start(cast.as('developer'), this.sprint(index).id, { startDate: start, endDate: start + SPRINT_LENGTH });
    });
  }

  private work(issue: SeedIssue, outcome: Outcome, start: number, notBefore: number): void {
    const { agenda, cast, random } = this.plan;
    const who = random.pick(DEVELOPERS);
    const begun = Math.max(notBefore + HOUR, workHour(start, outcome === 'done' ? random.between(1, 4) : random.between(7, 9), random));
    agenda.at(begun, () => {
      cast.take(who, this.issue(issue));
      cast.transition(who, this.issue(issue), 'In Progress');
    });
    if (outcome === 'returned') return;
    const done = Math.max(
      begun + 5 * HOUR,
      workHour(start, outcome === 'done' ? random.between(2, 10) : SPRINT_EVERY / DAY + random.between(1, 3), random),
    );
    if (random.next() < 0.6) agenda.at(done - 4 * HOUR, () => cast.transition(who, this.issue(issue), 'In Review'));
    const closer = random.next() < 0.3 ? 'mei' : who;
    agenda.at(done, () => cast.transition(closer, this.issue(issue), 'Done'));
  }

  private activeSprint(index: number): void {
    const { agenda, cast, now, random, sprintStart } = this.plan;
    this.planning(index, ACTIVE_GOAL, SHOP_ACTIVE);
    const moment = (from: number, to: number): number =>
      onWorkday(sprintStart + HOUR + (now - sprintStart - HOUR) * (from + random.next() * (to - from)));
    for (const issue of SHOP_ACTIVE) {
      if (issue.progress === 'To Do') continue;
      const who = random.pick(DEVELOPERS);
      agenda.at(moment(0, 0.4), () => {
        cast.take(who, this.issue(issue));
        cast.transition(who, this.issue(issue), 'In Progress');
      });
      if (issue.progress === 'Done') agenda.at(moment(0.6, 0.95), () => cast.transition(who, this.issue(issue), 'Done'));
    }
  }

  private plannedSprint(index: number): void {
    const { agenda, cast, random, sprintStart } = this.plan;
    for (const issue of SHOP_PLANNED) this.fileAt(workHour(sprintStart, -random.between(6, 40), random), issue);
    agenda.at(sprintStart + 5 * HOUR, () => {
      this.sprints.set(
        index,
        cast.jira.sprints.create(cast.as('owner'), { name: `SHOP Sprint ${index + 1}`, goal: PLANNED_GOAL, originBoardId: this.board.id }),
      );
      this.rankUp(SHOP_PLANNED);
      this.add('owner', index, SHOP_PLANNED);
    });
  }

  /** The backlog grew in the order of its file, except for what came late and was ranked up. */
  private backlog(): void {
    const { agenda, cast, now, random } = this.plan;
    const all = [...SHOP_BACKLOG_NEXT, ...SHOP_BACKLOG_LATER];
    const isLate = (index: number): boolean => index % RANKED_UP === 3;
    const first = this.begins + 3 * DAY;
    const last = now - 4 * DAY;
    all.forEach((issue, index) => {
      const regular = first + ((last - 20 * DAY - first) * index) / all.length;
      const filed = this.fileAt(isLate(index) ? workHour(last, -random.between(1, 18), random) : onWorkday(regular), issue);
      const below = all.slice(index + 1).find((_, offset) => !isLate(index + 1 + offset));
      if (isLate(index) && below) {
        agenda.at(
          filed + 3 * HOUR,
          () => void cast.jira.ranking.move(cast.as('owner'), [this.issue(issue).id], { before: this.issue(below).id }),
        );
      }
    });
    const returned = SHOP_HISTORY.flatMap((sprint) => sprint.issues.filter((issue) => issue.outcome === 'returned'));
    agenda.at(onWorkday(now - 2 * DAY), () => {
      const bottom = all.at(-1);
      if (bottom)
        cast.jira.ranking.move(
          cast.as('owner'),
          returned.map((issue) => this.issue(issue).id),
          { after: this.issue(bottom).id },
        );
    });
  }

  /** Files the issue with its sub-tasks and comments; answers when. */
  private fileAt(at: number, issue: SeedIssue): number {
    const { agenda, cast, random } = this.plan;
    const when = Math.max(at, this.begins + DAY);
    const author = random.pick(AUTHORS);
    agenda.at(when, () => {
      const parent = issue.epic === undefined ? undefined : this.issues.get(issue.epic);
      this.issues.set(issue.summary, cast.file(author, this.project, issue, parent ? { parent } : {}));
    });
    issue.subtasks?.forEach((summary, index) => {
      agenda.at(
        when + HOUR + index * 60_000,
        () => void cast.file('developer', this.project, { type: 'Task', summary }, { type: 'Sub-task', parent: this.issue(issue) }),
      );
    });
    issue.comments?.forEach((comment, index) => {
      agenda.at(when + (20 + index * 5) * HOUR, () => cast.comment(comment.by as PersonName, this.issue(issue), comment.text));
    });
    return when;
  }

  /** The owner ranks what is planned above everything that is still open. */
  private rankUp(issues: readonly SeedIssue[]): void {
    const { cast } = this.plan;
    const ids = issues.map((issue) => this.issue(issue).id);
    const top = cast.jira.ranking
      .ordered()
      .find((issue) => issue.projectId === this.project.id && issue.resolved === null && !ids.includes(issue.id));
    if (top) cast.jira.ranking.move(cast.as('owner'), ids, { before: top.id });
  }

  private add(by: PersonName, sprintIndex: number, issues: readonly SeedIssue[]): void {
    const { cast } = this.plan;
    cast.jira.sprints.moveIssues(
      cast.as(by),
      this.sprint(sprintIndex).id,
      issues.map((issue) => this.issue(issue).id),
    );
  }

  private issue(seed: SeedIssue): Issue {
    const issue = this.issues.get(seed.summary);
    if (!issue) throw new Error(`"${seed.summary}" is not filed yet.`);
    return issue;
  }

  private sprint(index: number): Sprint {
    const sprint = this.sprints.get(index);
    if (!sprint) throw new Error(`Sprint ${index + 1} is not made yet.`);
    return sprint;
  }
}
