import type { WishInput } from '../../contract/requests';
import type { Actor, IssueId } from '../../core/actor';
import type { RefusalReason } from '../../core/authority';
import type { Now } from '../../core/clock';
import type { Tier, VisibleIssue } from '../../core/rank';
import type { Orders } from '../../core/requests';
import { requests as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { powersOf, refuse, shown, type FindDeps, type Outcome, type Refused } from './found-request';
import { planOf, type Wish } from './rules';
import {
  asksOf,
  asksWrite,
  isOpen,
  pointerWrite,
  readPointer,
  readRequest,
  requestWrites,
  wishKey,
  type Asks,
  type Request,
} from './store';
import type { Reader } from './view';

export interface AskDeps extends FindDeps {
  readonly now: Now;
  readonly newId: () => string;
}

export interface AskClaim {
  readonly issueId: IssueId;
  readonly wish: WishInput;
  readonly reason: string;
}

export type AskRefusal = RefusalReason | 'not-software' | 'may-rank' | 'nobody-to-ask' | 'too-many-asks' | 'too-many-askers' | 'conflict';

/** `unfit`: the wish has no meaning here, as a sentence about the field that says it. */
export type AskResult =
  | { readonly kind: 'asked'; readonly request: Extract<Outcome, { kind: 'done' }>['request']; readonly joined: boolean }
  | Refused<AskRefusal>
  | Unfit;

interface Unfit {
  readonly kind: 'unfit';
  readonly field: 'issueId' | 'issue' | 'position' | 'wish';
  readonly sentence: string;
}

/** One person's open requests in one project. */
const MOST_ASKS = 20;
/** Reasons of the longest kind that fit into one stored value beside a long thread. */
const MOST_ASKERS = 50;
/** Two who ask the same at once meet once; more often is more than people do. */
const MOST_CROSSINGS = 4;

/**
 * Asks the owner to rank an issue (Q1). Whoever wishes the same joins the request that is open already, also where both ask at once; asking again
 * changes one's own reason.
 */
export async function askToRank(deps: AskDeps, actor: Actor, claim: AskClaim): Promise<AskResult> {
  if (actor.kind !== 'person') return refuse(actor.kind);
  const issue = await deps.visible.find(claim.issueId);
  if (issue === null) return refuse('cannot-see');
  const powers = await powersOf(deps.authority, actor, { projectId: issue.projectId, issueId: issue.id });
  if (powers.kind === 'refused') return powers;
  if (powers.rank.allowed) return refuse('may-rank');
  if (powers.rank.reason === 'vacant') return refuse('nobody-to-ask');
  if (powers.rank.reason !== 'not-owner') return refuse(powers.rank.reason);
  if (!(await deps.projects.asCaller(issue.projectId)).software) return refuse('not-software');

  const standing = await findStanding(deps.orders, issue);
  if (standing === null) return { kind: 'unfit', field: 'issueId', sentence: fill(text.unfit.outside, { key: issue.key }) };
  const wish = await understand(deps, claim.wish, issue, standing);
  if ('sentence' in wish) return wish;
  return store(deps, powers.reader, { issue, standing, wish, reason: claim.reason });
}

export interface Standing {
  readonly tier: Tier;
  readonly order: readonly IssueId[];
}

/** In which of a project's orders an issue stands; null: in none. */
export async function findStanding(orders: Orders, { id, projectId }: Pick<VisibleIssue, 'id' | 'projectId'>): Promise<Standing | null> {
  for (const tier of ['backlog', 'epics'] as const) {
    const order = await orders.inOrder(projectId, tier);
    if (order.includes(id)) return { tier, order };
  }
  return null;
}

/** A wish in ids, or what is wrong with it. Nobody names an issue they can't see. */
async function understand(deps: AskDeps, given: WishInput, issue: VisibleIssue, { tier, order }: Standing): Promise<Wish | Unfit> {
  const name = text.orders[tier];
  let wish: Wish;
  if (given.kind === 'above' || given.kind === 'below') {
    const unfit = (sentence: string): Unfit => ({ kind: 'unfit', field: 'issue', sentence });
    const anchor = await deps.visible.find(given.issue);
    if (anchor === null) return unfit(fill(text.unfit.noAnchor, { key: given.issue }));
    if (anchor.id === issue.id) return unfit(fill(text.unfit.itself, { key: issue.key }));
    if (anchor.projectId !== issue.projectId) return unfit(fill(text.unfit.elsewhere, { key: anchor.key, issue: issue.key }));
    if (!order.includes(anchor.id)) return unfit(fill(text.unfit.anchorOutside, { key: anchor.key, order: name }));
    wish = { kind: given.kind, issue: anchor.id };
  } else {
    wish = given;
  }
  const plan = planOf({ kind: 'wish', issue: issue.id, wish }, order);
  if (plan.kind === 'moved')
    return { kind: 'unfit', field: 'position', sentence: fill(text.unfit.tooFar, { order: name, total: order.length }) };
  if (plan.calls.length === 0) {
    const place = order.indexOf(issue.id) + 1;
    return { kind: 'unfit', field: 'wish', sentence: fill(text.unfit.alreadyThere, { key: issue.key, place }) };
  }
  return wish;
}

interface Asked {
  readonly issue: VisibleIssue;
  readonly standing: Standing;
  readonly wish: Wish;
  readonly reason: string;
}

async function store(deps: AskDeps, reader: Reader, { issue, standing, wish, reason }: Asked): Promise<AskResult> {
  const { projectId } = issue;
  for (let crossings = 0; crossings < MOST_CROSSINGS; crossings += 1) {
    const [pointer, mine] = await Promise.all([
      readPointer(deps.storage, wishKey(projectId, issue.id, wish)),
      asksOf(deps.storage, projectId, reader.account),
    ]);
    const same = pointer.requestId === null ? undefined : await readRequest(deps.storage, pointer.requestId);
    const open = same !== undefined && isOpen(same) ? same : undefined;
    const already = open?.askers.some(({ account }) => account === reader.account) === true;
    const kept = already ? null : await stillOpen(deps, mine, reader);
    if (kept !== null && kept.length >= MOST_ASKS) return refuse('too-many-asks');
    if (open !== undefined && !already && open.askers.length >= MOST_ASKERS) return refuse('too-many-askers');

    const next = open === undefined ? begun(deps, reader, { issue, standing, wish, reason }) : joinedBy(open, reader, reason, deps.now());
    const committed = await deps.storage.commit([
      ...requestWrites(next),
      ...(open === undefined ? [pointerWrite(pointer, next.id)] : []),
      ...(kept === null ? [] : [asksWrite(mine, [...kept, next.id])]),
    ]);
    if (committed === 'conflict') continue;
    const stored = { ...next, revision: next.revision + 1 };
    const { request } = await shown(deps, reader, stored, [[standing.tier, standing.order]]);
    return { kind: 'asked', request, joined: open !== undefined };
  }
  return refuse('conflict');
}

/** Which of the asks on record still count. They are looked through only once there are many. */
async function stillOpen({ storage }: AskDeps, { requests }: Asks, { account }: Reader): Promise<readonly string[]> {
  if (requests.length < MOST_ASKS) return requests;
  const found = await Promise.all(requests.map((id) => readRequest(storage, id)));
  return found.flatMap((each) =>
    each !== undefined && isOpen(each) && each.askers.some((asker) => asker.account === account) ? [each.id] : [],
  );
}

function begun(deps: AskDeps, { account }: Reader, { issue, standing, wish, reason }: Asked): Request {
  const at = deps.now();
  return {
    id: deps.newId(),
    projectId: issue.projectId,
    revision: 0,
    origin: 'hand',
    tier: standing.tier,
    status: 'open',
    ask: { kind: 'wish', issue: issue.id, wish },
    askedAt: at,
    askers: [{ account, at, reason }],
    thread: [],
    approving: null,
    decision: null,
    closedAt: null,
  };
}

function joinedBy(open: Request, { account }: Reader, reason: string, at: number): Request {
  const askers = open.askers.some((each) => each.account === account)
    ? open.askers.map((each) => (each.account === account ? { ...each, reason } : each))
    : [...open.askers, { account, at, reason }];
  return { ...open, askers };
}
