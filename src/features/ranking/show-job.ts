import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import type { Named, People } from '../../core/permissions';
import type { VisibleIssue, VisibleIssues } from '../../core/rank';
import type { Storage } from '../../core/storage';
import { readJobs, type Job } from './stored-job';
import { readLedger } from './stored-ledger';

export interface ShowDeps {
  readonly storage: Storage;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
}

type Shown = Pick<VisibleIssue, 'id' | 'key' | 'summary'>;

export interface JobShown extends Omit<Job, 'by' | 'for' | 'kept' | 'status' | 'undoes'> {
  readonly status: Job['status'] | 'waiting';
  readonly by: Named;
  readonly for: Named | null;
  /** Those not in their place yet, named once they are few. */
  readonly leftIssues: readonly Shown[];
  readonly kept: readonly Shown[];
  readonly keptHidden: number;
  readonly undoable: boolean;
}

/** Fewer left than this are named: they may be those Jira will not move. */
const FEW = 10;

export const isUndoable = ({ kind, status }: Job): boolean => kind === 'by-score' && status !== 'running';

/** The job under way, or the last one. `mayRank` is asked where it matters. */
export async function lastJob(deps: ShowDeps, projectId: ProjectId, mayRank: () => Promise<boolean>): Promise<JobShown | null> {
  const job = (await readJobs(deps.storage, projectId)).jobs.at(-1);
  return job === undefined ? null : shownJob(deps, job, projectId, isUndoable(job) && (await mayRank()));
}

export async function shownJob(deps: ShowDeps, job: Job, projectId: ProjectId, undoable: boolean): Promise<JobShown> {
  const ledger = job.status === 'running' ? await readLedger(deps.storage, projectId) : undefined;
  const strays = [...(ledger?.astray.values() ?? [])].filter((each) => each.job === true).map(({ id }) => id);
  const few = strays.length <= FEW ? strays : [];
  const named = [...job.kept, ...few];
  const [names, seen] = await Promise.all([
    deps.people.namesOf([job.by, ...(job.for === null ? [] : [job.for])]),
    named.length === 0 ? new Map<IssueId, VisibleIssue>() : deps.visible.asCaller(named),
  ]);
  const { by, for: onBehalf, kept, undoes: _, ...rest } = job;
  const person = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
  const shown = (ids: readonly IssueId[]): readonly Shown[] =>
    ids.flatMap((id) => seen.get(id) ?? []).map(({ id, key, summary }) => ({ id, key, summary }));
  const keptShown = shown(kept);
  return {
    ...rest,
    status: ledger?.frozen != null ? 'waiting' : job.status,
    by: person(by),
    for: onBehalf === null ? null : person(onBehalf),
    left: job.status === 'running' ? strays.length : job.left,
    leftIssues: shown(few),
    kept: keptShown,
    keptHidden: kept.length - keptShown.length,
    undoable,
  };
}
