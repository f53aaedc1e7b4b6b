import type { IssueId, ProjectId } from '../../core/actor';
import { TIERS } from '../../core/rank';
import type { GuardDeps } from './deps';
import { begin, withoutOldGhosts } from './begin';
import { dropHints, readHints, MOST_HINTS } from './hints';
import { look } from './look';
import { putBack, type Left } from './put-back';
import { entriesOf } from './see';
import { isBlind } from './rules/blind';
import { inScope, settledOf } from './rules/ledger';
import { bucketOf, suspectsOf } from './rules/locate';
import { readLedger, type StoredLedger } from './stored-ledger';
import { Sight } from './sight';
import { update } from './update-ledger';

/** Twice the sweep's interval, and the index may lag. Longer, where no sweep was possible for longer. */
const MINUTES = 10;
/** Settled issues whose ranks a sweep compares: at 10,000 issues some 400 of Jira's points an hour, all of them in a day. */
const WINDOW = 30;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Begins the ledger where there is none, finds what no event announced (R2), takes up what was interrupted, and looks after what freezes the guard (O4, O4b). */
export async function sweep(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  const ledger = await readLedger(deps.storage, projectId);
  if (ledger === undefined) return begin(deps, projectId);
  if (!(await checkView(deps, projectId, ledger))) return { kind: 'nothing' };
  await checkOwner(deps, projectId, ledger);
  const now = deps.now();
  const isDue = ledger.suspicious || now - ledger.lastFullRead > DAY;
  const suspects = isDue ? await readAll(deps, projectId, ledger) : [];
  if (suspects === null) return { kind: 'nothing' };
  const windows = isDue ? [] : await nextWindow(deps, projectId, ledger);
  for (const window of windows) suspects.push(...(await outOfOrder(deps, window)).ids);
  const kept = await readHints(deps.storage, projectId, []);
  const known = new Set(kept.map(({ id }) => id));
  const minutes = MINUTES + Math.ceil((now - ledger.swept) / 60_000);
  const changed = await deps.backlog.changedWithin(projectId, minutes, MOST_HINTS);
  const others = [...new Set([...suspects, ...changed])].filter((id) => !known.has(id));
  const looked = await look(deps, projectId, [...kept, ...others.map((id) => ({ id }))], { swept: now });
  if (looked.kind === 'unclear') return { kind: 'again', afterSeconds: 60 };
  await dropHints(deps.storage, projectId, kept);
  if (suspects.length > 0 && looked.kind === 'looked') await letStand(deps, projectId, windows, looked.ledger);
  const after = await readLedger(deps.storage, projectId);
  return after !== undefined && (after.astray.size > 0 || after.returned.length > 0) ? putBack(deps, projectId) : { kind: 'nothing' };
}

/** Frozen while the app cannot see; what happened meanwhile is found by a full read. */
async function checkView(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<boolean> {
  const isOpen = (await deps.backlog.view(projectId)) === 'open';
  if (!isOpen && ledger.frozen === null) {
    await update(deps, projectId, (held) => ({ ...held, frozen: { because: 'blind', at: deps.now() } }));
  }
  if (isOpen && ledger.frozen !== null) {
    await update(deps, projectId, (held) => ({ ...held, frozen: null, suspicious: true }));
  }
  return isOpen;
}

/** Asked once an hour: nothing is put back in the name of an owner who is gone (O4). */
async function checkOwner(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<void> {
  const { owner } = await deps.tenures.of(projectId);
  const held = ledger.owner;
  if (owner === null || (held?.account === owner && deps.now() - held.at < HOUR)) return;
  // The owner's name is asked for along with it, so that it is at hand when somebody is told.
  const [present] = await Promise.all([deps.backlog.isPresent(owner, projectId), deps.names.namesOf([owner])]);
  await update(deps, projectId, (each) => ({ ...each, owner: { account: owner, present, at: deps.now() } }));
}

/** The settled issues of each order whose ranks this sweep compares. */
async function nextWindow(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<readonly (readonly IssueId[])[]> {
  const astray = new Set(ledger.astray.keys());
  const windows = TIERS.map((tier) => {
    const settled = settledOf(ledger.orders[tier], astray);
    const start = settled.length <= WINDOW ? 0 : ledger.cursor % settled.length;
    return settled.slice(start, start + WINDOW);
  });
  if (inScope(ledger.orders.backlog).length > WINDOW) {
    // One overlaps, so that neighbours of two windows are compared too.
    await update(deps, projectId, (held) => {
      const next = held.cursor + WINDOW - 1;
      return { ...held, cursor: next >= inScope(held.orders.backlog).length ? 0 : next };
    });
  }
  return windows;
}

/** What is still out of order after its history was asked, as issues moved next to one the app could not see: where it stands in Jira counts. */
async function letStand(
  deps: GuardDeps,
  projectId: ProjectId,
  windows: readonly (readonly IssueId[])[],
  ledger: StoredLedger,
): Promise<void> {
  const astray = new Set(ledger.astray.keys());
  const settled = new Set(TIERS.flatMap((tier) => settledOf(ledger.orders[tier], astray)));
  for (const window of windows) {
    const { ids, fewest } = await outOfOrder(
      deps,
      window.filter((id) => settled.has(id)),
    );
    if (ids.length > 0)
      await look(
        deps,
        projectId,
        ids.map((id) => ({ id })),
        { outOfOrder: fewest },
      );
  }
}

interface OutOfOrder {
  readonly ids: readonly IssueId[];
  /** Having moved, they would explain it. */
  readonly fewest: readonly IssueId[];
}

async function outOfOrder(deps: GuardDeps, ids: readonly IssueId[]): Promise<OutOfOrder> {
  const none = { ids: [], fewest: [] };
  if (ids.length < 2) return none;
  const ranks = await new Sight(deps.backlog).ranks(ids);
  if (new Set([...ranks.values()].map(bucketOf)).size > 1) return none;
  const ranked = ids.flatMap((id) => {
    const rank = ranks.get(id);
    return rank === undefined ? [] : [{ id, rank }];
  });
  return suspectsOf(ranked) ?? none;
}

/** The whole order, from the index: a hint where to look. Null: so little is shown that the app must be blind. */
async function readAll(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<IssueId[] | null> {
  const shown = await deps.backlog.idsInOrder(projectId);
  const entries = entriesOf(ledger);
  const expected = inScope(ledger.orders.backlog).length + inScope(ledger.orders.epics).length;
  const visible = new Set(shown);
  const missing = [...inScope(ledger.orders.backlog), ...inScope(ledger.orders.epics)].filter((id) => !visible.has(id));
  // What is done or in another project now is missing too, and well visible.
  if (isBlind(expected, missing.length) && isBlind(expected, missing.length - (await deps.backlog.issues(missing)).size)) {
    const now = deps.now();
    await update(deps, projectId, (held) => ({ ...held, frozen: { because: 'blind', at: now }, suspicious: true }));
    return null;
  }
  await update(deps, projectId, (held) => ({
    ...held,
    orders: { backlog: withoutOldGhosts(held.orders.backlog, deps.now()), epics: withoutOldGhosts(held.orders.epics, deps.now()) },
    lastFullRead: deps.now(),
    suspicious: false,
  }));
  const places = new Map(shown.map((id, index) => [id, index]));
  const astray = new Set(ledger.astray.keys());
  const outside = TIERS.flatMap((tier) => {
    const ranked = settledOf(ledger.orders[tier], astray).flatMap((id) => {
      const at = places.get(id);
      return at === undefined ? [] : [{ id, rank: String(at).padStart(8, '0') }];
    });
    return suspectsOf(ranked)?.fewest ?? [];
  });
  const isHeld = (id: IssueId): boolean => [...(entries.get(id)?.values() ?? [])].some(({ ghost }) => ghost === undefined);
  // Those in a sprint are among them; one may have come back while the app could not see it.
  return [...new Set([...outside, ...missing, ...shown.filter((id) => !isHeld(id))])];
}
