import type { Actor, ProjectId } from '../../core/actor';
import { administered, type Administered, type NotForThem } from '../../core/administered';
import { deciding } from '../../core/authority';
import { AppError } from '../../core/errors';
import { sprintRecords as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { Sprint, SprintId } from '../../core/sprints';
import { carryOut } from './carry-out';
import { changeRecord } from './change-record';
import type { SprintsDeps } from './deps';
import { findSprint, workOf } from './find-sprint';
import { markBusy, markIdle, readRecord, recordWrites, type Destination, type SprintRecord } from './stored-record';
import { askToGoOn, askToLook } from './tasks';
import { namesOf, sendAll } from './tell';

export interface CancelClaim {
  /** Asked for only where the sprint is gone. */
  readonly projectId: ProjectId;
  readonly sprintId: SprintId;
  readonly destination: Destination;
  readonly reason: string;
}

export type CancelRefusal =
  'no-such-sprint' | 'sprint-ended' | 'other-projects' | 'no-such-target' | 'app-cannot-manage' | 'cancel-differs';

export type CancelResult =
  | { readonly kind: 'cancelling'; readonly record: SprintRecord }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: CancelRefusal };

/** A function of a page has 25 s; what is left goes on by itself. */
const WHILE_THEY_WAIT = 12_000;
/** Nobody may wait: the queue goes on after so long. */
const ALONE_SECONDS = 30;
/** People whose work it was, that are told. */
const MOST_TOLD = 20;

/**
 * Cancels a sprint for whoever holds `sprint` in its project (C1). What shall be done is stored, with its audit entry, before anything is; asked for again with the same, it
 * goes on. The app acts, which may more than the caller: where the sprint holds work of other projects, Jira's own right there is asked for.
 */
export async function cancelSprint(deps: SprintsDeps, actor: Actor, claim: CancelClaim): Promise<CancelResult> {
  const refuse = (reason: CancelRefusal): CancelResult => ({ kind: 'refused', reason });
  const found = await findSprint(deps, claim.sprintId);
  if (found === null) return goOnWithDeleted(deps, actor, claim);
  const who = await administered(deps, actor, found.projectId, 'sprint');
  if (who.kind === 'refused') return who;
  const record = await readRecord(deps.storage, who.project.id, claim.sprintId);
  if (record !== undefined) return again(deps, record, claim);
  const { sprint } = found;
  if (sprint.state === 'closed') return refuse('sprint-ended');
  const work = await workOf(deps, who.project.id, sprint);
  if (!(await deps.asCaller.manages(work.others))) return refuse('other-projects');
  if (!(await deps.boards.manages([who.project.id, ...work.others]))) return refuse('app-cannot-manage');
  const { destination } = claim;
  if (destination.kind === 'sprint') {
    const targets = sprint.boardId === null ? [] : await deps.asCaller.openOn(sprint.boardId);
    if (destination.sprintId === sprint.id || !targets.some(({ id }) => id === destination.sprintId)) return refuse('no-such-target');
  }
  const begun = beginning(deps, who, sprint, work, claim);
  await markBusy(deps.storage, begun);
  const entry = deps.audit.entry({
    projectId: who.project.id,
    kind: 'sprint-cancelled',
    actor: who.by,
    capacity: who.capacity,
    accountableOwner: who.accountableOwner,
    before: { sprint: sprint.id, state: sprint.state, unfinished: work.open.length, finished: work.done.length },
    after: { sprint: sprint.id, destination, reason: claim.reason },
  });
  if ((await deps.storage.commit([...recordWrites(begun), entry])) === 'conflict') {
    // Pressed twice, or somebody else was faster.
    const other = await readRecord(deps.storage, who.project.id, sprint.id);
    return other === undefined ? refuse('sprint-ended') : again(deps, other, claim);
  }
  await askToGoOn(deps, begun, { delaySeconds: ALONE_SECONDS });
  const done = await goOnNow(deps, { ...begun, revision: 1 });
  await tellConcerned(deps, done);
  return { kind: 'cancelling', record: done };
}

/** A planned sprint is gone once it is cancelled, and its record is in the project it was in. */
async function goOnWithDeleted(deps: SprintsDeps, actor: Actor, claim: CancelClaim): Promise<CancelResult> {
  const who = await administered(deps, actor, claim.projectId, 'sprint');
  if (who.kind === 'refused') return who;
  const record = await readRecord(deps.storage, who.project.id, claim.sprintId);
  return record === undefined ? { kind: 'refused', reason: 'no-such-sprint' } : again(deps, record, claim);
}

async function again(deps: SprintsDeps, record: SprintRecord, { destination, reason }: CancelClaim): Promise<CancelResult> {
  const { cancelling } = record;
  if (cancelling === null) return { kind: 'refused', reason: 'sprint-ended' };
  const isSame = JSON.stringify(cancelling.destination) === JSON.stringify(destination);
  // Nothing was moved yet, so it may still go elsewhere.
  if (!isSame && cancelling.step !== 'closing') return { kind: 'refused', reason: 'cancel-differs' };
  const current = isSame
    ? record
    : await changeRecord(deps.storage, record, (now) =>
        now.cancelling?.step === 'closing' ? { next: { ...now, reason, cancelling: { ...now.cancelling, destination } } } : null,
      );
  return { kind: 'cancelling', record: await goOnNow(deps, current) };
}

async function goOnNow(deps: SprintsDeps, record: SprintRecord): Promise<SprintRecord> {
  const { projectId, sprintId } = record;
  try {
    const now = await carryOut(deps, record, deps.now() + WHILE_THEY_WAIT);
    if (now.cancelling?.step === 'done') {
      await markIdle(deps.storage, now);
      await askToLook(deps, projectId);
    }
    return now;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // It is on record, and goes on by itself.
    deps.log.warn('A cancellation goes on later', { sprintId, code: error.code, reason: error.message });
    return (await readRecord(deps.storage, projectId, sprintId)) ?? record;
  }
}

function beginning(
  deps: SprintsDeps,
  { project, by, capacity }: Administered,
  sprint: Sprint,
  { done, open, foreign }: Awaited<ReturnType<typeof workOf>>,
  { destination, reason }: CancelClaim,
): SprintRecord {
  const now = deps.now();
  const { id: sprintId, boardId, name, goal, startDate, endDate } = sprint;
  const wasActive = sprint.state === 'active';
  return {
    ...{ sprintId, projectId: project.id, revision: 0, boardId, name, goal, startDate, endDate, wasActive },
    ...{ what: 'cancelled', at: now, by, capacity: deciding(capacity), reason, finished: done.length, unfinished: open, foreign },
    ...{ outcome: 'cancelling', decided: null, restoring: null, wantsVerdict: false },
    cancelling: { destination, step: 'closing', jobId: null, left: open.length, problems: [] },
    // A cancelled sprint has no goal any more (Scrum Guide: it is cancelled when its goal becomes obsolete).
    verdict:
      wasActive && goal !== ''
        ? { verdict: 'obsolete', sentence: reason, by, for: capacity.kind === 'delegate' ? capacity.for : null, at: now }
        : null,
  };
}

/** Those who work on what was not finished. */
async function tellConcerned(deps: SprintsDeps, { unfinished, by, capacity, name, reason, cancelling }: SprintRecord): Promise<void> {
  const issues = await deps.boards.issues(unfinished);
  const theirs = new Map<string, string[]>();
  for (const id of unfinished) {
    const assignee = issues.get(id)?.assignee ?? null;
    if (assignee !== null && assignee !== by) theirs.set(assignee, [...(theirs.get(assignee) ?? []), id]);
  }
  if (theirs.size === 0) return;
  const acting = capacity?.kind === 'delegate' ? capacity.for : null;
  const names = await namesOf(deps, [by, acting]);
  const mine = (by === null ? undefined : names.get(by)) ?? text.mail.somebody;
  const who = acting === null ? mine : fill(text.mail.for, { name: mine, owner: names.get(acting) ?? text.mail.theOwner });
  const words = { sprint: name, who, reason: reason ?? '', where: text.mail.where[cancelling?.destination.kind ?? 'top'] };
  for (const [to, ids] of [...theirs].slice(0, MOST_TOLD))
    await sendAll(deps, ids, [{ to, subject: fill(text.mail.cancelledSubject, words), text: fill(text.mail.cancelled, words) }]);
}
