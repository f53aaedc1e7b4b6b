import * as z from 'zod/mini';
import type { ProjectId } from '../../core/actor';
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

/** A task of this kind is on its way: more of them would find nothing left to do. Lost messages are forgiven after this long. */
const ON_ITS_WAY = 30_000;
const asked = z.object({ version: z.literal(1), until: z.number() });
/** One that waits long for its next try must not keep a fresh one from coming soon. */
const key = (projectId: ProjectId, asked: Asked): string =>
  `asked:${projectId}:${asked.task === 'put-back' && asked.tries !== undefined ? 'retry' : asked.task}`;

export async function askForTask(
  deps: Pick<GuardDeps, 'storage' | 'jobs' | 'now'>,
  projectId: ProjectId,
  what: Asked,
  delaySeconds = 0,
): Promise<void> {
  const known = await deps.storage.get(key(projectId, what), (value) => asked.parse(value));
  if (known !== undefined && deps.now() < known.until) return;
  await deps.storage.set(key(projectId, what), { version: 1, until: deps.now() + delaySeconds * 1000 + ON_ITS_WAY });
  await deps.jobs.start({ ...what, projectId }, `guard:${projectId}`, delaySeconds);
}

/** Before its work: whoever finds something to do from now on asks again. */
export const taskBegins = (deps: Pick<GuardDeps, 'storage'>, task: GuardTask): Promise<void> =>
  deps.storage.delete(key(task.projectId, task));
