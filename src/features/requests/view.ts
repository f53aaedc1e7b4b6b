import type { RequestView } from '../../contract/requests';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import { namesOf, type People } from '../../core/permissions';
import type { Tier, VisibleIssue, VisibleIssues } from '../../core/rank';
import type { Orders } from '../../core/requests';
import type { SprintCancels, SprintId } from '../../core/sprints';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { anchorsOf, issuesOf, movedSentence, planOf, type Ask, type Moved, type Plan } from './rules';
import { isOpen, type Request } from './store';

export interface ViewDeps {
  readonly people: Pick<People, 'namesOf'>;
  readonly visible: VisibleIssues;
  readonly orders: Orders;
  readonly sprints: Pick<SprintCancels, 'open'>;
}

/** Who looks, and what authority lets them do. */
export interface Reader {
  readonly account: AccountId;
  readonly decides: boolean;
  readonly ranks: boolean;
  readonly cancels: boolean;
  /** Whether they may see the project's issues at all, as an admin of the site need not. */
  readonly sees: boolean;
}

/** What a page of requests is shown with: read once for all of them. */
export interface Sight {
  readonly issues: ReadonlyMap<IssueId, VisibleIssue>;
  readonly names: ReadonlyMap<AccountId, string>;
  /** Of the sprints asked about those that have not ended. */
  readonly openSprints: ReadonlySet<SprintId>;
  orderOf(tier: Tier): readonly IssueId[];
}

/** As the reader: what they may not see is not in it. The order is the same for everybody (S4). */
export async function look(deps: ViewDeps, projectId: ProjectId, requests: readonly Request[], known?: Known): Promise<Sight> {
  const open = requests.filter(isOpen);
  const tiers = [...new Set(open.filter(({ ask }) => ask.kind !== 'sprint').map(({ tier }) => tier))];
  const sprints = open.flatMap(({ ask }) => (ask.kind === 'sprint' ? [ask.sprint] : []));
  const [issues, names, orders, openSprints] = await Promise.all([
    seen(
      deps.visible,
      requests.flatMap(({ ask }) => [...issuesOf(ask), ...anchorsOf(ask)]),
    ),
    namesOf(deps.people, requests.flatMap(accountsOf)),
    known ?? Promise.all(tiers.map(async (tier) => [tier, await deps.orders.inOrder(projectId, tier)] as const)),
    sprints.length === 0 ? new Set<SprintId>() : deps.sprints.open(sprints),
  ]);
  const byTier = new Map(orders);
  return { issues, names, openSprints, orderOf: (tier) => byTier.get(tier) ?? [] };
}

/** Orders that need no reading. */
export type Known = readonly (readonly [Tier, readonly IssueId[]])[];

export async function seen(visible: VisibleIssues, ids: readonly IssueId[]): Promise<ReadonlyMap<IssueId, VisibleIssue>> {
  const wanted = [...new Set(ids)];
  return wanted.length === 0 ? new Map() : visible.asCaller(wanted);
}

const accountsOf = ({ askers, thread, decision }: Request): readonly (AccountId | null)[] => [
  ...askers.map(({ account }) => account),
  ...thread.map(({ by }) => by),
  decision?.by ?? null,
  decision?.for ?? null,
];

/** Whether the reader sees any of it. Of a request about hidden issues there is no trace but a count (O3b). */
export const isShown = ({ ask }: Request, { issues }: Pick<Sight, 'issues'>, { sees }: Pick<Reader, 'sees'>): boolean =>
  ask.kind === 'sprint' ? sees : issuesOf(ask).some((id) => issues.has(id));

/** A request as one person reads it. `planned`: say where the issues go also when it is closed, because it was carried out just now. */
export function viewOf(request: Request, reader: Reader, sight: Sight, planned = false): RequestView {
  const { id, projectId, origin, tier, status, ask, askers, askedAt, thread, decision } = request;
  const open = isOpen(request);
  const order = sight.orderOf(tier);
  const plan = ask.kind !== 'sprint' && (open || planned) ? planOf(ask, order) : null;
  const ids = issuesOf(ask);
  const shown = ids.flatMap((each) => issueOf(sight, each) ?? []);
  const hidden = ids.length - shown.length;
  const moved = open ? whyMoved(request, plan, reader, sight, hidden) : null;
  const places = placesOf(order);
  const reached = plan?.kind === 'plan' ? placesOf(plan.order) : null;
  const placeIn = (found: ReadonlyMap<IssueId, number> | null, issue: IssueId): { place: number; total: number } | null => {
    const place = found?.get(issue);
    return place === undefined ? null : { place, total: order.length };
  };
  const person = (accountId: AccountId): { accountId: AccountId; name: string | null } => ({
    accountId,
    name: sight.names.get(accountId) ?? null,
  });
  const asks = askers.some(({ account }) => account === reader.account);
  return {
    id,
    projectId,
    origin,
    // Being carried out is still open to whoever reads: it can be approved again.
    status: status === 'approving' ? 'open' : status === 'replaced' ? 'withdrawn' : status,
    askers: askers.map(({ account, at, reason }) => ({ person: person(account), at, reason })),
    issues: shown.map((issue) => ({ issue, from: placeIn(places, issue.id), to: placeIn(reached, issue.id) })),
    hidden,
    tier,
    target: targetOf(ask, sight),
    moved,
    at: askedAt,
    thread: thread.map(({ by, kind, at, text }) => ({ kind, by: person(by), at, text })),
    decision:
      decision === null
        ? null
        : { by: person(decision.by), for: decision.for === null ? null : person(decision.for), at: decision.at, reason: decision.reason },
    may: {
      approve: open && reader.decides && (ask.kind === 'sprint' ? reader.cancels : reader.ranks) && moved === null,
      decide: open && reader.decides,
      answer: status === 'asked-back' && asks,
      withdraw: open && asks,
    },
  };
}

/** Why approving would not do what was asked; null: it would. */
function whyMoved({ ask, tier }: Request, plan: Plan | null, reader: Reader, sight: Sight, hidden: number): string | null {
  if (ask.kind === 'sprint') return sight.openSprints.has(ask.sprint) ? null : fill(text.sprint.ended, { sprint: ask.name });
  const moved = plan?.kind === 'moved' ? plan.moved : reader.decides ? hiddenFrom(hidden) : null;
  return moved === null ? null : movedSentence(moved, tier, (each) => sight.issues.get(each)?.key ?? null);
}

/** Nobody moves what they can't see. */
export const hiddenFrom = (count: number): Moved | null => (count === 0 ? null : { why: 'issues-hidden', count });

const placesOf = (order: readonly IssueId[]): ReadonlyMap<IssueId, number> => new Map(order.map((id, index) => [id, index + 1]));

function issueOf({ issues }: Sight, id: IssueId): { id: IssueId; key: string; summary: string } | null {
  const found = issues.get(id);
  return found === undefined ? null : { id: found.id, key: found.key, summary: found.summary };
}

/** A single run of put-back issues has one place, which words can say. */
function targetOf(ask: Ask, sight: Sight): RequestView['target'] {
  if (ask.kind === 'sprint') return { kind: 'cancel-sprint', sprint: { id: ask.sprint, name: ask.name } };
  if (ask.kind === 'wish') {
    const { wish } = ask;
    return 'issue' in wish ? { kind: wish.kind, issue: issueOf(sight, wish.issue) } : wish;
  }
  const [block, ...more] = ask.blocks;
  if (block === undefined || more.length > 0) return { kind: 'places' };
  if (block.after === null) return { kind: 'top' };
  if (block.before !== null) return { kind: 'above', issue: issueOf(sight, block.before) };
  return { kind: 'below', issue: issueOf(sight, block.after) };
}
