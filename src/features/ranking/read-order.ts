import * as z from 'zod/mini';
import type { AccountId, Actor, IssueId, ProjectId } from '../../core/actor';
import type { NotForThem } from '../../core/administered';
import { administered } from '../../core/administered';
import { AppError } from '../../core/errors';
import type { BacklogOrder } from '../../core/ports';
import type { Named, Project } from '../../core/permissions';
import type { RankAsCaller, ReadScores, Anchor, Tier } from '../../core/rank';
import type { Storage } from '../../core/storage';
import { hiddenOf } from './hidden';
import { keepHints } from './hints';
import { look } from './look';
import { lastJob, type JobDeps, type JobShown } from './rank-by-score';
import { readRankLog, type ForReaders, type LogRow } from './read-guard';
import { inScope } from './rules/ledger';
import { diffOrders } from './rules/order-diff';
import { orderAt } from './stored-history';
import { readBefore, readJobs } from './stored-job';
import { readLedger } from './stored-ledger';
import { readPins } from './pins';

export interface OrderDeps extends JobDeps {
  readonly order: BacklogOrder;
  readonly scores: ReadScores;
  readonly asCaller: RankAsCaller;
}

interface InTier {
  readonly projectId: ProjectId;
  readonly tier: Tier;
}

export interface OrderShown extends InTier {
  readonly order: readonly IssueId[];
  readonly hidden: number;
  readonly pinned: readonly IssueId[];
  readonly mayRank: boolean;
  readonly owner: Named | null;
  readonly job: JobShown | null;
  readonly lastVisit: number | null;
}

export type ForSeeing<T> = ForReaders<T> | { readonly kind: 'refused'; readonly reason: 'cannot-see' };

/** The project, for whoever sees it and its issues: an administrator of Jira may see the one without the other. */
async function browsed(
  deps: OrderDeps,
  actor: Actor,
  claimed: ProjectId,
): Promise<
  | { readonly kind: 'browsed'; readonly project: Project; readonly mayRank: boolean }
  | { readonly kind: 'refused'; readonly reason: 'not-software' | 'cannot-see' }
> {
  const [project, decision] = await Promise.all([
    deps.projects.asCaller(claimed),
    deps.authority.mayUse(actor, 'rank', { projectId: claimed }),
  ]);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  if (!decision.allowed && decision.reason === 'cannot-see') return { kind: 'refused', reason: 'cannot-see' };
  return { kind: 'browsed', project, mayRank: decision.allowed };
}

/** The order as the guard knows it, or as the search index shows it where nothing is guarded. For whoever sees the project. */
export async function readOrder(deps: OrderDeps, actor: Actor, claim: InTier): Promise<ForSeeing<OrderShown>> {
  const found = await browsed(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project, mayRank } = found;
  const at = { projectId: project.id, tier: claim.tier };
  const [{ order, hidden }, pinned, tenure, job, lastVisit] = await Promise.all([
    shownOrder(deps, at),
    readPins(deps.storage, project.id),
    deps.tenures.of(project.id),
    lastJob(deps, actor, project.id),
    actor.kind === 'person' ? readVisit(deps.storage, at, actor.accountId) : null,
  ]);
  const inOrder = new Set(order);
  const names = tenure.owner === null ? new Map<AccountId, string>() : await deps.people.namesOf([tenure.owner]);
  const shown = {
    ...at,
    order,
    hidden,
    pinned: pinned.ids.filter((id) => inOrder.has(id)),
    mayRank,
    owner: tenure.owner === null ? null : { accountId: tenure.owner, name: names.get(tenure.owner) ?? null },
    job,
    lastVisit,
  };
  return { kind: 'shown', shown };
}

/** Without the issues hidden from the reader, which are counted. */
async function shownOrder(
  deps: OrderDeps,
  { projectId, tier }: InTier,
): Promise<{ readonly order: readonly IssueId[]; readonly hidden: number }> {
  const [ledger, hidden] = await Promise.all([readLedger(deps.storage, projectId), hiddenOf(deps, projectId)]);
  const all = ledger === undefined ? await deps.order.idsInOrder({ projectId, tier, typeId: null }) : inScope(ledger.orders[tier]);
  const order = all.filter((id) => !hidden.has(id));
  return { order, hidden: all.length - order.length };
}

/** Issues whose scores one call answers: ten reads of Jira. */
const SCORES = 1_000;

export async function scoresOf(
  deps: OrderDeps,
  actor: Actor,
  claim: InTier & { readonly from: number },
): Promise<
  ForSeeing<{ readonly scores: readonly { readonly id: IssueId; readonly score: number | null }[]; readonly next: number | null }>
> {
  const found = await browsed(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project } = found;
  const { order } = await shownOrder(deps, { projectId: project.id, tier: claim.tier });
  const scores = await deps.scores.asCaller(order.slice(claim.from, claim.from + SCORES));
  const next = claim.from + SCORES < order.length ? claim.from + SCORES : null;
  return { kind: 'shown', shown: { scores: [...scores].map(([id, score]) => ({ id, score })), next } };
}

/** As the caller, so that Jira's history names them; the guard is told where to look. */
export async function moveIssues(
  deps: OrderDeps,
  actor: Actor,
  claim: InTier & { readonly issues: readonly IssueId[]; readonly anchor: Anchor },
): Promise<
  | { readonly kind: 'moved'; readonly left: readonly IssueId[] }
  | NotForThem
  | { readonly kind: 'refused'; readonly reason: 'order-changed' }
> {
  const found = await administered(deps, actor, claim.projectId, 'rank');
  if (found.kind === 'refused') return found;
  const { project } = found;
  const { order } = await shownOrder(deps, { projectId: project.id, tier: claim.tier });
  const known = new Set(order);
  const next = 'after' in claim.anchor ? claim.anchor.after : claim.anchor.before;
  const issues = [...new Set(claim.issues)].filter((id) => id !== next);
  if (!known.has(next) || issues.some((id) => !known.has(id))) return { kind: 'refused', reason: 'order-changed' };
  const left = issues.length === 0 ? [] : await deps.asCaller.rank(issues, claim.anchor);
  await lookAt(deps, project.id, issues);
  return { kind: 'moved', left };
}

/** At once, so that whoever reads the order next reads what they did; where that fails, the event or the sweep leads there. */
async function lookAt(deps: OrderDeps, projectId: ProjectId, issues: readonly IssueId[]): Promise<void> {
  const hints = issues.map((id) => ({ id }));
  try {
    if (hints.length > 0) await look(deps, projectId, hints);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await keepHints(deps, projectId, hints);
  }
}

export interface Why {
  readonly pinned: boolean;
  readonly last:
    | { readonly kind: 'hand'; readonly row: LogRow }
    | { readonly kind: 'by-score'; readonly by: Named; readonly for: Named | null; readonly at: number }
    | null;
}

/** AppError `not-found` semantics: null for whoever cannot see the issue. */
export async function readWhy(deps: OrderDeps, issueId: IssueId): Promise<ForReaders<Why> | null> {
  const issue = await deps.visible.find(issueId);
  if (issue === null) return null;
  const [pins, rows, { jobs }] = await Promise.all([
    readPins(deps.storage, issue.projectId),
    readRankLog(deps, { projectId: issue.projectId, issueId: issue.id }),
    readJobs(deps.storage, issue.projectId),
  ]);
  if (rows.kind === 'refused') return rows;
  const pinned = pins.ids.includes(issue.id);
  const row = rows.shown.rows.find(({ outcome }) => outcome === 'adopted' || outcome === 'carried-out' || outcome === 'joined');
  // The last whole order it was part of, unless that was taken back.
  const undone = new Set(jobs.map(({ undoes }) => undoes));
  for (const job of [...jobs].reverse()) {
    if (job.kind !== 'by-score' || undone.has(job.id) || (row !== undefined && row.at > job.startedAt)) continue;
    if (!(await readBefore(deps.storage, issue.projectId, job.id)).includes(issue.id)) continue;
    const names = await deps.people.namesOf([job.by, ...(job.for === null ? [] : [job.for])]);
    const named = (accountId: AccountId): Named => ({ accountId, name: names.get(accountId) ?? null });
    const last = { kind: 'by-score' as const, by: named(job.by), for: job.for === null ? null : named(job.for), at: job.startedAt };
    return { kind: 'shown', shown: { pinned, last } };
  }
  return { kind: 'shown', shown: { pinned, last: row === undefined ? null : { kind: 'hand', row } } };
}

/** Of each kind at most so many are named. */
const MOST_NAMED = 100;

export interface Changes {
  readonly keptSince: number | null;
  readonly moved: readonly { readonly id: IssueId; readonly from: number; readonly to: number }[];
  readonly joined: readonly IssueId[];
  readonly left: number;
  readonly counts: { readonly moved: number; readonly joined: number; readonly left: number };
}

/** What is different from the order at `since`, by the fewest moves that explain it. Places are counted from 1. */
export async function readChanges(deps: OrderDeps, actor: Actor, claim: InTier & { readonly since: number }): Promise<ForSeeing<Changes>> {
  const past = await pastOrder(deps, actor, { ...claim, at: claim.since });
  if (past.kind === 'refused') return past;
  const { before, now, keptSince } = past.shown;
  const { out, into } = diffOrders(before, now);
  const from = new Map(out.map(([index, id]) => [id, index + 1]));
  const here = new Set(into.map(([, id]) => id));
  const moved = into.flatMap(([index, id]) => {
    const was = from.get(id);
    return was === undefined ? [] : [{ id, from: was, to: index + 1 }];
  });
  const joined = into.flatMap(([, id]) => (from.has(id) ? [] : [id]));
  const left = out.filter(([, id]) => !here.has(id)).length;
  const counts = { moved: moved.length, joined: joined.length, left };
  return { kind: 'shown', shown: { keptSince, moved: moved.slice(0, MOST_NAMED), joined: joined.slice(0, MOST_NAMED), left, counts } };
}

export async function readPastOrder(
  deps: OrderDeps,
  actor: Actor,
  claim: InTier & { readonly at: number },
): Promise<ForSeeing<{ readonly order: readonly IssueId[]; readonly hidden: number; readonly keptSince: number | null }>> {
  const past = await pastOrder(deps, actor, claim);
  if (past.kind === 'refused') return past;
  const { before, hidden, keptSince } = past.shown;
  return { kind: 'shown', shown: { order: before, hidden, keptSince } };
}

interface Past {
  readonly before: readonly IssueId[];
  readonly now: readonly IssueId[];
  readonly hidden: number;
  readonly keptSince: number | null;
}

async function pastOrder(deps: OrderDeps, actor: Actor, claim: InTier & { readonly at: number }): Promise<ForSeeing<Past>> {
  const found = await browsed(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project } = found;
  const [ledger, hidden] = await Promise.all([readLedger(deps.storage, project.id), hiddenOf(deps, project.id)]);
  // Without a guard nobody watches, and nothing is remembered.
  if (ledger === undefined) return { kind: 'shown', shown: { before: [], now: [], hidden: 0, keptSince: deps.now() } };
  const past = await orderAt(deps.storage, project.id, ledger.orders, claim.tier, claim.at);
  const isShown = (id: IssueId): boolean => !hidden.has(id);
  const before = past.order.filter(isShown);
  const now = inScope(ledger.orders[claim.tier]).filter(isShown);
  return { kind: 'shown', shown: { before, now, hidden: past.order.length - before.length, keptSince: past.keptSince } };
}

const visit = z.object({ version: z.literal(1), at: z.number() });
const visitKey = ({ projectId, tier }: InTier, account: AccountId): string => `visit:${projectId}:${tier}:${account}`;

async function readVisit(storage: Storage, at: InTier, account: AccountId): Promise<number | null> {
  return (await storage.get(visitKey(at, account), (value) => visit.parse(value)))?.at ?? null;
}

/** The reader has seen the order as it is now. */
export async function noteVisit(deps: OrderDeps, actor: Actor, claim: InTier): Promise<ForSeeing<{ readonly at: number }>> {
  const found = await browsed(deps, actor, claim.projectId);
  if (found.kind === 'refused') return found;
  const { project } = found;
  const at = deps.now();
  if (actor.kind === 'person')
    await deps.storage.set(visitKey({ projectId: project.id, tier: claim.tier }, actor.accountId), { version: 1, at });
  return { kind: 'shown', shown: { at } };
}
