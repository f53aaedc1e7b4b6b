import { JiraError } from './errors';
import type { Jira } from './jira';
import type { Caller, Issue } from './model';

export interface BulkTask {
  readonly taskId: string;
  readonly submittedBy: string;
  readonly created: number;
  readonly total: number;
  started: number | null;
  updated: number;
  /** Issue ids done, and those refused with the reasons; what could not be seen any more is counted alone. */
  readonly processed: string[];
  readonly failed: Map<string, readonly string[]>;
  inaccessible: number;
  complete: boolean;
}

/** What is to be done to one issue, as whoever asked, when its turn comes. */
export interface BulkWork {
  readonly issueId: string;
  readonly run: (issue: Issue) => void;
}

const START_MS = 200;
const SLICE = 10;
const SLICE_MS = 100;

/**
 * Jira's asynchronous bulk operations, on the site's clock: a slice of issues at a time, each with all checks of a single one. Tasks are
 * kept while the site runs (Jira keeps them for 14 days). Atlassian's OpenAPI file exempts them from app access rules.
 */
export class BulkOperations {
  private readonly tasks = new Map<string, BulkTask>();

  constructor(private readonly jira: Jira) {}

  task(taskId: string): BulkTask | undefined {
    return this.tasks.get(taskId);
  }

  /** @returns the id to ask for progress with */
  submit(caller: Caller, work: readonly BulkWork[]): string {
    const { clock } = this.jira;
    const taskId = String(this.jira.state.nextId('bulkTask'));
    const task: BulkTask = {
      taskId,
      submittedBy: caller.accountId ?? '',
      created: clock.now(),
      total: work.length,
      started: null,
      updated: clock.now(),
      processed: [],
      failed: new Map(),
      inaccessible: 0,
      complete: false,
    };
    this.tasks.set(taskId, task);
    this.later(task, caller, [...work], START_MS);
    return taskId;
  }

  private later(task: BulkTask, caller: Caller, work: readonly BulkWork[], milliseconds: number): void {
    this.jira.clock.after(milliseconds, 'timer', `bulk operation ${task.taskId}`, () => {
      const now = this.jira.clock.now();
      task.started ??= now;
      for (const one of work.slice(0, SLICE)) this.perform(task, caller, one);
      task.updated = now;
      const rest = work.slice(SLICE);
      if (rest.length === 0) task.complete = true;
      else this.later(task, caller, rest, SLICE_MS);
    });
  }

  private perform(task: BulkTask, caller: Caller, { issueId, run }: BulkWork): void {
    const issue = this.jira.state.issues.get(issueId);
    if (!issue || !this.jira.permissions.canSee(caller.accountId, issue)) {
      task.inaccessible += 1;
      return;
    }
    try {
      run(issue);
      task.processed.push(issueId);
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      task.failed.set(issueId, [...error.errorMessages, ...Object.values(error.errors)]);
    }
  }
}
