/**
 * Sprints: who ends one, and what becomes of its work.
 *
 * - Whoever holds `sprint` cancels a sprint, with a reason (C1). It is stored before it begins, carried out by the app, and goes on where it was interrupted.
 * - A sprint that was closed early or deleted in Jira by anybody else is made again, on record, told, and made a request; where nobody can tell who it was, the owner is
 *   asked (C2). Events and schedules only wake the watch; Jira's sprints and histories decide. Ended in time, or with all done, it is nobody's business (C3).
 * - Without an owner, or with one who is gone, nothing is put right (O4); where the app cannot see or manage sprints, it freezes and says so (O4b).
 * - What was taken in or out after the start is on record (C4), and the goal gets a verdict at the end (C5).
 * - Refused: cancelling, deciding and judging to anybody without `sprint`, whatever the payload says; the setting to anybody but the project's admins.
 */
import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { ForBrowsers, ForReaders } from '../../core/readers';
import type { BoardId, SprintCancels, SprintId } from '../../core/sprints';
import { refused as refusals } from '../../../locales/en.json';
import { cancelSprint, type CancelClaim, type CancelResult } from './cancel-sprint';
import { decideSprint, giveVerdict, type DecideResult } from './decide';
import type { SprintsDeps } from './deps';
import { findSprint } from './find-sprint';
import { goOn } from './go-on';
import { keepEnd, keepIssue, wake } from './hints';
import { listSprints, type SprintsShown } from './list-sprints';
import { look } from './look';
import { openCancel, type OpenResult } from './open-cancel';
import { readGuard, type GuardShown } from './read-guard';
import { readScope, type ScopeShown } from './read-scope';
import { setGuard, type SetGuardResult } from './set-guard';
import { busyRecords } from './stored-record';
import { guardedProjects, type SprintSetting } from './stored-setting';
import { askToGoOn, askToLook, sprintTask, taskBegins } from './tasks';

export interface SprintsFeature extends SprintCancels {
  /** The project a board is at home in; null: none that there is. */
  homeOf(boardId: BoardId): Promise<ProjectId | null>;
  /** An event about a sprint. `end`: it was closed or deleted, by whom if the event says so. */
  sprintChanged(
    projectId: ProjectId,
    of: { sprintId: SprintId; boardId: BoardId | null; end: 'closed' | 'deleted' | null; by: AccountId | null },
  ): Promise<void>;
  /** An event about an issue whose sprint or status changed. */
  issueChanged(projectId: ProjectId, issueId: IssueId): Promise<void>;
  /** A message of the queue. False: of a form this release does not know. */
  run(message: unknown): Promise<boolean>;
  sweep(): Promise<void>;
  openCancel(actor: Actor, claim: { sprintId: SprintId }): Promise<OpenResult>;
  cancelSprint(actor: Actor, claim: CancelClaim): Promise<CancelResult>;
  guard(actor: Actor, projectId: ProjectId): Promise<ForReaders<GuardShown>>;
  setGuard(actor: Actor, claim: SprintSetting & { projectId: ProjectId; revision: number }): Promise<SetGuardResult>;
  list(actor: Actor, claim: { projectId: ProjectId; before?: string | undefined }): Promise<ForBrowsers<SprintsShown>>;
  scope(actor: Actor, claim: { projectId: ProjectId; sprintId: SprintId; before?: string | undefined }): Promise<ForBrowsers<ScopeShown>>;
  decide(actor: Actor, claim: Parameters<typeof decideSprint>[2]): Promise<DecideResult>;
  verdict(actor: Actor, claim: Parameters<typeof giveVerdict>[2]): Promise<DecideResult>;
}

export function createSprints(deps: SprintsDeps): SprintsFeature {
  return {
    find: (id) => findSprint(deps, id),
    async someIssues(id) {
      return (await deps.boards.issuesIn(id)).slice(0, 3);
    },
    async open(ids) {
      const found = await Promise.all([...new Set(ids)].map((id) => deps.boards.sprint(id)));
      return new Set(found.flatMap((sprint) => (sprint === 'missing' || sprint.state === 'closed' ? [] : [sprint.id])));
    },
    async cancel(actor, id, reason) {
      const found = await findSprint(deps, id);
      if (found === null) return { kind: 'told', sentence: refusals['no-such-sprint'] };
      const result = await cancelSprint(deps, actor, { projectId: found.projectId, sprintId: id, destination: { kind: 'top' }, reason });
      if (result.kind === 'cancelling') return { kind: 'cancelled' };
      return { kind: 'told', sentence: refusals[result.reason === 'cannot-see' ? 'no-such-sprint' : result.reason] };
    },
    async homeOf(boardId) {
      const home = await deps.boards.homeOf(boardId);
      // Without its board it went with it, and nobody cancelled anything.
      return home === 'missing' ? null : home;
    },
    async sprintChanged(home, { sprintId, boardId, end, by }) {
      if (end === null) await wake(deps, home);
      else await keepEnd(deps, home, { sprintId, boardId, what: end, by, seenAt: deps.now() });
    },
    issueChanged: (projectId, issueId) => keepIssue(deps, projectId, issueId),
    async run(message) {
      const found = sprintTask.safeParse(message);
      if (!found.success) return false;
      const task = found.data;
      await taskBegins(deps, task);
      if (task.task === 'go-on') await goOn(deps, task.projectId, task.sprintId, task.tries);
      else await look(deps, task.projectId, { everything: task.task === 'look-again' || task.everything });
      return true;
    },
    async sweep() {
      for (const projectId of (await guardedProjects(deps.storage)).projects) await askToLook(deps, projectId, { everything: true });
      for (const record of await busyRecords(deps.storage)) await askToGoOn(deps, record);
    },
    openCancel: (actor, claim) => openCancel(deps, actor, claim),
    cancelSprint: (actor, claim) => cancelSprint(deps, actor, claim),
    guard: (actor, projectId) => readGuard(deps, actor, projectId),
    setGuard: (actor, claim) => setGuard(deps, actor, claim),
    list: (actor, claim) => listSprints(deps, actor, claim),
    scope: (actor, claim) => readScope(deps, actor, claim),
    decide: (actor, claim) => decideSprint(deps, actor, claim),
    verdict: (actor, claim) => giveVerdict(deps, actor, claim),
  };
}
