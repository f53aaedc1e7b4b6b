import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import { askedBegins, askOnce, type AskingDeps } from '../../core/asking';
import type { SprintId } from '../../core/sprints';

/** What the queue of sprints carries. Messages hold no truth: each says what to look after, and doing one twice changes nothing. */
export const sprintTask = z.discriminatedUnion('task', [
  /** What events said; `everything`: also what no event announced. */
  z.object({ task: z.literal('look'), projectId: z.string(), everything: z.boolean() }),
  /** By then somebody is known, or nobody ever is. */
  z.object({ task: z.literal('look-again'), projectId: z.string() }),
  /** `tries` in a row that came to nothing. */
  z.object({ task: z.literal('go-on'), projectId: z.string(), sprintId: z.string(), tries: z.number() }),
]);
export type SprintTask = z.infer<typeof sprintTask>;

function slot(task: SprintTask): string {
  switch (task.task) {
    case 'look':
      return `sprint-asked:${task.projectId}:${task.everything ? 'sweep' : 'look'}`;
    case 'look-again':
      return `sprint-asked:${task.projectId}:again`;
    case 'go-on':
      return `sprint-asked:${task.projectId}:${task.tries > 0 ? 'retry' : 'go-on'}:${task.sprintId}`;
  }
}

const ask = (deps: AskingDeps, task: SprintTask, delaySeconds: number): Promise<void> =>
  askOnce(deps, slot(task), { body: { ...task }, queue: `sprints:${task.projectId}`, delaySeconds });

export const askToLook = (deps: AskingDeps, projectId: ProjectId, { everything = false } = {}): Promise<void> =>
  ask(deps, { task: 'look', projectId, everything }, 0);

export const askToLookAgain = (deps: AskingDeps, projectId: ProjectId, delaySeconds: number): Promise<void> =>
  ask(deps, { task: 'look-again', projectId }, delaySeconds);

/** What a record has begun. */
export const askToGoOn = (
  deps: AskingDeps,
  { projectId, sprintId }: { readonly projectId: ProjectId; readonly sprintId: SprintId },
  { delaySeconds = 0, tries = 0 } = {},
): Promise<void> => ask(deps, { task: 'go-on', projectId, sprintId, tries }, delaySeconds);

export const taskBegins = (deps: AskingDeps, task: SprintTask): Promise<void> => askedBegins(deps, slot(task));
