import type { Now } from '../../core/clock';
import type { Storage } from '../../core/storage';
import { refuse, type Refused } from './found-request';
import { asksOf, asksWrite, isOpen, pointerWrite, readPointer, readRequest, requestWrites, type Asks, type Request } from './store';
import type { Reader } from './view';

export interface JoinDeps {
  readonly storage: Storage;
  readonly now: Now;
}

/** What is to be asked, where nobody has asked for it yet. */
export type Unasked = Pick<Request, 'id' | 'projectId' | 'tier' | 'ask'>;

export type JoinRefusal = 'too-many-asks' | 'too-many-askers' | 'conflict';

/** One person's open requests in one project. */
const MOST_ASKS = 20;
/** Reasons of the longest kind that fit into one stored value beside a long thread. */
const MOST_ASKERS = 50;
/** Two who ask the same at once meet once; more often is more than people do. */
const MOST_CROSSINGS = 4;

/** Joins the open request that `key` points at, or opens one. Whoever asks again changes their own reason. Two who ask at once make one request. */
export async function joinOrOpen(
  deps: JoinDeps,
  reader: Reader,
  { key, unasked, reason }: { readonly key: string; readonly unasked: Unasked; readonly reason: string },
): Promise<{ readonly kind: 'asked'; readonly request: Request; readonly joined: boolean } | Refused<JoinRefusal>> {
  const { projectId } = unasked;
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    const [pointer, mine] = await Promise.all([readPointer(deps.storage, key), asksOf(deps.storage, projectId, reader.account)]);
    const same = pointer.requestId === null ? undefined : await readRequest(deps.storage, pointer.requestId);
    const open = same !== undefined && isOpen(same) ? same : undefined;
    const already = open?.askers.some(({ account }) => account === reader.account) === true;
    const kept = already ? null : await stillOpen(deps, mine, reader);
    if (kept !== null && kept.length >= MOST_ASKS) return refuse('too-many-asks');
    if (open !== undefined && !already && open.askers.length >= MOST_ASKERS) return refuse('too-many-askers');

    const next = open === undefined ? begun(unasked, reader, reason, deps.now()) : joinedBy(open, reader, reason, deps.now());
    const committed = await deps.storage.commit([
      ...requestWrites(next),
      ...(open === undefined ? [pointerWrite(pointer, next.id)] : []),
      ...(kept === null ? [] : [asksWrite(mine, [...kept, next.id])]),
    ]);
    if (committed === 'conflict') continue;
    return { kind: 'asked', request: { ...next, revision: next.revision + 1 }, joined: open !== undefined };
  }
  return refuse('conflict');
}

/** Which of the asks on record still count. They are looked through only once there are many. */
async function stillOpen({ storage }: JoinDeps, { requests }: Asks, { account }: Reader): Promise<readonly string[]> {
  if (requests.length < MOST_ASKS) return requests;
  const found = await Promise.all(requests.map((id) => readRequest(storage, id)));
  return found.flatMap((each) =>
    each !== undefined && isOpen(each) && each.askers.some((asker) => asker.account === account) ? [each.id] : [],
  );
}

const begun = (unasked: Unasked, { account }: Reader, reason: string, at: number): Request => ({
  ...unasked,
  ...{ revision: 0, origin: 'hand', status: 'open', askedAt: at, askers: [{ account, at, reason }] },
  ...{ thread: [], approving: null, decision: null, closedAt: null },
});

function joinedBy(open: Request, { account }: Reader, reason: string, at: number): Request {
  const askers = open.askers.some((each) => each.account === account)
    ? open.askers.map((each) => (each.account === account ? { ...each, reason } : each))
    : [...open.askers, { account, at, reason }];
  return { ...open, askers };
}
