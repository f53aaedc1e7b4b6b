import type { IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import type { AtomicWrite } from '../../core/storage';
import type { SettleDeps } from './deps';
import { movedElsewhere } from './rules/change';
import type { Checklist } from './rules/checklist';
import { fieldValue, isStricter, pendingValue, type FieldValue } from './rules/field-value';
import { checklistWrites, isInStep, markWrite, readChecklist, readChecklists, turnKey, type StoredChecklist } from './stored-checklist';
import { isTaken, readTurns, turnWrite } from './stored-turn';

/** People who change one checklist in the very same moment; more in a row than that do not. */
const MOST_TRIES = 8;
/** What a write of the field takes, in milliseconds. */
const A_WRITE = 300;

type Deps = Pick<SettleDeps, 'stories' | 'sites' | 'storage' | 'audit' | 'now' | 'newId' | 'log' | 'pause'>;

/** What becomes of a checklist, and what is written with it; null: nothing; a word: why it is refused. */
export type Next<Refused extends string> = { readonly list: Checklist; readonly writes?: readonly AtomicWrite[] } | null | Refused;

/**
 * Changes a checklist as it is then, and brings the Acceptance field in step, which Jira's workflow rules decide by (A5). Where the rules would let something through
 * before and not after, the field says "pending" before anything is stored: if that cannot be written, the change is refused, so that at no moment a story passes on
 * criteria it does not meet.
 *
 * Two writes of the field may arrive in any order. So they take turns: who writes holds the turn and a mark, and looks again before they let go. Others change the
 * checklist meanwhile, but for changes that make it stricter: these wait. Who dies leaves the mark, and the sweep brings in step.
 */
export async function changeChecklist<Refused extends string = never>(
  deps: Deps,
  { id, projectId }: { readonly id: IssueId; readonly projectId: ProjectId },
  change: (list: StoredChecklist) => Next<Refused> | Promise<Next<Refused>>,
): Promise<StoredChecklist | Refused | 'conflict' | 'field-closed'> {
  const mine = deps.newId();
  let isMine = false;
  const giveUp = async (): Promise<void> => {
    if (isMine) await inStepSoon(deps, id, mine);
  };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const at = deps.now();
    let held = (await readTurns(deps.storage, [turnKey(id)]))(turnKey(id));
    const before = await readChecklist(deps.storage, id);
    const here = inProject(deps, id, before, projectId, at);
    const next = await change(here.list);
    if (typeof next === 'string' || (next === null && here.list === before)) {
      await giveUp();
      return next ?? before;
    }
    const list = next?.list ?? here.list;
    const stored = { ...list, revision: before.revision, projectId };
    const [now, then] = [valueOf(deps, id, before), valueOf(deps, id, stored)];
    const isTheirs = !isMine && isTaken(held, at);
    if (!isMine && isStricter(now, then)) {
      if (isTheirs) {
        await deps.pause(A_WRITE);
        continue;
      }
      if ((await deps.storage.commit([markWrite(id, mine, at), turnWrite(turnKey(id), { turn: mine, at }, held.revision)])) === 'conflict')
        continue;
      isMine = true;
      held = { turn: mine, at, revision: held.revision + 1 };
      if (!(await isWritten(deps, id, pendingValue(now)))) {
        await giveUp();
        return 'field-closed';
      }
    }
    const isSame = before.revision > 0 && JSON.stringify(now) === JSON.stringify(then);
    const takes = isMine || (!isSame && !isTheirs);
    const turn = takes ? { turn: mine, at } : { turn: held.turn, at: held.at };
    const committed = await deps.storage.commit([
      ...checklistWrites(id, stored),
      ...(isSame && !takes ? [] : [turnWrite(turnKey(id), turn, held.revision)]),
      ...(takes && !isMine ? [markWrite(id, mine, at)] : []),
      ...here.writes,
      ...(next?.writes ?? []),
    ]);
    if (committed === 'conflict') continue;
    if (takes) await inStepSoon(deps, id, mine);
    return { ...stored, revision: before.revision + 1 };
  }
  await giveUp();
  return 'conflict';
}

const valueOf = (
  { sites }: Pick<Deps, 'sites'>,
  issueId: IssueId,
  list: Checklist & { readonly projectId: ProjectId | null },
): FieldValue => fieldValue(list, { issueId, projectId: list.projectId, site: sites.id() });

/** The checklist in the project the issue is in now: an acceptance does not come along (A4). */
function inProject(
  deps: Deps,
  issue: IssueId,
  list: StoredChecklist,
  projectId: ProjectId,
  at: number,
): { readonly list: StoredChecklist; readonly writes: readonly AtomicWrite[] } {
  if (list.projectId === null || list.projectId === projectId) return { list, writes: [] };
  const moved = { ...list, ...movedElsewhere(list, at), projectId };
  const { acceptance } = list;
  if (acceptance === null) return { list: moved, writes: [] };
  const voiding = deps.audit.entry({
    ...{ projectId, kind: 'acceptance-voided', actor: acceptance.by, capacity: acceptance.capacity, accountableOwner: null },
    ...{ before: { issue, project: list.projectId }, after: { issue, why: 'moved' } },
  });
  return { list: moved, writes: [voiding] };
}

/** The change is stored: where the field cannot follow at once, it is stricter than it has to be, and the mark has the sweep look after it. */
async function inStepSoon(deps: Deps, id: IssueId, mine: string): Promise<void> {
  try {
    await writeInTurn(deps, [id], mine);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The acceptance of an issue is brought in step later', { issueId: id, code: error.code });
  }
}

/**
 * Writes what the checklists come to. Issues without a checklist lose a value that is not theirs. Whose turn somebody else has is left to them. `mark`: of
 * somebody who died, whose turn this goes on with. Answers those Jira would not take, whose marks stay.
 */
export async function bringInStep(deps: Deps, ids: readonly IssueId[], mark: string | null = null): Promise<readonly IssueId[]> {
  const mine = mark ?? deps.newId();
  const at = deps.now();
  const turnOf = await readTurns(deps.storage, ids.map(turnKey));
  const taken: IssueId[] = [];
  for (const id of ids) {
    const held = turnOf(turnKey(id));
    if (isTaken(held, at)) continue;
    const turn = turnWrite(turnKey(id), { turn: mine, at }, held.revision);
    if ((await deps.storage.commit(mark === null ? [markWrite(id, mine, at), turn] : [turn])) === 'done') taken.push(id);
  }
  return writeInTurn(deps, taken, mine);
}

/** Of those whose turn is `mine`; lets the turns go. Answers those Jira would not take: their marks stay. */
async function writeInTurn(deps: Deps, ids: readonly IssueId[], mine: string): Promise<readonly IssueId[]> {
  const refused = new Set<IssueId>();
  let left = ids;
  for (let tries = 0; tries < MOST_TRIES && left.length > 0; tries += 1) {
    // The turns first: whoever changes a checklist after this read changes its turn with it.
    const turnOf = await readTurns(deps.storage, left.map(turnKey));
    left = left.filter((id) => turnOf(turnKey(id)).turn === mine);
    const lists = await readChecklists(deps.storage, left);
    const values = left.map((id) => {
      const list = lists.get(id);
      return { id, value: list === undefined ? null : valueOf(deps, id, list) };
    });
    for (const id of await deps.stories.write(values)) refused.add(id);
    const again: IssueId[] = [];
    for (const id of left) {
      const { at, revision } = turnOf(turnKey(id));
      if ((await deps.storage.commit([turnWrite(turnKey(id), { turn: null, at }, revision)])) === 'conflict') again.push(id);
      else if (!refused.has(id)) await isInStep(deps.storage, id, mine);
    }
    left = again;
  }
  return [...refused];
}

async function isWritten(deps: Deps, id: IssueId, value: FieldValue): Promise<boolean> {
  try {
    return (await deps.stories.write([{ id, value }])).length === 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The acceptance of an issue could not be closed before a change', { code: error.code, reason: error.message });
    return false;
  }
}
