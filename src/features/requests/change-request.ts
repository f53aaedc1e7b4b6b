import type { Actor } from '../../core/actor';
import type { AtomicWrite, Storage } from '../../core/storage';
import { refuse, type Refused, type RequestRefusal } from './found-request';
import { isOpen, readRequest, requestWrites, type Request } from './store';

/** How long carrying out may take: a call from a page ends after 25 seconds. Whatever is older was interrupted. */
const CARRYING_OUT_MS = 30_000;
/** Changes that cross each other this often in a row are more than people do. */
const MOST_CROSSINGS = 3;

export type Step =
  { readonly kind: 'next'; readonly next: Request; readonly writes?: readonly AtomicWrite[] } | { readonly kind: 'as-it-is' } | Refused;

/** Changes a request as it is at that moment: where somebody else was faster, the step is asked again about what they made of it. */
export async function changeRequest(
  storage: Storage,
  before: Request,
  step: (current: Request) => Step,
): Promise<{ readonly kind: 'changed'; readonly request: Request } | Refused> {
  let current = before;
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    const found = step(current);
    if (found.kind === 'refused') return found;
    if (found.kind === 'as-it-is') return { kind: 'changed', request: current };
    const { next, writes = [] } = found;
    const committed = await storage.commit([...requestWrites(next), ...writes]);
    if (committed === 'done') return { kind: 'changed', request: { ...next, revision: next.revision + 1 } };
    const reread = await readRequest(storage, before.id);
    if (reread === undefined) return refuse('no-such-request');
    current = reread;
  }
  return refuse('conflict');
}

/** Why nobody can change this now, or null. While one person carries it out the others wait. */
export function closedFor(
  request: Request,
  now: number,
  by: Extract<Actor, { kind: 'person' }>['accountId'] | null,
): RequestRefusal | null {
  if (!isOpen(request)) return 'decided';
  const { approving } = request;
  const busy = approving !== null && approving.by !== by && now - approving.at < CARRYING_OUT_MS;
  return busy ? 'being-approved' : null;
}

/** Open again, or waiting for an answer as before. */
export function atRest(request: Request): Request {
  return { ...request, status: request.thread.at(-1)?.kind === 'question' ? 'asked-back' : 'open', approving: null };
}
