import type { Now } from './clock';
import type { Jobs } from './ports';
import type { Storage } from './storage';

export interface AskingDeps {
  readonly storage: Pick<Storage, 'get' | 'set' | 'delete'>;
  readonly jobs: Jobs;
  readonly now: Now;
}

/** The sweep comes so often, and takes up what is left. */
const SWEEP_SECONDS = 300;

/** How long to wait for the next try of what came to nothing: twice as long every time. Null: the sweep comes sooner. */
export function retryAfter(firstSeconds: number, tries: number): number | null {
  const delay = firstSeconds * 2 ** tries;
  return delay < SWEEP_SECONDS ? delay : null;
}

/** A task of this kind is on its way: more of them would find nothing left to do. Lost messages are forgiven after this long. */
const ON_ITS_WAY = 30_000;

/** What nobody can read says nothing about what is on its way: then it is asked for again. */
function readUntil(value: unknown): number {
  const { version, until } = Object(value) as { readonly version?: unknown; readonly until?: unknown };
  return version === 1 && typeof until === 'number' ? until : 0;
}

/** Asks for a task, unless one of the same `slot` is on its way. */
export async function askOnce(
  deps: AskingDeps,
  slot: string,
  {
    body,
    queue,
    delaySeconds = 0,
  }: { readonly body: Readonly<Record<string, unknown>>; readonly queue: string; readonly delaySeconds?: number },
): Promise<void> {
  const known = await deps.storage.get(slot, readUntil);
  if (known !== undefined && deps.now() < known) return;
  await deps.storage.set(slot, { version: 1, until: deps.now() + delaySeconds * 1000 + ON_ITS_WAY });
  await deps.jobs.start(body, queue, delaySeconds);
}

/** Before its work: whoever finds something to do from now on asks again. */
export const askedBegins = (deps: Pick<AskingDeps, 'storage'>, slot: string): Promise<void> => deps.storage.delete(slot);
