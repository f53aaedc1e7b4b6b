import type { IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import type { AtomicWrite } from '../../core/storage';
import type { SettleDeps } from './deps';
import type { Checklist } from './rules/checklist';
import { fieldValue, isStricter, pendingValue } from './rules/field-value';
import { checklistWrites, isInStep, markUnsettled, readChecklist, readChecklists, type StoredChecklist } from './stored-checklist';

/** People who change one checklist in the very same moment; more in a row than that do not. */
const MOST_TRIES = 8;

type Deps = Pick<SettleDeps, 'stories' | 'sites' | 'storage' | 'now' | 'newId' | 'log'>;

/** What becomes of a checklist, and what is written with it; null: nothing; a word: why it is refused. */
export type Next<Refused extends string> =
  { readonly list: Checklist; readonly writes?: readonly AtomicWrite[]; readonly projectId?: ProjectId } | null | Refused;

/**
 * Changes a checklist as it is then, and brings the Acceptance field in step, which Jira's workflow rules decide by (A5). Where the rules would let something through
 * before and not after, the field says "pending" before anything is stored: if that cannot be written, the change is refused, so that at no moment a story passes on
 * criteria it does not meet. What is interrupted after that is left marked, and the sweep brings it in step.
 */
export async function changeChecklist<Refused extends string = never>(
  deps: Deps,
  { id, projectId }: { readonly id: IssueId; readonly projectId: ProjectId },
  change: (list: StoredChecklist) => Next<Refused> | Promise<Next<Refused>>,
): Promise<StoredChecklist | Refused | 'conflict' | 'field-closed'> {
  const of = { issueId: id, site: deps.sites.id() };
  const turn = deps.newId();
  let isPending = false;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await readChecklist(deps.storage, id);
    const next = await change(before);
    if (next === null || typeof next === 'string') {
      if (isPending) await bringInStep(deps, [id], turn);
      return next ?? before;
    }
    const [now, then] = [fieldValue(before, of), fieldValue(next.list, of)];
    const isSame = before.revision > 0 && JSON.stringify(now) === JSON.stringify(then);
    if (!isPending && isStricter(now, then)) {
      // The mark first: whoever dies from here on leaves it behind.
      await markUnsettled(deps.storage, id, turn, deps.now());
      isPending = true;
      if (!(await writes(deps, [{ id, value: pendingValue(now) }]))) {
        await bringInStep(deps, [id], turn).catch(() => undefined);
        return 'field-closed';
      }
    }
    const mark = isSame && !isPending ? null : { turn, at: deps.now() };
    const stored = { ...next.list, revision: before.revision, projectId: next.projectId ?? projectId };
    if ((await deps.storage.commit([...checklistWrites(id, stored, mark), ...(next.writes ?? [])])) === 'conflict') continue;
    if (mark !== null) await inStepSoon(deps, id, turn);
    return { ...stored, revision: before.revision + 1 };
  }
  if (isPending) await bringInStep(deps, [id], turn);
  return 'conflict';
}

/** The change is stored: where the field cannot follow at once, it is stricter than it has to be, and the mark has the sweep look after it. */
async function inStepSoon(deps: Deps, id: IssueId, turn: string): Promise<void> {
  try {
    await bringInStep(deps, [id], turn);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The acceptance of an issue is brought in step later', { issueId: id, code: error.code });
  }
}

/**
 * Writes what the checklists come to, and looks afterwards whether they were changed meanwhile: so that of several who write at once the last one writes what all of
 * them come to. Issues without a checklist lose a value that is not theirs. Answers those Jira would not take.
 */
export async function bringInStep(deps: Deps, ids: readonly IssueId[], turn: string): Promise<readonly IssueId[]> {
  const site = deps.sites.id();
  let wrong = ids;
  const refused = new Set<IssueId>();
  for (let tries = 0; tries < MOST_TRIES && wrong.length > 0; tries += 1) {
    const lists = await readChecklists(deps.storage, wrong);
    const values = wrong.map((id) => {
      const list = lists.get(id);
      return { id, value: list === undefined ? null : fieldValue(list, { issueId: id, site }) };
    });
    for (const id of await deps.stories.write(values)) refused.add(id);
    const now = await readChecklists(deps.storage, wrong);
    const isStill = (id: IssueId): boolean => now.get(id)?.revision === lists.get(id)?.revision;
    for (const id of wrong) if (isStill(id) && !refused.has(id)) await isInStep(deps.storage, id, turn);
    wrong = wrong.filter((id) => !isStill(id) && !refused.has(id));
  }
  return [...refused];
}

async function writes(deps: Deps, values: Parameters<Deps['stories']['write']>[0]): Promise<boolean> {
  try {
    return (await deps.stories.write(values)).length === 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The acceptance of an issue could not be closed before a change', { code: error.code, reason: error.message });
    return false;
  }
}
