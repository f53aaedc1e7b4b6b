import type { IssueId, ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import { isActing, type GuardMode } from '../../core/guard';
import type { GuardDeps } from './deps';
import type { Hint } from './hints';
import { record } from './record';
import { isBlind } from './rules/blind';
import { see } from './see';
import { Sight } from './sight';
import { readSetting } from './stored-guard';
import { readLedger, writeLedger, type Frozen, type Ledger, type StoredLedger } from './stored-ledger';
import { writeLog } from './stored-log';

/** `idle`: nothing is guarded here, or the guard is frozen. `unclear`: Jira is moving things just now; look again in a minute. */
export type Look =
  | { readonly kind: 'looked'; readonly ledger: StoredLedger; readonly restores: boolean }
  | { readonly kind: 'idle' }
  | { readonly kind: 'unclear' };

/** Of two passes at once the loser looks again. */
const MOST_TRIES = 5;
/** That nothing happened is written down so often. */
const A_MINUTE = 60_000;

interface About {
  /** Of the hinted, those whose place in Jira counts if the history of none of the hinted says anything. */
  readonly outOfOrder?: readonly IssueId[];
  /** What the job has astray of the hinted may stand where it stands. */
  readonly letGo?: boolean;
  /** The hints are all that changed until then, epoch milliseconds. */
  readonly swept?: number;
}

/** Looks at the hinted issues and takes into the ledger what became of them (R2). Looking again changes nothing. */
export async function look(
  deps: GuardDeps,
  projectId: ProjectId,
  where: readonly Hint[] | ((ledger: Ledger) => readonly Hint[]),
  { outOfOrder = [], letGo = false, swept }: About = {},
): Promise<Look> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const [{ mode }, ledger, tenure] = await Promise.all([
      readSetting(deps.storage, projectId),
      readLedger(deps.storage, projectId),
      deps.tenures.of(projectId),
    ]);
    if (ledger === undefined || ledger.frozen !== null) return { kind: 'idle' };
    // Where nothing is guarded there is a ledger for as long as a job runs, and what people do is theirs.
    const isGuarded = mode !== 'off';
    if (!isGuarded && ledger.job === null) return { kind: 'idle' };
    const hints = typeof where === 'function' ? where(ledger) : where;
    const restores = isRestoring(mode, tenure, ledger);
    const sight = new Sight(deps.backlog);
    const gone = await goneOf(deps, hints);
    const ids = hints.map(({ id }) => id).filter((id) => !gone.has(id));
    const ownAccount = await deps.backlog.ownAccount();
    const sighted = await see(sight, ledger, ids, { projectId, tenure, ownAccount, letStand: !restores, outOfOrder, letGo });
    const { asked, unseen } = sight.hidden;
    if (isBlind(asked, unseen)) {
      // What is unseen is never treated as gone.
      const frozen: Frozen = { because: 'blind', at: deps.now() };
      await writeLedger(deps, projectId, ledger, { ...ledger, frozen, suspicious: true }, deps.now());
      return { kind: 'idle' };
    }
    if (sighted.kind !== 'seen') return { kind: 'unclear' };
    const now = deps.now();
    const isNews = sighted.seen.length > 0 || gone.size > 0 || now - (swept === undefined ? ledger.lastLook : ledger.swept) >= A_MINUTE;
    if (!isNews) return { kind: 'looked', ledger, restores };
    const { ledger: recorded, log } = record(ledger, sighted.seen, hints, gone, now);
    const next = { ...recorded, swept: swept ?? ledger.swept, ...(isGuarded ? {} : { returned: [] }) };
    if (isGuarded) await writeLog(deps.storage, projectId, log);
    const written = await writeLedger(deps, projectId, ledger, next, now);
    if (written !== 'conflict') return { kind: 'looked', ledger: written, restores };
  }
  return { kind: 'unclear' };
}

/** Those of which an event says that they were deleted, and which Jira indeed does not show. */
async function goneOf(deps: GuardDeps, hints: readonly Hint[]): Promise<ReadonlySet<IssueId>> {
  const said = hints.filter(({ deleted }) => deleted === true).map(({ id }) => id);
  if (said.length === 0) return new Set();
  const shown = await deps.backlog.issues(said);
  return new Set(said.filter((id) => !shown.has(id)));
}

/** Nothing is put back in the name of an absent owner (O4). */
export const isRestoring = (mode: GuardMode, { owner }: Tenure, ledger: Pick<StoredLedger, 'owner'>): boolean =>
  mode === 'restore' && isActing(owner, ledger.owner);
