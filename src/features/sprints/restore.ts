import type { IssueId } from '../../core/actor';
import { AppError, RejectedError } from '../../core/errors';
import { sprintRecords as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintId } from '../../core/sprints';
import { changeRecord } from './change-record';
import type { SprintDeps } from './deps';
import { inFifties } from './in-fifties';
import { departureOf } from './rules/departure';
import { planRestore } from './rules/plan-restore';
import { mustSee, seeIssues } from './see-issues';
import type { Restoring, SprintRecord } from './stored-record';
import { tellAbout } from './tell';
import { askToLook } from './tasks';

const A_MINUTE = 60_000;
const AN_HOUR = 3_600_000;
const DAY = 24 * AN_HOUR;

/**
 * Makes a sprint again that somebody ended without the power (C2): a new one with the same name, goal, dates and unfinished issues in the same order, started if it was
 * active; then its end becomes a request. Each step is on record before the next, and doing one twice comes to the same: interrupted anywhere, the next call goes on.
 */
export async function restore(deps: SprintDeps, before: SprintRecord): Promise<SprintRecord> {
  let record = before;
  while (record.outcome === 'restoring' && record.restoring !== null && record.restoring.step !== 'done') {
    record = await nextStep(deps, record, record.restoring);
  }
  return record;
}

async function nextStep(deps: SprintDeps, record: SprintRecord, restoring: Restoring): Promise<SprintRecord> {
  const proceed = (next: Partial<Restoring>, outcome: SprintRecord['outcome'] = 'restoring'): Promise<SprintRecord> =>
    changeRecord(deps.storage, record, (now) =>
      // Somebody else was faster: where they are, it goes on.
      now.restoring === null || now.restoring.step !== restoring.step
        ? null
        : { next: { ...now, outcome, restoring: { ...now.restoring, ...next } } },
    );
  const { sprintId } = restoring;
  switch (restoring.step) {
    case 'creating':
      return proceed({ sprintId: (await alreadyMade(deps, record, restoring)) ?? (await make(deps, record)), step: 'work' });
    case 'work':
      return proceed({ ...(await bringBack(deps, record, sprintId ?? '')), step: 'starting' });
    case 'starting':
      return proceed({ notStarted: record.wasActive ? await start(deps, record, sprintId ?? '') : null, step: 'asking' });
    case 'asking':
      await ask(deps, record, restoring);
      return proceed({ step: 'done' }, 'restored');
    case 'done':
      return record;
  }
}

/** The function may have ended between making the sprint and writing that down. A younger one of the same name and goal is it. */
async function alreadyMade(deps: SprintDeps, { boardId, name, goal }: SprintRecord, { begunAt }: Restoring): Promise<SprintId | null> {
  const open = boardId === null ? 'missing' : await deps.boards.openOn(boardId);
  if (open === 'missing') throw new AppError('not-found', 'The board of the sprint is gone');
  // Jira's clock and Forge's may differ.
  const isIt = open.find((sprint) => sprint.name === name && sprint.goal === goal && (sprint.createdAt ?? 0) >= begunAt - A_MINUTE);
  return isIt?.id ?? null;
}

const make = (deps: SprintDeps, { boardId, name, goal, startDate, endDate }: SprintRecord): Promise<SprintId> =>
  deps.boards.create({ boardId: boardId ?? '', name, goal, startDate, endDate });

async function bringBack(deps: SprintDeps, record: SprintRecord, into: SprintId): Promise<Pick<Restoring, 'back' | 'notBack'>> {
  const seen = await seeIssues(deps, record.unfinished, record.at - DAY);
  if (record.unfinished.some((id) => !seen.issues.has(id))) await mustSee(deps, record.projectId);
  const { sprintId, at, by } = record;
  const departure = departureOf({ sprintId, what: record.what === 'deleted' ? 'deleted' : 'closed', at, by }, seen.changes);
  const plan = planRestore(record, into, seen.issues, seen.changes, departure);
  const refused: IssueId[] = [];
  if ((await deps.boards.sprint(into)) === 'missing') {
    await mustSee(deps, record.projectId);
    // Somebody deleted that one too, which is a case of its own.
    refused.push(...plan.back);
  } else if (plan.inOrder) {
    refused.push(
      ...(await inFifties(plan.move, async (some) => {
        await deps.boards.moveInto(into, some);
      })),
    );
  } else {
    // Whoever ended it also ranked them, or a rebalance did: then all of them are put in order, each fifty under the one before.
    let above: IssueId | undefined;
    refused.push(
      ...(await inFifties(plan.back, async (some) => {
        const [first, ...rest] = some;
        if (first === undefined) return;
        if (above === undefined) {
          await deps.boards.moveInto(into, [first]);
          if (rest.length > 0) await deps.boards.moveInto(into, rest, { after: first });
        } else await deps.boards.moveInto(into, some, { after: above });
        above = some.at(-1);
      })),
    );
  }
  const notBack = [...plan.notBack, ...refused.map((issue) => ({ issue, why: 'refused' as const }))];
  return { back: plan.back.length - refused.length, notBack };
}

/** Null: it is active. A sentence: why it could not be started. */
async function start(deps: SprintDeps, { projectId, startDate, endDate, at }: SprintRecord, id: SprintId): Promise<string | null> {
  const found = await deps.boards.sprint(id);
  if (found === 'missing') await mustSee(deps, projectId);
  if (found === 'missing' || found.state === 'closed') return text.restore.gone;
  if (found.state === 'active') return null;
  try {
    const begins = startDate ?? at;
    await deps.boards.start(id, { startDate: begins, endDate: endDate !== null && endDate > begins ? endDate : begins + AN_HOUR });
    return null;
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const others = found.boardId === null ? 'missing' : await deps.boards.openOn(found.boardId);
    const active = others === 'missing' ? undefined : others.find(({ state }) => state === 'active');
    // Jira allows one active sprint on a board, unless an admin allowed more.
    if (active !== undefined) return fill(text.restore.anotherActive, { sprint: active.name });
    return fill(text.restore.refused, { reason: error.message });
  }
}

async function ask(deps: SprintDeps, record: SprintRecord, { sprintId }: Restoring): Promise<void> {
  const { projectId, by, at, name } = record;
  if (sprintId === null) return;
  // What the owner themselves decided to restore is not asked of them again.
  if (by !== null && record.decided === null)
    await deps.requests.fileCancel({
      id: `sprint-${record.sprintId}`,
      projectId,
      sprint: { id: sprintId, name },
      by,
      at,
      about: record.unfinished.slice(0, 3),
    });
  await deps.ends.cameOrWent(projectId, record.unfinished);
  await tellAbout(deps, record);
  await askToLook(deps, projectId);
}
