import type { ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import type { GuardDeps } from './deps';
import type { Hint } from './hints';
import { record } from './record';
import { see } from './see';
import { Sight } from './sight';
import { readSetting, type GuardMode } from './stored-guard';
import { readLedger, writeLedger, type StoredLedger } from './stored-ledger';
import { writeLog } from './stored-log';

/** `idle`: nothing is guarded here, or the guard is frozen. `unclear`: Jira is moving things just now; look again in a minute. */
export type Look =
  | { readonly kind: 'looked'; readonly ledger: StoredLedger; readonly strays: boolean; readonly restores: boolean; readonly sight: Sight }
  | { readonly kind: 'idle' }
  | { readonly kind: 'unclear' };

/** Of two passes at once the loser looks again. */
const MOST_TRIES = 5;
/** Fewer of the issues asked for than this are visible: the app is blind, not the backlog empty (O4b). */
const FEWEST_VISIBLE = 0.5;
const ENOUGH_TO_TELL = 4;

/** Looks at the hinted issues and takes into the ledger what became of them (R2). Looking again changes nothing. */
export async function look(deps: GuardDeps, projectId: ProjectId, hints: readonly Hint[]): Promise<Look> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const [{ mode }, ledger, tenure] = await Promise.all([
      readSetting(deps.storage, projectId),
      readLedger(deps.storage, projectId),
      deps.tenures.of(projectId),
    ]);
    if (mode === 'off' || ledger === undefined || ledger.frozen !== null) return { kind: 'idle' };
    const restores = isRestoring(mode, tenure, ledger);
    const sight = new Sight(deps.backlog);
    const ownAccount = await deps.backlog.ownAccount();
    const ids = hints.map(({ id }) => id);
    const sighted = await see(sight, ledger, ids, { projectId, tenure, ownAccount, letStand: !restores });
    const { asked, unseen } = sight.hidden;
    if (asked >= ENOUGH_TO_TELL && asked - unseen < asked * FEWEST_VISIBLE) {
      // What is unseen is never treated as gone.
      await writeLedger(
        deps.storage,
        projectId,
        ledger,
        { ...ledger, frozen: { because: 'blind', at: deps.now() }, suspicious: true },
        deps.newId,
      );
      return { kind: 'idle' };
    }
    if (sighted.kind !== 'seen') return { kind: 'unclear' };
    const now = deps.now();
    const { ledger: next, log, strays } = record(ledger, sighted.seen, hints, now);
    if (sighted.seen.length === 0 && hints.length > 0 && now - ledger.lastLook < 60_000) {
      return { kind: 'looked', ledger, strays: false, restores, sight };
    }
    await writeLog(deps.storage, projectId, log);
    const done = await writeLedger(deps.storage, projectId, ledger, next, deps.newId);
    if (done === 'conflict') continue;
    const written = await readLedger(deps.storage, projectId);
    return written === undefined
      ? { kind: 'idle' }
      : { kind: 'looked', ledger: written, strays: strays || next.returned.length > 0, restores, sight };
  }
  return { kind: 'unclear' };
}

/** Nothing is put back in the name of an absent owner (O4). */
export function isRestoring(mode: GuardMode, { owner }: Tenure, ledger: Pick<StoredLedger, 'owner'>): boolean {
  return mode === 'restore' && owner !== null && !(ledger.owner?.account === owner && !ledger.owner.present);
}
