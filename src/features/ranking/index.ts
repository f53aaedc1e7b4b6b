/**
 * Ranking: the order of a project's backlog, and who decides it.
 *
 * - The guard keeps the last authorised order (the ledger). A move by the owner or a delegate with `rank` is adopted; any other is put back, logged, told
 *   once, and made a request (R2, R4). Events and schedules only wake it; Jira's history and ranks decide.
 * - Without an owner, or with one who is gone, nothing is put back (O4); where the app cannot see or rank, it freezes and says so (O4b).
 * - Refused: changing the guard to anybody but the project's admins. Whoever sees the project may read its state and its log, without hidden issues.
 * - Where an issue stands in the guarded scope (R1) is the same number for everyone.
 */
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Authority } from '../../core/authority';
import type { People, Projects } from '../../core/permissions';
import type { BacklogOrder, Positions } from '../../core/ports';
import type { VisibleIssues } from '../../core/rank';
import type { CarriedOut, Orders } from '../../core/requests';
import type { GuardDeps } from './deps';
import { findPosition } from './find-position';
import { keepHints } from './hints';
import { readGuard, readRankLog, type ForReaders, type GuardShown, type LogRow } from './read-guard';
import { runTask, sweepAll } from './run-task';
import { setGuard, type SetGuardResult } from './set-guard';
import type { GuardMode } from './stored-guard';
import type { LogQuery } from './stored-log';
import { readLedger } from './stored-ledger';
import { inScope } from './rules/ledger';
import { guardTask } from './tasks';

export interface RankingDeps extends GuardDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly audit: Audit;
  readonly order: BacklogOrder;
}

export interface RankingFeature extends Positions, Orders, CarriedOut {
  /** Something happened to this issue: a hint where to look, from an event. */
  hint(projectId: ProjectId, issueId: IssueId, what?: { readonly deleted: boolean }): Promise<void>;
  /** A message of the guard's queue. False: of a form this release does not know. */
  run(message: unknown): Promise<boolean>;
  sweep(): Promise<void>;
  setGuard(actor: Actor, claim: { projectId: ProjectId; mode: GuardMode; revision: number }): Promise<SetGuardResult>;
  guard(actor: Actor, projectId: ProjectId): Promise<ForReaders<GuardShown>>;
  rankLog(claim: LogQuery & { projectId: ProjectId }): Promise<ForReaders<{ rows: readonly LogRow[]; next: string | null }>>;
}

export function createRanking(deps: RankingDeps): RankingFeature {
  return {
    of: (issue) => findPosition(deps, issue),
    async inOrder(projectId, tier) {
      const ledger = await readLedger(deps.storage, projectId);
      return ledger === undefined ? deps.order.idsInOrder({ projectId, tier, typeId: null }) : inScope(ledger.orders[tier]);
    },
    note: (projectId, issues, carried) =>
      keepHints(
        deps,
        projectId,
        issues.map((id) => ({ id, carried })),
      ),
    hint: (projectId, id, what) => keepHints(deps, projectId, [{ id, ...what }]),
    async run(message) {
      const task = guardTask.safeParse(message);
      if (!task.success) return false;
      await runTask(deps, task.data);
      return true;
    },
    sweep: () => sweepAll(deps),
    setGuard: (actor, claim) => setGuard(deps, actor, claim),
    guard: (actor, projectId) => readGuard(deps, actor, projectId),
    rankLog: (claim) => readRankLog(deps, claim),
  };
}
