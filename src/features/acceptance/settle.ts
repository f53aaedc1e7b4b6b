import type { HeldAcceptance } from '../../core/acceptance';
import type { IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import { beginning } from './change-story';
import type { SettleDeps } from './deps';
import { bringInStep, changeChecklist } from './keep-in-step';
import { withTemplate } from './rules/change';
import { storyState, type Checklist } from './rules/checklist';
import { fieldValue } from './rules/field-value';
import { arrivalWrite, isRecorded } from './stored-arrivals';
import { isInStep, listStories, readChecklist, readChecklists, unsettled, type StoredChecklist } from './stored-checklist';
import { usingProjects } from './stored-policy';
import { DEAD_AFTER } from './stored-turn';
import { forType, readTemplates, type StoredTemplates } from './stored-templates';

/** Jira is read in hundreds. */
const A_CHUNK = 100;
/** Twice the sweep's interval, and a minute for the index. */
const LOOK_BACK_MINUTES = 11;
const A_MONTH = 30 * 86_400_000;

/**
 * Looks at issues that something happened to, and puts right what concerns acceptance: the field that is not what the checklist says, a value that was copied here, a story
 * that moved to another project, a new issue that a template is for, and one that came into Done unaccepted (A2, A4, A5). Looking twice changes nothing more.
 */
export async function settleStories(deps: SettleDeps, issueIds: readonly IssueId[]): Promise<void> {
  const distinct = [...new Set(issueIds)];
  for (let start = 0; start < distinct.length; start += A_CHUNK) {
    const held = await deps.stories.read(distinct.slice(start, start + A_CHUNK));
    const lists = await readChecklists(
      deps.storage,
      held.map(({ id }) => id),
    );
    const using = new Set((await usingProjects(deps.storage)).projects);
    const templates = new Map<ProjectId, StoredTemplates>();
    const stale: IssueId[] = [];
    for (const issue of held) {
      const before = lists.get(issue.id);
      const list = await broughtHere(deps, issue, before, using, templates);
      const came = before === undefined || before.projectId === issue.projectId ? issue.categorySince : deps.now();
      if (using.has(issue.projectId)) await noteArrival(deps, issue, list, came ?? 0);
      if (isOutOfStep(deps, issue, list)) stale.push(issue.id);
    }
    if (stale.length > 0) await correct(deps, stale);
  }
}

/** Every five minutes: what no event announced, and what somebody left half done. */
export async function sweepStories(deps: SettleDeps): Promise<void> {
  const now = deps.now();
  for (const { issueId, turn, at } of await unsettled(deps.storage, now, DEAD_AFTER)) {
    const refused = await bringInStep(deps, [issueId], turn);
    if (refused.length === 0) continue;
    // Gone, or hidden from the app for now.
    const isGone = (await readChecklist(deps.storage, issueId)).revision === 0;
    if (isGone || now - at > A_MONTH) await isInStep(deps.storage, issueId, turn);
  }
  if ((await deps.storage.get(LEFT, asIs)) !== undefined) await deps.jobs.start({ task: EVERYTHING }, EVERYTHING);
  const { projects } = await usingProjects(deps.storage);
  await settleStories(deps, await deps.stories.changedWithin(LOOK_BACK_MINUTES, projects));
}

export const EVERYTHING = 'settle-everything';
/** That it is not done yet: whoever is interrupted leaves it to the sweep. */
const LEFT = 'acceptance-everything';
const asIs = (value: unknown): unknown => value;

/** On a large site it takes longer than an event's function has. */
export async function askForEverything(deps: SettleDeps): Promise<void> {
  await deps.storage.set(LEFT, { version: 1, at: deps.now() });
  await deps.jobs.start({ task: EVERYTHING }, EVERYTHING);
}

/**
 * After an installation: values of an earlier one are nobody's word any more, and where storage came back with them, they are written anew. Rules of an earlier installation
 * compare with its id, and let nothing through until they are saved again (A5).
 */
export async function settleEverything(deps: SettleDeps): Promise<void> {
  const found = new Set(await deps.stories.withValue());
  for (const bucket of ['waiting', 'other'] as const) {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listStories>> = await listStories(deps.storage, bucket, cursor);
      for (const id of page.issueIds) found.add(id);
      ({ cursor } = page);
    } while (cursor !== null);
  }
  await settleStories(deps, [...found]);
  await deps.storage.delete(LEFT);
}

/** Before an uninstallation: takes the values away, so that none is left for a rule of this installation to believe. As many as there is time for. */
export async function clearValues(deps: SettleDeps, until: number): Promise<void> {
  const ids = await deps.stories.withValue();
  for (let start = 0; start < ids.length && deps.now() < until; start += A_CHUNK)
    await deps.stories.write(ids.slice(start, start + A_CHUNK).map((id) => ({ id, value: null })));
}

/** The checklist that the issue has here: begun by a template where it is new, and not accepted any more where it came from another project. */
async function broughtHere(
  deps: SettleDeps,
  issue: HeldAcceptance,
  list: StoredChecklist | undefined,
  using: ReadonlySet<ProjectId>,
  known: Map<ProjectId, StoredTemplates>,
): Promise<StoredChecklist | undefined> {
  if (list?.projectId === issue.projectId) return list;
  if (list !== undefined) {
    // Nothing else is changed: what comes from another project is.
    const moved = await changeChecklist(deps, issue, () => null);
    return typeof moved === 'string' ? list : moved;
  }
  if (!issue.software || issue.hierarchyLevel < 0 || !using.has(issue.projectId)) return undefined;
  const templates = known.get(issue.projectId) ?? (await readTemplates(deps.storage, issue.projectId));
  known.set(issue.projectId, templates);
  const { changed } = templates;
  const mine = forType(templates, issue.typeId).filter(({ onCreation }) => onCreation);
  // Templates are for issues made after them: nobody wants a hundred old stories to grow criteria at once.
  if (changed === null || mine.length === 0 || issue.createdAt < changed.at) return undefined;
  const at = deps.now();
  const begun = await changeChecklist(deps, { id: issue.id, projectId: issue.projectId }, async (before) => {
    if (before.revision > 0) return null;
    const { list: first, writes } = await beginning(deps, before, issue.projectId, at, templates);
    const changer = { by: '', at, judging: null, locked: false };
    const all = mine.reduce<Checklist>((sum, { items }) => withTemplate(sum, items, changer, deps.newId).list, first);
    return { list: all, writes };
  });
  return typeof begun === 'string' ? undefined : begun;
}

/** Sub-tasks are part of a story. `at`: when it came into Done, or, done, into the project. */
async function noteArrival(deps: SettleDeps, issue: HeldAcceptance, list: StoredChecklist | undefined, at: number): Promise<void> {
  const { id, projectId, done, hierarchyLevel, software } = issue;
  if (!done || !software || hierarchyLevel < 0 || list?.acceptance) return;
  // It was accepted then; what was accepted elsewhere was not here.
  const { voided = null } = list ?? {};
  if (voided !== null && voided.why !== 'moved' && voided.at > at) return;
  // What was done long before anybody looked is history.
  if (deps.now() - at > LOOK_BACK_MINUTES * 120_000 || (await isRecorded(deps.storage, id, at))) return;
  const by = await deps.stories.lastMover(id);
  await deps.storage.commit([arrivalWrite({ issueId: id, projectId, at, by, state: list === undefined ? 'none' : storyState(list) })]);
}

function isOutOfStep(deps: SettleDeps, { id, value }: HeldAcceptance, list: StoredChecklist | undefined): boolean {
  if (list === undefined) return value !== null;
  return !isSame(value, fieldValue(list, { issueId: id, projectId: list.projectId, site: deps.sites.id() }));
}

async function correct(deps: SettleDeps, ids: readonly IssueId[]): Promise<void> {
  try {
    const refused = await bringInStep(deps, ids);
    if (refused.length > 0) deps.log.warn('Jira did not take some acceptances', { issueIds: refused });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('Acceptances are brought in step by the sweep', { code: error.code });
  }
}

/** Jira keeps an object's values, not the order of its keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [one, other].map((each) => Object.entries(each as Record<string, unknown>).filter(([, value]) => value !== null));
  const byKey = new Map(right);
  return left?.length === byKey.size && left.every(([key, value]) => byKey.has(key) && isSame(value, byKey.get(key)));
}
