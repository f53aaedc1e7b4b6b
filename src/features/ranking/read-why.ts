import type { AccountId, IssueId } from '../../core/actor';
import type { Named, People, Projects } from '../../core/permissions';
import type { VisibleIssues } from '../../core/rank';
import type { ForReaders } from '../../core/readers';
import type { Storage } from '../../core/storage';
import { readPins } from './pins';
import { readRankLog, type LogRow } from './read-guard';
import { readBefore, readJobs } from './stored-job';

export interface WhyDeps {
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly storage: Storage;
}

export interface Why {
  readonly pinned: boolean;
  readonly last:
    | { readonly kind: 'hand'; readonly row: LogRow }
    | { readonly kind: 'by-score'; readonly by: Named; readonly for: Named | null; readonly at: number }
    | null;
}

/** Null for whoever cannot see the issue. */
export async function readWhy(deps: WhyDeps, issueId: IssueId): Promise<ForReaders<Why> | null> {
  const issue = await deps.visible.find(issueId);
  if (issue === null) return null;
  const [pins, rows, { jobs }] = await Promise.all([
    readPins(deps.storage, issue.projectId),
    readRankLog(deps, { projectId: issue.projectId, issueId: issue.id }),
    readJobs(deps.storage, issue.projectId),
  ]);
  if (rows.kind === 'refused') return rows;
  const pinned = pins.ids.includes(issue.id);
  const row = rows.shown.rows.find(({ outcome }) => outcome === 'adopted' || outcome === 'carried-out' || outcome === 'joined');
  // The last whole order it was part of, unless that was taken back.
  const undone = new Set(jobs.map(({ undoes }) => undoes));
  for (const job of [...jobs].reverse()) {
    if (job.kind !== 'by-score' || undone.has(job.id) || (row !== undefined && row.at > job.startedAt)) continue;
    if (!(await readBefore(deps.storage, issue.projectId, job.id)).includes(issue.id)) continue;
    const names = await deps.people.namesOf([job.by, ...(job.for === null ? [] : [job.for])]);
    const named = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
    const last = { kind: 'by-score' as const, by: named(job.by), for: job.for === null ? null : named(job.for), at: job.startedAt };
    return { kind: 'shown', shown: { pinned, last } };
  }
  return { kind: 'shown', shown: { pinned, last: row === undefined ? null : { kind: 'hand', row } } };
}
