import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { Authority, Tenures } from '../../core/authority';
import { guardState, type GuardMode, type GuardState } from '../../core/guard';
import type { Named, People, Projects } from '../../core/permissions';
import type { VisibleIssue, VisibleIssues } from '../../core/rank';
import { forReaders, type ForReaders } from '../../core/readers';
import type { Storage } from '../../core/storage';
import { inScope } from './rules/ledger';
import { readSetting } from './stored-guard';
import { readLedger, type Frozen } from './stored-ledger';
import { readLog, type LogEntry, type LogQuery } from './stored-log';

interface Deps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly tenures: Tenures;
  readonly storage: Storage;
}

/** Rows of the log a page shows. */
const A_PAGE = 50;

export interface GuardShown {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly mode: GuardMode;
  readonly state: GuardState<Frozen['because']>;
  readonly owner: Named | null;
  readonly issues: number;
  readonly epics: number;
  readonly astray: number;
  readonly lastLook: number | null;
  readonly lastFullRead: number | null;
  readonly lastChange: { readonly by: AccountId; readonly name: string | null; readonly at: number } | null;
  readonly mayConfigure: boolean;
}

/** How the project is guarded, for whoever sees it (AppError `not-found` otherwise). */
export const readGuard = (deps: Deps, actor: Actor, claimed: ProjectId): Promise<ForReaders<GuardShown>> =>
  forReaders(deps, claimed, async (project) => {
    const [setting, ledger, tenure, decision] = await Promise.all([
      readSetting(deps.storage, project.id),
      readLedger(deps.storage, project.id),
      deps.tenures.of(project.id),
      deps.authority.mayUse(actor, 'configure', { projectId: project.id }),
    ]);
    const { changed } = setting;
    const names = await deps.people.namesOf([tenure.owner, changed?.by ?? null].filter((account) => account !== null));
    return {
      projectId: project.id,
      revision: setting.revision,
      mode: setting.mode,
      state: guardState(setting.mode, tenure.owner, ledger),
      owner: tenure.owner === null ? null : { accountId: tenure.owner, name: names.get(tenure.owner) ?? null },
      issues: ledger === undefined ? 0 : inScope(ledger.orders.backlog).length,
      epics: ledger === undefined ? 0 : inScope(ledger.orders.epics).length,
      astray: ledger?.astray.size ?? 0,
      lastLook: ledger?.lastLook ?? null,
      lastFullRead: ledger?.lastFullRead ?? null,
      lastChange: changed === null ? null : { ...changed, name: names.get(changed.by) ?? null },
      mayConfigure: decision.allowed,
    };
  });

export interface LogRow {
  readonly id: string;
  readonly issue: Pick<VisibleIssue, 'id' | 'key' | 'summary'> | null;
  readonly tier: LogEntry['tier'];
  readonly by: Named | null;
  readonly capacity: { readonly kind: 'owner' | 'delegate'; readonly for: Named | null } | null;
  readonly outcome: LogEntry['outcome'];
  readonly from: { readonly place: number; readonly total: number } | null;
  readonly to: { readonly place: number; readonly total: number } | null;
  readonly at: number;
  readonly assumed: boolean;
  readonly moves: number;
  readonly reason: string | null;
}

/** The rank log (R6). Of an issue that is hidden from the reader a row says only that there is one (O3b). */
export const readRankLog = (
  deps: Pick<Deps, 'projects' | 'people' | 'visible' | 'storage'>,
  claim: LogQuery & { readonly projectId: ProjectId },
): Promise<ForReaders<{ readonly rows: readonly LogRow[]; readonly next: string | null }>> =>
  forReaders(deps, claim.projectId, async (project) => {
    const { entries, next } = await readLog(deps.storage, project.id, claim, A_PAGE);
    const accounts = entries.flatMap(({ by, capacity }) => [by, capacity?.kind === 'delegate' ? capacity.for : null]);
    const [names, issues] = await Promise.all([
      deps.people.namesOf([...new Set(accounts.filter((account) => account !== null))]),
      deps.visible.asCaller([...new Set(entries.filter((entry) => !isOfJob(entry)).map(({ issueId }) => issueId))]),
    ]);
    const named = (account: AccountId | null): Named | null =>
      account === null ? null : { accountId: account, name: names.get(account) ?? null };
    return { rows: entries.map((entry) => rowOf(entry, issues, named)), next };
  });

const OF_JOBS: ReadonlySet<LogEntry['outcome']> = new Set(['by-score', 'undo', 'sprint']);

/** A whole order that was rearranged, no issue of its own. */
const isOfJob = ({ outcome }: LogEntry): boolean => OF_JOBS.has(outcome);

function rowOf(
  entry: LogEntry & { readonly id: string },
  issues: ReadonlyMap<IssueId, VisibleIssue>,
  named: (account: AccountId | null) => Named | null,
): LogRow {
  const { id, issueId, tier, by, capacity, outcome, from, to, total, at, assumed, moves, reason } = entry;
  const issue = issues.get(issueId);
  const place = (where: number | null) => (where === null ? null : { place: where, total });
  const shown = { id, tier, outcome, at, moves };
  if (issue === undefined && !isOfJob(entry))
    return { ...shown, issue: null, by: null, capacity: null, from: null, to: null, assumed: false, reason: null };
  return {
    ...shown,
    issue: issue === undefined ? null : { id: issue.id, key: issue.key, summary: issue.summary },
    by: named(by),
    capacity: capacity === null ? null : { kind: capacity.kind, for: named(capacity.kind === 'delegate' ? capacity.for : null) },
    from: place(from),
    to: place(to),
    assumed,
    reason,
  };
}
