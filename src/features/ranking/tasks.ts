import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
import { askedBegins, askOnce } from '../../core/asking';
import type { GuardDeps } from './deps';

/** What the guard's queue carries. Messages hold no truth: each says what to look after, and doing one twice changes nothing. */
export const guardTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('look'), projectId: z.string(), hints: z.array(z.string()) }),
  /** `tries`: how often in a row Jira would not move what is left. */
  z.object({ task: z.literal('put-back'), projectId: z.string(), tries: z.optional(z.number()) }),
  z.object({ task: z.literal('sweep'), projectId: z.string() }),
]);
export type GuardTask = z.infer<typeof guardTask>;

type Asked =
  | { readonly task: 'put-back'; readonly tries?: number | undefined }
  | { readonly task: 'sweep' }
  | { readonly task: 'look'; readonly hints: readonly string[] };

/** One that waits long for its next try must not keep a fresh one from coming soon. */
const slot = (projectId: ProjectId, asked: Asked): string =>
  `asked:${projectId}:${asked.task === 'put-back' && asked.tries !== undefined ? 'retry' : asked.task}`;

export const askForTask = (
  deps: Pick<GuardDeps, 'storage' | 'jobs' | 'now'>,
  projectId: ProjectId,
  what: Asked,
  delaySeconds = 0,
): Promise<void> => askOnce(deps, slot(projectId, what), { body: { ...what, projectId }, queue: `guard:${projectId}`, delaySeconds });

export const taskBegins = (deps: Pick<GuardDeps, 'storage'>, task: GuardTask): Promise<void> =>
  askedBegins(deps, slot(task.projectId, task));
