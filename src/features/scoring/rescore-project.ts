import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import type { Now } from '../../core/clock';
import { AppError, RateLimitedError, RejectedError } from '../../core/errors';
import type { Jobs } from '../../core/ports';
import type { FoundScores } from '../../core/scores';
import type { AtomicWrite, Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { evaluate, type Outcome } from './rules';
import { settleFound, type SettleDeps } from './settle-scores';
import { readFactors } from './stored-factors';
import { modelsOf } from './stored-model';

/**
 * The pass over a project's scores after its model changed: every issue with answers gets the score the new model gives them, or none. It notes how far
 * it came after every page, so a pass that is interrupted goes on from there, and may do a page twice.
 */
export interface RescoreDeps extends SettleDeps {
  readonly found: FoundScores;
  readonly jobs: Jobs;
  readonly now: Now;
}

export interface Pass {
  readonly running: boolean;
  readonly seen: number;
  readonly scored: number;
  readonly incomplete: number;
  readonly refused: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

const journal = z.object({
  version: z.literal(1),
  /** Revision of the model this pass is for: a newer change starts its own. */
  revision: z.number(),
  next: z.nullable(z.string()),
  seen: z.number(),
  scored: z.number(),
  incomplete: z.number(),
  refused: z.number(),
  startedAt: z.number(),
  touchedAt: z.number(),
  finishedAt: z.nullable(z.number()),
});
type Journal = z.infer<typeof journal>;

const key = (projectId: ProjectId): string => `rescore:${projectId}`;
/** Present while a pass runs, so that the schedule finds those that stopped. */
const MARKS = 'rescoring:';

/** A function of the queue has five minutes; a page takes a second or two. */
const TURN_MS = 200_000;
/** A pass that noted nothing for so long has stopped. */
const STOPPED_MS = 6 * 60_000;

/** The writes that begin a pass, to be committed together with the change it follows. */
export function passWrites(projectId: ProjectId, revision: number, now: number): readonly AtomicWrite[] {
  const begun: Journal = {
    version: 1,
    revision,
    next: null,
    seen: 0,
    scored: 0,
    incomplete: 0,
    refused: 0,
    startedAt: now,
    touchedAt: now,
    finishedAt: null,
  };
  return [
    { key: key(projectId), value: begun },
    { key: MARKS + projectId, value: { version: 1 } },
  ];
}

export const startPass = (jobs: Jobs, projectId: ProjectId, delaySeconds = 0): Promise<void> =>
  jobs.start({ projectId }, `rescore:${projectId}`, delaySeconds);

export async function readPass(storage: Storage, projectId: ProjectId): Promise<Pass | null> {
  const found = await read(storage, projectId);
  if (found === undefined) return null;
  const { seen, scored, incomplete, refused, startedAt, finishedAt } = found;
  return { running: finishedAt === null, seen, scored, incomplete, refused, startedAt, finishedAt };
}

/** One turn of a pass: goes on until it is through or its time is up, and then sees to the next turn. */
export async function rescoreProject(deps: RescoreDeps, projectId: ProjectId): Promise<void> {
  const until = deps.now() + TURN_MS;
  let at = await read(deps.storage, projectId);
  if (at === undefined || at.finishedAt !== null) return;
  const { revision } = at;
  try {
    do {
      const page = await deps.found.inProject(projectId, at.next);
      const modelOf = modelsOf(deps.storage);
      await settleFound(deps, page.issues, modelOf);
      const model = await modelOf(projectId);
      const kinds = page.issues.map(({ factors }) => (factors === null ? 'none' : kindOf(model, factors)));
      const of = (kind: string): number => kinds.filter((each) => each === kind).length;
      const now = deps.now();
      at = {
        ...at,
        next: page.next,
        seen: at.seen + page.issues.length,
        scored: at.scored + of('scored'),
        incomplete: at.incomplete + of('incomplete'),
        refused: at.refused + of('refused'),
        touchedAt: now,
        finishedAt: page.next === null ? now : null,
      };
      // A newer change has begun its own pass: its journal is not ours to write.
      if ((await read(deps.storage, projectId))?.revision !== revision) return;
      await deps.storage.set(key(projectId), at);
    } while (at.finishedAt === null && deps.now() < until);
  } catch (error) {
    if (error instanceof RateLimitedError) return startPass(deps.jobs, projectId, Math.min(900, error.retryAfterSeconds));
    if (!(error instanceof RejectedError)) throw error;
    // Jira knows no such project any more: there is nothing to go on with, today or later.
    deps.log.warn('The pass ends: Jira refuses to search the project', { projectId });
    at = { ...at, finishedAt: deps.now() };
    await deps.storage.set(key(projectId), at);
  }
  if (at.finishedAt === null) await startPass(deps.jobs, projectId);
  else await deps.storage.delete(MARKS + projectId);
}

/** Answers to another model leave this one's questions to be answered: nothing is wrong with them. */
function kindOf(model: ScoringModel, factors: unknown): Outcome['kind'] {
  const outcome = evaluate(model, readFactors(factors));
  return outcome.kind === 'refused' && outcome.problems.every(({ code }) => code === 'other-model') ? 'incomplete' : outcome.kind;
}

/** Starts again what stopped on the way. Answers how many. */
export async function resumePasses(deps: RescoreDeps): Promise<number> {
  let resumed = 0;
  for (const mark of await deps.storage.keys(MARKS)) {
    const projectId = mark.slice(MARKS.length);
    const at = await read(deps.storage, projectId);
    if (at === undefined || at.finishedAt !== null) await deps.storage.delete(mark);
    else if (deps.now() - at.touchedAt > STOPPED_MS) {
      await startPass(deps.jobs, projectId);
      resumed += 1;
    }
  }
  return resumed;
}

/** Starting may fail without harm: the schedule finds the pass. */
export async function tryToStart(deps: Pick<RescoreDeps, 'jobs' | 'log'>, projectId: ProjectId): Promise<void> {
  try {
    await startPass(deps.jobs, projectId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn('The pass over a project starts with the schedule', { projectId, code: error.code });
  }
}

const read = (storage: Storage, projectId: ProjectId): Promise<Journal | undefined> =>
  storage.get(key(projectId), (value) => journal.parse(value));
