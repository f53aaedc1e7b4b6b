import type { IssueId, ProjectId } from '../../core/actor';
import { retryAfter } from '../../core/asking';
import type { GuardDeps } from './deps';
import { dropHints, readHints } from './hints';
import { look } from './look';
import { drivenFor } from './driving';
import { putBack, type Left } from './put-back';
import { guardedProjects } from './stored-guard';
import { runningProjects } from './stored-job';
import { sweep } from './sweep';
import { askForTask, taskBegins, type GuardTask } from './tasks';

/** A burst is over when nothing more came for so long: put back once, ask once, tell once (R4). */
const QUIET_SECONDS = 2;
/** Hints that came meanwhile are looked at in the same turn, so many times. */
const MOST_LOOKS = 20;

/** One message of the guard's queue. One at a time for each project. */
export async function runTask(deps: GuardDeps, task: GuardTask): Promise<void> {
  await taskBegins(deps, task);
  const { projectId } = task;
  const left = await run(deps, task);
  if (left.kind === 'nothing') return;
  if (left.stuck === true) await tryLater(deps, task, left.afterSeconds);
  else await askForTask(deps, projectId, { task: task.task === 'look' ? 'sweep' : task.task }, left.afterSeconds);
}

/** What Jira would not move is tried more and more rarely, and at last by the sweep alone. */
async function tryLater(deps: GuardDeps, task: GuardTask, afterSeconds: number): Promise<void> {
  const tries = task.task === 'put-back' ? (task.tries ?? 0) : 0;
  const delay = retryAfter(afterSeconds, tries);
  if (task.task === 'sweep' || delay === null) return;
  await askForTask(deps, task.projectId, { task: 'put-back', tries: tries + 1 }, delay);
}

function run(deps: GuardDeps, task: GuardTask): Promise<Left> {
  switch (task.task) {
    case 'look':
      return lookAtHints(deps, task.projectId, task.hints);
    case 'put-back':
      return putBackAlone(deps, task.projectId);
    case 'sweep':
      return sweep(deps, task.projectId);
  }
}

/** Not while a page drives the job: two at once would do everything twice. */
async function putBackAlone(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  const afterSeconds = await drivenFor(deps.storage, projectId, deps.now());
  return afterSeconds > 0 ? { kind: 'again', afterSeconds } : putBack(deps, projectId);
}

async function lookAtHints(deps: GuardDeps, projectId: ProjectId, ids: readonly IssueId[]): Promise<Left> {
  let asked = ids;
  for (let turn = 0; turn < MOST_LOOKS; turn++) {
    const hints = await readHints(deps.storage, projectId, asked);
    const known = new Set(hints.map(({ id }) => id));
    const wanted = [...hints, ...asked.filter((id) => !known.has(id)).map((id) => ({ id }))];
    if (wanted.length === 0) break;
    const looked = await look(deps, projectId, wanted);
    if (looked.kind === 'unclear') return { kind: 'again', afterSeconds: 60 };
    await dropHints(deps.storage, projectId, hints);
    if (looked.kind === 'idle') break;
    if (looked.ledger.astray.size > 0 || looked.ledger.returned.length > 0)
      await askForTask(deps, projectId, { task: 'put-back' }, QUIET_SECONDS);
    asked = [];
  }
  return { kind: 'nothing' };
}

/** Every five minutes: each guarded project gets its turn in the queue, and each whose order is being rearranged. */
export async function sweepAll(deps: GuardDeps): Promise<void> {
  const { projects } = await guardedProjects(deps.storage);
  for (const projectId of projects) await askForTask(deps, projectId, { task: 'sweep' });
  for (const projectId of await runningProjects(deps.storage)) await askForTask(deps, projectId, { task: 'put-back' });
}
