import type { IssueId, ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import { isActing } from '../../core/guard';
import type { BoardId, Found, Sprint, SprintId } from '../../core/sprints';
import type { SprintDeps } from './deps';
import { dropHints, readHints, type Hints } from './hints';
import { recordEnd } from './record-end';
import { scopeChanges } from './rules/scope-changes';
import { mustSee, seeIssues, type SeenIssues } from './see-issues';
import { readSetting } from './stored-setting';
import { writeScope } from './stored-scope';
import { LATEST_EVENT, type Looking } from './looking';
import { forgetWatch, readWatch, writeWatch, type StoredWatch, type Watch, type Watched } from './stored-watch';
import { askToLookAgain } from './tasks';

/** Of two looks at once the slower one looks again. */
const MOST_TRIES = 4;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Twice the sweep's interval, and the index may lag. */
const MINUTES = 10;
const MOST_CHANGED = 500;

/**
 * Compares the sprints that were open with those Jira shows now, and keeps what is needed to make one again. Events are hints about where to look and who it was; what
 * happened is in Jira. `everything`: also what no event announced. Looking again changes nothing.
 */
export async function look(deps: SprintDeps, projectId: ProjectId, { everything }: { readonly everything: boolean }): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const setting = await readSetting(deps.storage, projectId);
    if (setting.mode === 'off') return;
    const held = await readWatch(deps.storage, projectId);
    const view = await deps.boards.view(projectId);
    // Nobody's doing: Jira announces none of the sprints it deletes with a project.
    if (view === 'gone') return forgetWatch(deps.storage, projectId);
    const now = deps.now();
    const before = held ?? { ...EMPTY, revision: 0 };
    if (view === 'blocked') {
      if (before.frozen?.because !== 'blind')
        await writeWatch(deps.storage, projectId, { ...before, frozen: { because: 'blind', at: now } }, before.revision);
      return;
    }
    const hints = await readHints(
      deps.storage,
      projectId,
      before.sprints.map(({ id }) => id),
    );
    const tenure = await deps.tenures.of(projectId);
    const owner = await ownerSeen(deps, projectId, tenure, before);
    const hasOwner = isActing(tenure.owner, owner);
    const looking: Looking = { projectId, setting, tenure, hasOwner, hints };
    const next = await compared(deps, looking, before, held === undefined, everything);
    const frozen = before.frozen?.because === 'blind' ? null : before.frozen;
    const written = await writeWatch(deps.storage, projectId, { ...next, frozen, owner }, before.revision);
    if (written === 'conflict') continue;
    await dropHints(deps.storage, projectId, hintsDone(hints, next));
    // What stays unclear for longer is left to the sweep.
    const isFresh = next.sprints.some(({ goneSince }) => goneSince !== null && now - goneSince < LATEST_EVENT);
    if (isFresh) await askToLookAgain(deps, projectId, LATEST_EVENT / 1000 + 5);
    return;
  }
}

const EMPTY: Watch = { boards: [], boardsReadAt: 0, sprints: [], lastLook: 0, frozen: null, owner: null };

/** A hint about a sprint that waits to be judged waits too. */
function hintsDone({ ends, issues }: Hints, { sprints }: Pick<Watch, 'sprints'>): Hints {
  const waiting = new Set(sprints.filter(({ goneSince }) => goneSince !== null).map(({ id }) => id));
  return { issues, ends: new Map([...ends].filter(([id]) => !waiting.has(id))) };
}

/** Asked once an hour (O4). */
async function ownerSeen(deps: SprintDeps, projectId: ProjectId, { owner }: Tenure, { owner: held }: Watch): Promise<Watch['owner']> {
  if (owner === null) return null;
  if (held?.account === owner && deps.now() - held.at < HOUR) return held;
  return { account: owner, present: await deps.boards.isPresent(owner, projectId), at: deps.now() };
}

/** What a comparison finds; whether the guard is frozen and its owner there is another question. */
type Compared = Omit<Watch, 'frozen' | 'owner'>;

async function compared(deps: SprintDeps, looking: Looking, before: StoredWatch, isFirst: boolean, everything: boolean): Promise<Compared> {
  const now = deps.now();
  const { projectId, hints } = looking;
  const hinted = [...hints.ends.values()].flatMap(({ boardId }) => boardId ?? []);
  const areBoardsDue = isFirst || now - before.boardsReadAt > HOUR || hinted.some((board) => !before.boards.includes(board));
  const boards = areBoardsDue ? await deps.boards.boardsOf(projectId) : before.boards;
  const shown = await openOn(deps, [...new Set([...boards, ...before.sprints.map(({ boardId }) => boardId)])]);
  const open = new Map(
    [...shown.values()].flatMap((sprints) => (sprints === 'missing' ? [] : sprints.map((sprint) => [sprint.id, sprint] as const))),
  );

  const minutes = MINUTES + Math.ceil((now - (before.lastLook === 0 ? now : before.lastLook)) / 60_000);
  // Of one that is gone, issues may have been in it that no event told of.
  const isComplete = everything || before.sprints.some(({ id }) => !open.has(id));
  const changed = isComplete && !isFirst ? await deps.boards.changedWithin(projectId, minutes, MOST_CHANGED) : [];
  const touched = await seeIssues(deps, [...new Set([...hints.issues, ...changed])], now - minutes * 60_000);

  const kept: Watched[] = [];
  for (const watched of before.sprints) {
    const sprint = open.get(watched.id);
    if (sprint !== undefined) continue;
    const left = await vanished(deps, looking, watched, shown.get(watched.boardId) ?? 'missing', touched);
    if (left !== null) kept.push(left);
  }
  const known = new Map(before.sprints.map((sprint) => [sprint.id, sprint]));
  for (const sprint of open.values()) {
    // On the boards of the project other boards' sprints show too; they are the other projects'.
    if (sprint.boardId !== null && boards.includes(sprint.boardId))
      kept.push(await watch(deps, projectId, sprint, known.get(sprint.id), touched));
  }
  return {
    boards,
    boardsReadAt: areBoardsDue ? now : before.boardsReadAt,
    sprints: kept,
    lastLook: everything || isFirst ? now : before.lastLook,
  };
}

async function openOn(deps: SprintDeps, boards: readonly BoardId[]): Promise<ReadonlyMap<BoardId, Found<readonly Sprint[]>>> {
  return new Map(await Promise.all(boards.map(async (board) => [board, await deps.boards.openOn(board)] as const)));
}

/** An open sprint as it is now. Its issues are read anew where something about them may have changed. */
async function watch(
  deps: SprintDeps,
  projectId: ProjectId,
  sprint: Sprint,
  held: Watched | undefined,
  touched: SeenIssues,
): Promise<Watched> {
  const now = deps.now();
  const ownAccount = await deps.boards.ownAccount();
  const { id, name, goal, startDate, endDate } = sprint;
  const state = sprint.state === 'active' ? 'active' : 'future';
  const concerned = [...touched.issues.values()].filter((issue) => concerns(id, issue.id, held, touched));
  const isDue = held === undefined || concerned.length > 0 || now - held.readAt > DAY;
  const issues = isDue ? await membersOf(deps, id, touched) : held.issues;
  if (held?.issues.some((issue) => !issues.includes(issue)) === true) await mustSee(deps, projectId);
  const scope =
    state === 'active' && held?.state === 'active'
      ? concerned.flatMap((issue) => scopeChanges(sprint, issue, touched.changes.get(issue.id) ?? [], ownAccount))
      : [];
  const fresh = await writeScope(deps.storage, projectId, scope);
  return {
    ...{ id, name, goal, startDate, endDate, state, issues, goneSince: null },
    boardId: sprint.boardId ?? '',
    readAt: isDue ? now : held.readAt,
    added: (held?.added ?? 0) + fresh.filter(({ what }) => what === 'added').length,
    removed: (held?.removed ?? 0) + fresh.filter(({ what }) => what === 'removed').length,
  };
}

function concerns(id: SprintId, issue: IssueId, held: Watched | undefined, { issues, changes }: SeenIssues): boolean {
  if (held?.issues.includes(issue) === true || issues.get(issue)?.sprints.some((sprint) => sprint.id === id) === true) return true;
  return (changes.get(issue) ?? []).some(({ sprints }) => sprints !== null && (sprints.from.includes(id) || sprints.to.includes(id)));
}

/** As the search index has them, set right by what was read of the issues themselves: the index lags. */
async function membersOf(deps: SprintDeps, id: SprintId, { issues }: SeenIssues): Promise<readonly IssueId[]> {
  const found = await deps.boards.issuesIn(id);
  const isIn = (issue: IssueId): boolean => issues.get(issue)?.sprints.some((sprint) => sprint.id === id) ?? true;
  const joined = [...issues.values()]
    .filter((issue) => !issue.subtask && isIn(issue.id) && !found.includes(issue.id))
    .map((issue) => issue.id);
  return [...found.filter(isIn), ...joined];
}

/** A sprint that was open and is not listed any more: what to go on watching, or null where that is over. */
async function vanished(
  deps: SprintDeps,
  looking: Looking,
  watched: Watched,
  board: Found<readonly Sprint[]>,
  touched: SeenIssues,
): Promise<Watched | null> {
  const found = await deps.boards.sprint(watched.id);
  if (found !== 'missing' && found.state !== 'closed') return { ...watched, goneSince: null };
  if (found === 'missing' && board === 'missing') {
    // The board went, and its sprints with it: nobody cancelled anything. Or it only cannot be seen; then it may come back.
    const home = await deps.boards.homeOf(watched.boardId);
    const since = watched.goneSince ?? deps.now();
    return home === 'missing' && deps.now() - since > DAY ? null : { ...watched, goneSince: home === 'missing' ? since : null };
  }
  const recorded = await recordEnd(deps, looking, { watched, found, touched });
  return recorded === 'wait' ? { ...watched, goneSince: watched.goneSince ?? deps.now() } : null;
}
