import type { IssueId } from '../../core/actor';
import { RejectedError } from '../../core/errors';
import { changeRecord } from './change-record';
import type { SprintDeps } from './deps';
import { inFifties } from './in-fifties';
import { mustSee, seeIssues } from './see-issues';
import type { Cancelling, Problem, SprintRecord } from './stored-record';
import { askToLook } from './tasks';

const CLOCKS_DIFFER = 60_000;

/** A step was done; `again`: it needs more time, and another call goes on. */
type Stepped = { readonly record: SprintRecord; readonly again: boolean };

/**
 * Carries a cancellation out (C1), step by step: the sprint is closed (a planned one deleted), its unfinished work leaves it, and goes to one end of the backlog or into
 * another sprint. As the app, for whoever decided; each step may be done twice. Ends early when `until` has passed; then, and where Jira asks for a pause, another call goes on.
 */
export async function carryOut(deps: SprintDeps, before: SprintRecord, until = Infinity): Promise<SprintRecord> {
  let record = before;
  while (record.cancelling !== null && record.cancelling.step !== 'done') {
    const stepped = await nextStep(deps, record, record.cancelling);
    ({ record } = stepped);
    if (stepped.again || deps.now() >= until) break;
  }
  return record;
}

async function nextStep(deps: SprintDeps, record: SprintRecord, cancelling: Cancelling): Promise<Stepped> {
  const proceed = async (next: Partial<Cancelling>, again = false): Promise<Stepped> => ({
    again,
    record: await changeRecord(deps.storage, record, (now) => {
      if (now.cancelling === null || now.cancelling.step !== cancelling.step) return null;
      const moved = { ...now.cancelling, ...next };
      return { next: { ...now, cancelling: moved, outcome: moved.step === 'done' ? null : 'cancelling' } };
    }),
  });
  switch (cancelling.step) {
    case 'closing':
      await end(deps, record);
      return proceed({ step: 'work' });
    case 'work': {
      const problems = await moveWork(deps, record, cancelling);
      await askToLook(deps, record.projectId);
      await deps.ends.cameOrWent(record.projectId, placeable(record));
      const isOrdered = cancelling.destination.kind === 'sprint' || placeable(record).length === 0;
      return proceed(
        isOrdered ? { step: 'done', left: problems.left, problems: problems.because } : { step: 'order', problems: problems.because },
      );
    }
    case 'order':
      return placeWork(deps, record, cancelling, proceed);
    case 'done':
      return { record, again: false };
  }
}

async function end(deps: SprintDeps, { projectId, sprintId, wasActive }: SprintRecord): Promise<void> {
  const found = await deps.boards.sprint(sprintId);
  if (found === 'missing') await mustSee(deps, projectId);
  if (found === 'missing' || found.state === 'closed') return;
  if (!wasActive && found.state === 'future') return deps.boards.remove(sprintId);
  try {
    await deps.boards.close(sprintId);
  } catch (error) {
    // Somebody closed it between the two calls.
    const now = error instanceof RejectedError ? await deps.boards.sprint(sprintId) : null;
    if (now === null || (now !== 'missing' && now.state !== 'closed')) throw error;
  }
}

/** Out of the sprint; what somebody put into another open one meanwhile stays there. */
async function moveWork(
  deps: SprintDeps,
  record: SprintRecord,
  { destination }: Cancelling,
): Promise<{ readonly left: number; readonly because: readonly Problem[] }> {
  const [{ issues, changes }, ownAccount] = await Promise.all([
    seeIssues(deps, record.unfinished, record.at - CLOCKS_DIFFER),
    deps.boards.ownAccount(),
  ]);
  if (record.unfinished.some((id) => !issues.has(id))) await mustSee(deps, record.projectId);
  const isFree = (id: IssueId): boolean => {
    const elsewhere = issues.get(id)?.sprints.some((sprint) => sprint.state !== 'closed' && sprint.id !== record.sprintId);
    // Where a sprint closed by REST leaves its work is not documented: Jira may have taken it on into the next one, in the app's name.
    const last = changes.get(id)?.findLast(({ sprints }) => sprints !== null);
    return elsewhere === false || (elsewhere === true && last?.by?.accountId === ownAccount);
  };
  const free = record.unfinished.filter(isFree);
  if (free.length === 0) return { left: 0, because: [] };
  if (destination.kind !== 'sprint') {
    // Also those that are in no sprint: a closed one may not let go of them.
    const refused = await inFifties(free, (some) => deps.boards.moveToBacklog(some));
    return { left: refused.length, because: refused.length > 0 ? ['refused'] : [] };
  }
  const target = await deps.boards.sprint(destination.sprintId);
  if (target === 'missing') await mustSee(deps, record.projectId);
  if (target === 'missing' || target.state === 'closed') {
    await inFifties(free, (some) => deps.boards.moveToBacklog(some));
    return { left: free.length, because: ['target-gone'] };
  }
  const refused = await inFifties(free, async (some) => {
    await deps.boards.moveInto(destination.sprintId, some);
  });
  return { left: refused.length, because: refused.length > 0 ? ['refused'] : [] };
}

/** Other projects' issues are in the backlog where they stand: their order is their owners'. */
const placeable = ({ unfinished, foreign }: SprintRecord): readonly IssueId[] => {
  const others = new Set(foreign.map(({ issue }) => issue));
  return unfinished.filter((id) => !others.has(id));
};

async function placeWork(
  deps: SprintDeps,
  record: SprintRecord,
  { destination, jobId, problems }: Cancelling,
  proceed: (next: Partial<Cancelling>, again?: boolean) => Promise<Stepped>,
): Promise<Stepped> {
  const { projectId, by, capacity } = record;
  if (destination.kind === 'sprint' || by === null || capacity === null) return proceed({ step: 'done' });
  const known = jobId === null ? 'gone' : await deps.ends.placing(projectId, jobId);
  const accountableOwner = capacity.kind === 'owner' ? by : capacity.for;
  const placing =
    known === 'gone'
      ? await deps.ends.placeAtEnd({ projectId, end: destination.kind, issues: placeable(record), by, capacity, accountableOwner })
      : known;
  switch (placing.kind) {
    case 'placed':
      return proceed({ step: 'done', left: 0 });
    case 'placing':
      return proceed({ jobId: placing.jobId, left: placing.left }, true);
    case 'later':
      return { record, again: true };
    case 'refused':
      return proceed({ step: 'done', left: placeable(record).length, problems: [...problems, 'not-ranked'] });
  }
}
