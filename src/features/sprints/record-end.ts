import type { AccountId, IssueId } from '../../core/actor';
import { deciding } from '../../core/authority';
import type { Found, Sprint } from '../../core/sprints';
import type { SprintDeps } from './deps';
import { lastColumnOf } from './last-column';
import { LATEST_EVENT, type Looking } from './looking';
import { departureOf, type Departure } from './rules/departure';
import { inRankOrder, isEarly, statusBack, wasFinished } from './rules/ending';
import { scopeChanges } from './rules/scope-changes';
import { mustSee, seeIssues, type SeenIssues } from './see-issues';
import { markBusy, readRecord, recordWrites, type SprintRecord } from './stored-record';
import { writeScope } from './stored-scope';
import type { Watched } from './stored-watch';
import { askToGoOn } from './tasks';

interface Ended {
  readonly watched: Watched;
  /** As Jira shows it now: closed, or gone. */
  readonly found: Found<Sprint>;
  /** Issues that were touched lately: some may have been in the sprint without having been seen there. */
  readonly touched: SeenIssues;
}

/** History from a little before what was last seen: clocks differ. */
const BEFORE = 10 * 60_000;

/**
 * Writes down what became of a sprint, once, and has done about it what the setting says (C2, C3). `wait`: who it was may still be told, or the app cannot see enough;
 * nothing is written.
 */
export async function recordEnd(
  deps: SprintDeps,
  looking: Looking,
  { watched: seenLast, found, touched }: Ended,
): Promise<'recorded' | 'wait'> {
  const { projectId, tenure, setting } = looking;
  const watched = found === 'missing' ? seenLast : asClosed(seenLast, found);
  // Ours, or it was written down and the watch was not.
  if ((await readRecord(deps.storage, projectId, watched.id)) !== undefined) return 'recorded';
  const now = deps.now();
  const hint = looking.hints.ends.get(watched.id);
  const isDeleted = found === 'missing';
  const listed = isDeleted ? [] : await deps.boards.issuesIn(watched.id);
  const candidates = [...new Set([...watched.issues, ...listed, ...touched.issues.keys()])];
  const seen = await seeIssues(deps, candidates, Math.min(watched.readAt, now) - BEFORE);
  await mustSee(deps, projectId);
  const closedAt = isDeleted ? null : (found.completeDate ?? now);
  const told = hint?.by ?? null;
  const departure = departureOf(
    { sprintId: watched.id, what: isDeleted ? 'deleted' : 'closed', at: closedAt ?? now, by: told },
    seen.changes,
  );
  const members = isDeleted ? membersAtDeletion(watched, seen, departure) : membersAtClose(watched, seen, departure);
  // Its issues still say that they are in it: it is there, and the app cannot see it.
  if (members === null) return 'wait';

  const at = closedAt ?? departure?.at ?? Math.min(hint?.seenAt ?? now, watched.goneSince ?? now);
  const lastColumn = await lastColumnOf(deps, setting, watched.boardId);
  // Of a status that no issue has any more only Jira's list says what it means.
  const isOnlyOfThen = lastColumn === null && members.some((id) => statusBack(seen.changes.get(id), at) !== null);
  const doneStatuses = isOnlyOfThen ? await deps.boards.doneStatuses() : lastColumn;
  const unfinished = members.filter((id) => !wasFinished(seen.issues.get(id), seen.changes.get(id), at, doneStatuses));
  // Whoever ended it moved all of it. Of some, anybody may have moved them at about that time.
  const isOfAll = (isDeleted ? members : unfinished).every((id) => departure?.issues.has(id) === true);
  const mover = isOfAll ? (departure?.by ?? null) : null;
  // Mandate's own ends are on record: what it moved was for another one's sake.
  const by = told ?? (mover !== null && mover === (await deps.boards.ownAccount()) ? null : mover);
  if (by === null && hint === undefined && now - at < LATEST_EVENT && now - (watched.goneSince ?? now) < LATEST_EVENT) return 'wait';
  const capacity = by === null ? null : deciding(tenure.capacityAt(by, 'sprint', at));
  const isActive = watched.state === 'active';
  const what = isDeleted ? 'deleted' : isEarly(watched.endDate, at, unfinished.length, setting) ? 'closed-early' : 'ended';
  const outcome = what === 'ended' || capacity !== null ? null : await outcomeOf(deps, looking, by);
  const foreign = unfinished.flatMap((issue) => {
    const home = seen.issues.get(issue)?.projectId;
    return home === undefined || home === projectId ? [] : [{ issue, projectId: home }];
  });
  const { id: sprintId, boardId, name, goal, startDate, endDate } = watched;
  const record: SprintRecord = {
    ...{ sprintId, projectId, boardId, name, goal, startDate, endDate, wasActive: isActive, revision: 0 },
    ...{ what, at, by, capacity, reason: null, outcome, decided: null, cancelling: null, verdict: null },
    finished: members.length - unfinished.length,
    unfinished: inRankOrder(unfinished, seen.issues),
    foreign,
    restoring: outcome === 'restoring' ? begunAt(now) : null,
    // What is made again has its goal still before it.
    wantsVerdict: isActive && goal !== '' && (outcome === null || outcome === 'reported'),
  };
  if (outcome !== null) await markBusy(deps.storage, record);
  if (closedAt !== null && isActive) {
    const ownAccount = await deps.boards.ownAccount();
    const scope = members.flatMap((id) => {
      const issue = seen.issues.get(id);
      return issue === undefined
        ? []
        : scopeChanges(
            watched,
            issue,
            (seen.changes.get(id) ?? []).filter((change) => change.at < at - 1000),
            ownAccount,
            at,
          );
    });
    await writeScope(deps.storage, projectId, scope);
  }
  // Written by another look in the same moment, it is the same.
  await deps.storage.commit(recordWrites(record));
  if (outcome !== null) await askToGoOn(deps, record);
  return 'recorded';
}

/** Only an active sprint can be closed: one that was planned when it was seen last was started since, with dates that only Jira knows. */
const asClosed = (seen: Watched, { startDate, endDate }: Sprint): Watched =>
  seen.state === 'active' ? seen : { ...seen, state: 'active', startDate, endDate };

export const begunAt = (now: number): NonNullable<SprintRecord['restoring']> => ({
  begunAt: now,
  sprintId: null,
  step: 'creating',
  back: 0,
  notBack: [],
  notStarted: null,
});

/** Nothing is done about it in the name of an absent owner (O4), nor on a guess about who it was (C2). Mandate's own acts are on record before they begin. */
async function outcomeOf(deps: SprintDeps, { setting, hasOwner }: Looking, by: AccountId | null): Promise<SprintRecord['outcome']> {
  if (setting.mode !== 'restore' || !hasOwner) return 'reported';
  if (by === null) return 'asking';
  return by === (await deps.boards.ownAccount()) ? 'reported' : 'restoring';
}

/** Whoever was known to be in it, but for those that had left before; null: the sprint is not gone. */
function membersAtDeletion(watched: Watched, { issues, changes }: SeenIssues, departure: Departure | null): readonly IssueId[] | null {
  const isStillIn = (id: IssueId): boolean => issues.get(id)?.sprints.some((sprint) => sprint.id === watched.id) === true;
  if (watched.issues.some(isStillIn)) return null;
  const leftBefore = (id: IssueId): boolean =>
    departure?.issues.has(id) !== true &&
    (changes.get(id) ?? []).some(
      ({ sprints }) => sprints !== null && sprints.from.includes(watched.id) && !sprints.to.includes(watched.id),
    );
  const joined = [...(departure?.issues ?? [])].filter((id) => !watched.issues.includes(id) && issues.get(id)?.subtask === false);
  return [...watched.issues.filter((id) => !leftBefore(id)), ...joined];
}

/** A closed sprint stays on its issues. One that cannot be seen was in it when it was last read. */
function membersAtClose(watched: Watched, { issues }: SeenIssues, departure: Departure | null): readonly IssueId[] {
  const isIn = (id: IssueId): boolean => {
    const issue = issues.get(id);
    if (issue === undefined) return watched.issues.includes(id);
    return !issue.subtask && (departure?.issues.has(id) === true || issue.sprints.some((sprint) => sprint.id === watched.id));
  };
  return [...new Set([...watched.issues, ...issues.keys()])].filter(isIn);
}
