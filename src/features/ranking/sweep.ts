import type { IssueId, ProjectId } from '../../core/actor';
import type { GuardDeps } from './deps';
import { begin, withoutOldGhosts } from './begin';
import { dropHints, readHints, MOST_HINTS } from './hints';
import { look } from './look';
import { putBack, type Left } from './put-back';
import { entriesOf } from './see';
import { inScope, settledOf } from './rules/ledger';
import { bucketOf, suspectsOf } from './rules/locate';
import { readLedger, type StoredLedger } from './stored-ledger';
import { Sight } from './sight';
import { update } from './update-ledger';

/** Twice the sweep's interval, and the index may lag. */
const MINUTES = 10;
/** Settled issues whose ranks a sweep compares: at 10,000 issues some 400 of Jira's points an hour, all of them in a day. */
const WINDOW = 30;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A full read that shows fewer of the issues known than this: the app is blind (O4b). */
const FEWEST_SHOWN = 0.5;

/** Begins the ledger where there is none, finds what no event announced (R2), takes up what was interrupted, and looks after what freezes the guard (O4, O4b). */
export async function sweep(deps: GuardDeps, projectId: ProjectId): Promise<Left> {
  const ledger = await readLedger(deps.storage, projectId);
  if (ledger === undefined) return begin(deps, projectId);
  if (!(await checkView(deps, projectId, ledger))) return { kind: 'nothing' };
  await checkOwner(deps, projectId, ledger);
  const now = deps.now();
  const isDue = ledger.suspicious || now - ledger.lastFullRead > DAY;
  const suspects = isDue ? await readAll(deps, projectId, ledger) : await compareWindow(deps, projectId, ledger);
  if (suspects === null) return { kind: 'nothing' };
  const kept = await readHints(deps.storage, projectId, []);
  const known = new Set(kept.map(({ id }) => id));
  const changed = await deps.backlog.changedWithin(projectId, MINUTES, MOST_HINTS);
  const others = [...new Set([...suspects, ...changed])].filter((id) => !known.has(id));
  const looked = await look(deps, projectId, [...kept, ...others.map((id) => ({ id }))]);
  if (looked.kind === 'unclear') return { kind: 'again', afterSeconds: 60 };
  await dropHints(deps.storage, projectId, kept);
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
  const present = await deps.backlog.isPresent(owner, projectId);
  await update(deps, projectId, (each) => ({ ...each, owner: { account: owner, present, at: deps.now() } }));
}

/** The next window of the backlog: those out of order in Jira. */
async function compareWindow(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<readonly IssueId[]> {
  const astray = new Set(ledger.astray.keys());
  const suspects: IssueId[] = [];
  for (const tier of ['backlog', 'epics'] as const) {
    const settled = settledOf(ledger.orders[tier], astray);
    const start = settled.length <= WINDOW ? 0 : ledger.cursor % settled.length;
    suspects.push(...(await outOfOrder(deps, settled.slice(start, start + WINDOW))));
  }
  if (inScope(ledger.orders.backlog).length > WINDOW) {
    // One overlaps, so that neighbours of two windows are compared too.
    await update(deps, projectId, (held) => {
      const next = held.cursor + WINDOW - 1;
      return { ...held, cursor: next >= inScope(held.orders.backlog).length ? 0 : next };
    });
  }
  return suspects;
}

async function outOfOrder(deps: GuardDeps, ids: readonly IssueId[]): Promise<readonly IssueId[]> {
  if (ids.length < 2) return [];
  const ranks = await new Sight(deps.backlog).ranks(ids);
  if (new Set([...ranks.values()].map(bucketOf)).size > 1) return [];
  const ranked = ids.flatMap((id) => {
    const rank = ranks.get(id);
    return rank === undefined ? [] : [{ id, rank }];
  });
  return suspectsOf(ranked)?.ids ?? [];
}

/** The whole order, from the index: a hint where to look. Null: so little is shown that the app must be blind. */
async function readAll(deps: GuardDeps, projectId: ProjectId, ledger: StoredLedger): Promise<readonly IssueId[] | null> {
  const shown = await deps.backlog.idsInOrder(projectId);
  const entries = entriesOf(ledger);
  const expected = inScope(ledger.orders.backlog).length + inScope(ledger.orders.epics).length;
  const visible = new Set(shown);
  const missing = [...inScope(ledger.orders.backlog), ...inScope(ledger.orders.epics)].filter((id) => !visible.has(id));
  if (expected > 0 && expected - missing.length < expected * FEWEST_SHOWN) {
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
  const outside = (['backlog', 'epics'] as const).flatMap((tier) => {
    const ranked = settledOf(ledger.orders[tier], astray).flatMap((id) => {
      const at = places.get(id);
      return at === undefined ? [] : [{ id, rank: String(at).padStart(8, '0') }];
    });
    return suspectsOf(ranked)?.fewest ?? [];
  });
  return [...new Set([...outside, ...missing, ...shown.filter((id) => !entries.has(id))])];
}
