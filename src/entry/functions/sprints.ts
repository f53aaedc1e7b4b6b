import {
  cancelSprint,
  decideSprint,
  giveVerdict,
  listSprints,
  openCancel,
  readScope,
  readSprintGuard,
  setSprintGuard,
  type CancellingView,
  type SprintRecordView,
} from '../../contract/sprints';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { refused as refusals, sprintRecords as text } from '../../../locales/en.json';
import { ofReader, refusedProject } from '../answer';
import type { On } from './on';

/** The functions of `sprints/…`. */
export function sprintsFunctions(app: App, on: On): void {
  on(openCancel, async (claim, actor) => {
    const result = await app.sprints.openCancel(actor, claim);
    return result.kind === 'shown' ? { ok: true, data: cancelView(result.shown) } : ofSprint(result.reason);
  });

  on(cancelSprint, async (claim, actor) => {
    const result = await app.sprints.cancelSprint(actor, claim);
    if (result.kind === 'refused') return ofSprint(result.reason);
    const cancelling = cancellingView(result.record);
    return cancelling === null ? ofSprint('sprint-ended') : { ok: true, data: { cancelling } };
  });

  on(readSprintGuard, async ({ projectId }, actor) => ofReader(await app.sprints.guard(actor, projectId)));

  on(setSprintGuard, async (claim, actor) => {
    const result = await app.sprints.setGuard(actor, claim);
    return result.kind === 'set' ? ofReader(await app.sprints.guard(actor, claim.projectId)) : refusedProject(result.reason);
  });

  on(listSprints, async (claim, actor) => {
    const result = await app.sprints.list(actor, claim);
    if (result.kind === 'refused') return refusedProject(result.reason);
    const { records, active, ...rest } = result.shown;
    const sprints = active.map(({ id, name, goal, state, startDate, endDate, added, removed }) => ({
      sprint: { id, name, goal, state, startDate, endDate },
      added,
      removed,
    }));
    return { ok: true, data: { ...rest, records: records.map(recordView), active: sprints } };
  });

  on(readScope, async (claim, actor) => ofReader(await app.sprints.scope(actor, claim)));
  on(decideSprint, async (claim, actor) => ofRecord(await app.sprints.decide(actor, claim)));
  on(giveVerdict, async (claim, actor) => ofRecord(await app.sprints.verdict(actor, claim)));
}

type Sprints = App['sprints'];
type CancelShown = Extract<Awaited<ReturnType<Sprints['openCancel']>>, { kind: 'shown' }>['shown'];
type RecordShown = Extract<Awaited<ReturnType<Sprints['decide']>>, { kind: 'decided' }>['record'];
type Reason = Parameters<typeof refusedProject>[0];

function ofSprint(reason: Reason): Answer<never> {
  switch (reason) {
    case 'no-such-sprint':
      return { ok: false, code: 'not-found', message: refusals[reason] };
    case 'sprint-ended':
    case 'sprint-decided':
    case 'cancel-differs':
      return { ok: false, code: 'conflict', message: refusals[reason] };
    default:
      return refusedProject(reason);
  }
}

function ofRecord(result: Awaited<ReturnType<App['sprints']['decide']>>): Answer<{ readonly record: Immutable<SprintRecordView> }> {
  return result.kind === 'decided' ? { ok: true, data: { record: recordView(result.record) } } : ofSprint(result.reason);
}

function cancellingView({
  cancelling,
  unfinished,
  reason,
}: Pick<RecordShown, 'cancelling' | 'unfinished' | 'reason'>): Immutable<CancellingView> | null {
  if (cancelling === null) return null;
  const { step, left, problems, destination } = cancelling;
  return {
    step,
    left,
    issues: unfinished.length,
    problems: problems.map((each) => text.problems[each]),
    destination,
    reason: reason ?? '',
  };
}

function recordView(record: RecordShown): Immutable<SprintRecordView> {
  const { sprintId: id, name, goal, wasActive, what, startDate, endDate, projectId, at, by, capacity, reason } = record;
  const { finished, unfinished, outcome, decided, restored, replaces, wantsVerdict, verdict } = record;
  const isPlanned = !wasActive;
  return {
    sprint: { id, name, goal, state: isPlanned ? 'future' : 'closed', startDate, endDate },
    ...{ projectId, what, at, by, capacity, reason, finished, outcome, decided, restored, replaces, wantsVerdict, verdict },
    unfinished: unfinished.length,
    cancelling: cancellingView(record),
  };
}

function cancelView({ projectId, sprint, done, open, targets, owner, decision, for: acting, asked, record }: CancelShown) {
  const { id, name, goal, state, startDate, endDate } = sprint;
  return {
    projectId,
    sprint: { id, name, goal, state, startDate, endDate },
    ...{ done, open, targets, owner, asked },
    may: {
      cancel: decision.allowed,
      for: acting,
      message: decision.allowed ? null : refusals[decision.reason],
      ask: !decision.allowed && decision.reason === 'not-owner' && state !== 'closed',
    },
    cancelling: record === null ? null : cancellingView(record),
  };
}
