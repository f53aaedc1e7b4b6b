import type { IssueId, ProjectId } from '../../core/actor';
import type { Tenure } from '../../core/authority';
import { TIERS, type RankChange, type Tier } from '../../core/rank';
import { freshOf, judge, scopeIn, type Known, type Verdict } from './rules/judge';
import { settledOf, type Entry } from './rules/ledger';
import { firstProbes, locate, type Located, type Whereabouts } from './rules/locate';
import type { Sight } from './sight';
import type { Ledger } from './stored-ledger';

/** An issue that is not simply settled: what a look makes of it, and where it stands among the settled. */
export interface Seen {
  readonly id: IssueId;
  readonly key: string;
  readonly tier: Tier;
  readonly verdict: Verdict;
  /** Number of the last history entry read. */
  readonly mark: number;
  readonly isPlanned: boolean;
  /** Where it stands in Jira; absent for what is out. */
  readonly where?: Whereabouts;
}

export type Sighted =
  { readonly kind: 'seen'; readonly seen: readonly Seen[] } | { readonly kind: 'rebalancing' } | { readonly kind: 'moving' };

/** Looks that find their issues moving under their eyes give up after this many; the next one finds them. */
const MOST_ROUNDS = 6;

/**
 * Sees what became of `hinted`: asks Jira's history who ranked them, and Jira's ranks where they stand. What stands out of order without having been
 * announced joins them. A place counts only if the history read after it still has the entry it is credited to as its last.
 */
export async function see(
  sight: Sight,
  ledger: Ledger,
  hinted: readonly IssueId[],
  about: {
    readonly projectId: ProjectId;
    readonly tenure: Tenure;
    readonly ownAccount: string;
    readonly letStand: boolean;
    readonly outOfOrder: readonly IssueId[];
    readonly letGo: boolean;
  },
): Promise<Sighted> {
  const entries = entriesOf(ledger);
  const known: Known = { projectId: about.projectId, since: ledger.since, tenure: about.tenure, ownAccount: about.ownAccount };
  const sinceOf = (id: IssueId): number => (entries.has(id) ? ledger.since : 0);
  const suspects = new Set(hinted);
  const unexplained = new Set<IssueId>();
  let history = new Map(await sight.changes([...suspects], sinceOf));
  const isNews = (id: IssueId): boolean =>
    [...(entries.get(id)?.values() ?? [])].some((entry) => freshOf(history.get(id) ?? [], entry, ledger.since).length > 0);
  // That a sprint was closed stands in no issue's history: whether they are back has to be looked at.
  const isAway = (id: IssueId): boolean => entries.get(id)?.get('backlog')?.ghost?.because === 'in-sprint';
  const wasHinted = new Set(hinted);
  if (!hinted.some(isNews)) for (const id of about.outOfOrder) unexplained.add(id);
  const isOfJob = (id: IssueId): boolean => ledger.astray.get(id)?.job === true;
  if (about.letGo) for (const id of hinted) if (isOfJob(id)) unexplained.add(id);

  for (let round = 0; round < MOST_ROUNDS; round++) {
    const concerned = [...suspects].filter((id) => {
      const isNew = !entries.has(id) || (about.letStand && ledger.astray.has(id) && !isOfJob(id)) || unexplained.has(id);
      return isNew || isNews(id) || (isAway(id) && wasHinted.has(id));
    });
    const isRanked = concerned.some((id) => (history.get(id) ?? []).some(({ of }) => of.includes('rank')));
    const settled = (tier: Tier, except: ReadonlySet<IssueId>): readonly IssueId[] =>
      settledOf(ledger.orders[tier], new Set([...ledger.astray.keys(), ...except]));
    // Where an issue is looked for it is read together with the first probes: one call less.
    const likely = isRanked ? firstProbes(settled('backlog', new Set(concerned)), concerned.length) : [];
    const issues = await sight.issues([...concerned, ...likely]);

    const seen: Seen[] = [];
    for (const id of concerned) {
      const issue = issues.get(id);
      // Blind is not empty: what the app cannot see keeps its place (O4b).
      if (issue === undefined) continue;
      const scope = scopeIn(about.projectId, issue);
      const held = entries.get(id);
      const tier =
        scope.kind === 'in' ? scope.tier : ([...(held?.keys() ?? [])].find((each) => held?.get(each)?.ghost === undefined) ?? null);
      if (tier === null) continue;
      const changes = history.get(id) ?? [];
      const verdict = letStand(judge(issue, tier, held?.get(tier), changes, known), id, ledger, about.letStand, unexplained.has(id));
      if (verdict.kind === 'out' && isAway(id) && !isNews(id)) continue;
      seen.push({ id, key: issue.key, tier, verdict, mark: lastOf(changes) ?? held?.get(tier)?.mark ?? 0, isPlanned: issue.planned });
    }

    const outcome = await whereabouts(sight, seen, settled);
    if (outcome.kind === 'rebalancing') return outcome;
    if (outcome.kind === 'suspects') {
      const fresh = outcome.ids.filter((id) => !suspects.has(id));
      // All of them have been looked at, and nothing in their history explains it: the ledger was wrong, and what stands there counts.
      if (fresh.length === 0) for (const id of outcome.fewest) unexplained.add(id);
      for (const id of fresh) suspects.add(id);
      for (const [id, changes] of await sight.changes(fresh, sinceOf)) history.set(id, changes);
      continue;
    }
    const placed = seen.filter(({ verdict }) => verdict.kind === 'placed').map(({ id }) => id);
    if (placed.length === 0) return { kind: 'seen', seen: seen.map((each) => withWhere(each, outcome.where)) };
    const beside = neighboursOf(placed, outcome.where).filter((id) => !suspects.has(id));
    const later = await sight.changes([...placed, ...beside], sinceOf);
    // Next to an issue that was moved unannounced, a place says nothing yet.
    const unannounced = beside.filter((id) => {
      const held = [...(entries.get(id)?.values() ?? [])];
      return held.some((entry) => freshOf(later.get(id) ?? [], entry, ledger.since).length > 0);
    });
    const moved = placed.filter((id) => (later.get(id)?.at(-1)?.id ?? 0) !== (history.get(id)?.at(-1)?.id ?? 0));
    if (moved.length + unannounced.length === 0) return { kind: 'seen', seen: seen.map((each) => withWhere(each, outcome.where)) };
    for (const id of unannounced) suspects.add(id);
    history = new Map([...history, ...later]);
    sight.forget([...moved, ...unannounced]);
  }
  return { kind: 'moving' };
}

/** The highest number: where two clocks wrote a history, it is not that of the latest entry, and what is below the mark is no news. */
const lastOf = (changes: readonly RankChange[]): number | undefined =>
  changes.length === 0 ? undefined : changes.reduce((most, { id }) => Math.max(most, id), 0);

/** In report mode nothing is astray: what others move stands, and is told (O5). */
function letStand(verdict: Verdict, id: IssueId, ledger: Ledger, isLenient: boolean, isUnexplained: boolean): Verdict {
  const stands = { kind: 'placed', by: null, change: 0, at: 0, moves: 0, ranked: false } as const;
  const held = ledger.astray.get(id);
  if (verdict.kind === 'settled') return isUnexplained || (isLenient && held !== undefined && held.job !== true) ? stands : verdict;
  if (verdict.kind !== 'astray') return verdict;
  // Where the app moved it last, it is on its way, unless it is let go.
  if (held?.job === true && verdict.own) return isUnexplained ? { ...stands, change: verdict.change, at: verdict.at } : verdict;
  if (!isLenient) return verdict;
  const { change, at, moves, by, own } = verdict;
  return { ...stands, change, at, moves, ranked: !own && moves > 0, ...(by === null || own ? {} : { stranger: by }) };
}

async function whereabouts(
  sight: Sight,
  seen: readonly Seen[],
  settled: (tier: Tier, except: ReadonlySet<IssueId>) => readonly IssueId[],
): Promise<Located> {
  const where = new Map<IssueId, Whereabouts>();
  const moving = new Set(seen.filter(({ verdict }) => verdict.kind !== 'settled').map(({ id }) => id));
  for (const tier of TIERS) {
    const wanted = seen.filter((each) => each.tier === tier && isLookedFor(each.verdict));
    if (wanted.length === 0) continue;
    const areNew = wanted.every(({ verdict }) => verdict.kind === 'placed' && !verdict.ranked);
    const found = await locate(
      wanted.map(({ id }) => id),
      settled(tier, moving),
      sight.ranks,
      areNew,
    );
    if (found.kind !== 'located') return found;
    for (const [id, at] of found.where) where.set(id, at);
  }
  return { kind: 'located', where };
}

/** Where the app itself put something is checked when it is put back, by its neighbours. */
const isLookedFor = (verdict: Verdict): boolean => verdict.kind === 'placed' || (verdict.kind === 'astray' && !verdict.own);

const neighboursOf = (ids: readonly IssueId[], where: ReadonlyMap<IssueId, Whereabouts>): readonly IssueId[] =>
  [...new Set(ids.flatMap((id) => [where.get(id)?.under ?? null, where.get(id)?.over ?? null]))].filter((id) => id !== null);

function withWhere(seen: Seen, where: ReadonlyMap<IssueId, Whereabouts>): Seen {
  const at = where.get(seen.id);
  return at === undefined ? seen : { ...seen, where: at };
}

/** Where each issue has an entry: usually in one order, in two where it became an epic or ceased to be one. */
export function entriesOf({ orders }: Pick<Ledger, 'orders'>): ReadonlyMap<IssueId, ReadonlyMap<Tier, Entry>> {
  const entries = new Map<IssueId, Map<Tier, Entry>>();
  for (const tier of TIERS) {
    for (const entry of orders[tier]) {
      const held = entries.get(entry.id) ?? new Map<Tier, Entry>();
      held.set(tier, entry);
      entries.set(entry.id, held);
    }
  }
  return entries;
}
