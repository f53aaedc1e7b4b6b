import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { PutBackMoves } from '../../core/requests';
import type { Storage } from '../../core/storage';
import { issuesOf, type Ask } from './rules';
import { isOpen, movesKey, pointerWrite, readPointer, readRequest, requestWrites, type Request } from './store';

const MOST_CROSSINGS = 4;

/**
 * Makes a request of moves that were put back (R4), once for each burst. Where the same person moved the same issues before and that is still open, the newer
 * takes its place: what somebody is about to approve never changes under their hands.
 */
export async function fileMoves(deps: { readonly storage: Storage; readonly now: Now }, moves: PutBackMoves): Promise<void> {
  const { id, projectId, tier, by, at, blocks } = moves;
  const ask: Ask = { kind: 'blocks', blocks: blocks.filter(({ issues }) => issues.length > 0) };
  const issues = issuesOf(ask);
  if (issues.length === 0) return;
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    if ((await readRequest(deps.storage, id)) !== undefined) return;
    const pointer = await readPointer(deps.storage, movesKey(projectId, tier, by, issues));
    const found = pointer.requestId === null ? undefined : await readRequest(deps.storage, pointer.requestId);
    const older = found !== undefined && isOpen(found) && found.status !== 'approving' ? found : undefined;
    const request: Request = {
      id,
      projectId,
      revision: 0,
      origin: 'guard',
      tier,
      // A question about it that waits for an answer still waits.
      status: older?.status ?? 'open',
      ask,
      askedAt: at,
      askers: [{ account: by, at, reason: null }],
      thread: older?.thread ?? [],
      approving: null,
      decision: null,
      closedAt: null,
    };
    const committed = await deps.storage.commit([
      ...requestWrites(request),
      pointerWrite(pointer, id),
      ...(older === undefined ? [] : requestWrites({ ...older, status: 'replaced', closedAt: deps.now() })),
    ]);
    if (committed === 'done') return;
  }
  throw new AppError('unavailable', `Request ${id} crossed others too often`);
}
