/**
 * Ranking: the order of a project's backlog, and who decides it.
 *
 * - The guard keeps the last authorised order (the ledger). A move by the owner or a delegate with `rank` is adopted; any other is put back, logged, told
 *   once, and made a request (R2, R4). Events and schedules only wake it; Jira's history and ranks decide.
 * - Without an owner, or with one who is gone, nothing is put back (O4); where the app cannot see or rank, it freezes and says so (O4b).
 * - Whoever may rank rearranges the whole order by score: the ledger is set to what is wanted, and the guard's put-back carries it out, as the app and recorded
 *   for them; the last one can be undone (R5). What the order was at any time is kept (R6).
 * - Refused: changing the guard to anybody but the project's admins. Whoever sees the project may read its state and its log, without hidden issues.
 * - Where an issue stands in the guarded scope (R1) is the same number for everyone.
 */
import type { Actor, IssueId, ProjectId } from '../../core/actor';
import type { Authority } from '../../core/authority';
import type { People, Projects } from '../../core/permissions';
import type { Positions } from '../../core/ports';
import type { RankAsCaller, ReadScores, SecuredIssues, Anchor, VisibleIssues } from '../../core/rank';
import type { ForBrowsers, ForReaders } from '../../core/readers';
import type { CarriedOut, Orders } from '../../core/requests';
import type { BacklogEnds } from '../../core/sprints';
import { findPosition } from './find-position';
import { keepHints } from './hints';
import { pinIssue, type PinResult } from './pins';
import { continueRanking, rankByScore, stopRanking, undoRanking, type JobResult } from './rank-by-score';
import { moveIssues } from './move-issues';
import { placeAtEnd, placing, type PlaceDeps } from './place-at-end';
import { pastOrder, readChanges, type Changes, type Past } from './past-order';
import { readOrder, scoresOf, type OrderShown } from './read-order';
import { readWhy, type Why } from './read-why';
import type { InTier } from './shown-order';
import type { JobShown } from './show-job';
import { noteVisit } from './visits';
import { readGuard, readRankLog, type GuardShown, type LogRow } from './read-guard';
import { runTask, sweepAll } from './run-task';
import { setGuard, type SetGuardResult } from './set-guard';
import type { GuardMode } from '../../core/guard';
import type { LogQuery } from './stored-log';
import { readLedger } from './stored-ledger';
import { inScope } from './rules/ledger';
import { guardTask } from './tasks';

export interface RankingDeps extends PlaceDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly secured: SecuredIssues;
  readonly scores: ReadScores;
  readonly asCaller: RankAsCaller;
}

export interface RankingFeature extends Positions, Orders, CarriedOut, BacklogEnds {
  /** Something happened to this issue: a hint where to look, from an event. */
  hint(projectId: ProjectId, issueId: IssueId, what?: { readonly deleted: boolean }): Promise<void>;
  /** A sprint was closed: its issues are back in the backlog, and nothing in their history says so. */
  sprintEnded(projectId: ProjectId, sprintId: string): Promise<void>;
  /** A message of the guard's queue. False: of a form this release does not know. */
  run(message: unknown): Promise<boolean>;
  sweep(): Promise<void>;
  setGuard(actor: Actor, claim: { projectId: ProjectId; mode: GuardMode; revision: number }): Promise<SetGuardResult>;
  guard(actor: Actor, projectId: ProjectId): Promise<ForReaders<GuardShown>>;
  orderFor(actor: Actor, claim: InTier): Promise<ForBrowsers<OrderShown>>;
  scores(actor: Actor, claim: InTier & { from: number }): ReturnType<typeof scoresOf>;
  move(actor: Actor, claim: InTier & { issues: readonly IssueId[]; anchor: Anchor }): ReturnType<typeof moveIssues>;
  rankByScore(actor: Actor, claim: InTier & { order: readonly IssueId[] }): Promise<JobResult>;
  continueRanking(actor: Actor, projectId: ProjectId): Promise<ForReaders<JobShown | null>>;
  stopRanking(actor: Actor, projectId: ProjectId): ReturnType<typeof stopRanking>;
  undoRanking(actor: Actor, claim: { projectId: ProjectId; jobId: string }): Promise<JobResult>;
  pin(actor: Actor, claim: { projectId: ProjectId; issueId: IssueId; pinned: boolean }): Promise<PinResult>;
  /** Null: the caller cannot see the issue. */
  why(issueId: IssueId): Promise<ForReaders<Why> | null>;
  changes(actor: Actor, claim: InTier & { since: number }): Promise<ForBrowsers<Changes>>;
  pastOrder(actor: Actor, claim: InTier & { at: number }): Promise<ForBrowsers<Past>>;
  visit(actor: Actor, claim: InTier): Promise<ForBrowsers<{ readonly at: number }>>;
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
    placeAtEnd: (of) => placeAtEnd(deps, of),
    placing: (projectId, jobId) => placing(deps, projectId, jobId),
    cameOrWent: (projectId, issues) =>
      keepHints(
        deps,
        projectId,
        issues.map((id) => ({ id })),
      ),
    async sprintEnded(projectId, sprintId) {
      const ledger = await readLedger(deps.storage, projectId);
      const back = ledger?.orders.backlog.filter(({ ghost }) => ghost?.sprint === sprintId).map(({ id }) => ({ id })) ?? [];
      if (back.length > 0) await keepHints(deps, projectId, back);
    },
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
    orderFor: (actor, claim) => readOrder(deps, actor, claim),
    scores: (actor, claim) => scoresOf(deps, actor, claim),
    move: (actor, claim) => moveIssues(deps, actor, claim),
    rankByScore: (actor, claim) => rankByScore(deps, actor, claim),
    continueRanking: (actor, projectId) => continueRanking(deps, actor, projectId),
    stopRanking: (actor, projectId) => stopRanking(deps, actor, projectId),
    undoRanking: (actor, claim) => undoRanking(deps, actor, claim),
    pin: (actor, claim) => pinIssue(deps, actor, claim),
    why: (issueId) => readWhy(deps, issueId),
    changes: (actor, claim) => readChanges(deps, actor, claim),
    pastOrder: (actor, claim) => pastOrder(deps, actor, claim),
    visit: (actor, claim) => noteVisit(deps, actor, claim),
  };
}
