import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import { askedBegins, askOnce, type AskingDeps } from '../../core/asking';
import type { SprintId } from '../../core/sprints';

/** What the queue of sprints carries. Messages hold no truth: each says what to look after, and doing one twice changes nothing. */
export const sprintTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('look'), projectId: z.string() }),
  /** Somebody has to be known by then, or nobody is. */
  z.object({ task: z.literal('look-again'), projectId: z.string() }),
  z.object({ task: z.literal('go-on'), projectId: z.string(), sprintId: z.string(), tries: z.number() }),
]);
export type SprintTask = z.infer<typeof sprintTask>;

const slot = (task: SprintTask): string =>
  task.task === 'go-on' ? `sprint-asked:${task.projectId}:${task.sprintId}` : `sprint-asked:${task.projectId}:${task.task}`;

const ask = (deps: AskingDeps, task: SprintTask, delaySeconds: number): Promise<void> =>
  askOnce(deps, slot(task), { body: { ...task }, queue: `sprints:${task.projectId}`, delaySeconds });

export const askToLook = (deps: AskingDeps, projectId: ProjectId, delaySeconds = 0): Promise<void> =>
  ask(deps, { task: delaySeconds > 0 ? 'look-again' : 'look', projectId }, delaySeconds);

/** What a record has begun. `tries` in a row that came to nothing. */
export const askToGoOn = (
  deps: AskingDeps,
  { projectId, sprintId }: { readonly projectId: ProjectId; readonly sprintId: SprintId },
  delaySeconds = 0,
  tries = 0,
): Promise<void> => ask(deps, { task: 'go-on', projectId, sprintId, tries }, delaySeconds);

export const taskBegins = (deps: AskingDeps, task: SprintTask): Promise<void> => askedBegins(deps, slot(task));
