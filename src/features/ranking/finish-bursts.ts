import { tell as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { AccountId, IssueId, ProjectId } from '../../core/actor';
import { AppError } from '../../core/errors';
import { TIERS, type Tier } from '../../core/rank';
import type { Block } from '../../core/requests';
import type { GuardDeps } from './deps';
import { readLedger, type Returned, type StoredLedger } from './stored-ledger';
import { writeLog, type LogEntry } from './stored-log';
import { update } from './update-ledger';

/** Issues named in a mail; the others are counted. */
const NAMED = 3;

/** One person's moves that are all back: one row each, one request, one mail. */
interface Burst {
  readonly by: AccountId | null;
  readonly moves: readonly [Returned, ...Returned[]];
}

/**
 * What follows when strays are back in place (R4): the log says so, the owner gets a request, the mover is told once. A burst is finished when none of the
 * mover's issues is astray any more; those `unseen`, deleted unannounced or hidden from the app, hold nothing up. Interrupted, the rows and the request are made again as the same; the mail is not, so that nobody is told twice.
 */
export async function finishBursts(deps: GuardDeps, projectId: ProjectId, unseen: ReadonlySet<IssueId>): Promise<void> {
  const ledger = await readLedger(deps.storage, projectId);
  if (ledger === undefined || ledger.returned.length === 0) return;
  for (const burst of finishedBursts(ledger, unseen)) {
    await writeLog(
      deps.storage,
      projectId,
      burst.moves.map((move) => rowOf(move)),
    );
    const wishes = burst.moves.filter(({ reported }) => !reported);
    if (burst.by !== null) for (const tier of TIERS) await fileWishes(deps, projectId, tier, burst.by, wishes);
    const changes = new Set(burst.moves.map(({ id, change }) => `${id}:${change}`));
    let isOurs = false;
    await update(deps, projectId, (held) => {
      const returned = held.returned.filter(({ id, change }) => !changes.has(`${id}:${change}`));
      isOurs = returned.length < held.returned.length;
      return { ...held, returned };
    });
    if (isOurs && burst.by !== null && !burst.moves[0].bot) await tellMover(deps, projectId, burst.by, burst.moves);
  }
}

function finishedBursts({ returned, astray }: StoredLedger, unseen: ReadonlySet<IssueId>): readonly Burst[] {
  const busy = new Set([...astray].filter(([id, { moves }]) => moves > 0 && !unseen.has(id)).map(([, { by }]) => by));
  const bursts = new Map<AccountId | null, [Returned, ...Returned[]]>();
  for (const move of returned) {
    if (busy.has(move.by)) continue;
    const held = bursts.get(move.by);
    if (held === undefined) bursts.set(move.by, [move]);
    else held.push(move);
  }
  return [...bursts].map(([by, moves]) => ({ by, moves }));
}

function rowOf({ id, tier, change, at, by, from, to, total, assumed, moves, reported }: Returned): LogEntry {
  return {
    issueId: id,
    tier,
    change,
    at,
    by,
    capacity: null,
    outcome: reported ? 'reported' : 'put-back',
    from: from ?? null,
    to: to ?? null,
    total: total ?? 0,
    assumed,
    moves,
    reason: null,
  };
}

async function fileWishes(deps: GuardDeps, projectId: ProjectId, tier: Tier, by: AccountId, moves: readonly Returned[]): Promise<void> {
  const blocks = blocksOf(moves.filter((move) => move.tier === tier));
  const last = moves
    .filter((move) => move.tier === tier)
    .reduce<Returned | null>((a, b) => (a === null || b.change > a.change ? b : a), null);
  if (blocks.length === 0 || last === null) return;
  await deps.requests.file({ id: `guard-${projectId}-${tier}-${last.change}`, projectId, tier, by, at: last.at, blocks });
}

/** Issues seen in the same gap, in the order seen. Where an issue was seen is not known for all. */
function blocksOf(moves: readonly Returned[]): readonly Block[] {
  const blocks = new Map<string, { readonly after: IssueId | null; readonly before: IssueId | null; readonly issues: IssueId[] }>();
  for (const { id, under, over } of [...moves].sort((a, b) => (a.to ?? 0) - (b.to ?? 0))) {
    if (under === undefined || over === undefined) continue;
    const key = `${under ?? ''}:${over ?? ''}`;
    const held = blocks.get(key) ?? { after: under, before: over, issues: [] };
    held.issues.push(id);
    blocks.set(key, held);
  }
  return [...blocks.values()];
}

async function tellMover(deps: GuardDeps, projectId: ProjectId, to: AccountId, moves: readonly [Returned, ...Returned[]]): Promise<void> {
  try {
    const named = moves.slice(0, NAMED);
    const { owner } = await deps.tenures.of(projectId);
    const names = owner === null ? new Map<AccountId, string>() : await deps.names.namesOf([owner]);
    const who = (owner === null ? undefined : names.get(owner)) ?? text.theOwner;
    const lines = named.map(({ key: issue = text.anIssue, from, to: seen, reported }) => {
      if (from === undefined) return fill(reported ? text.movedAnywhere : text.backAnywhere, { issue });
      if (seen === undefined) return fill(reported ? text.movedAnywhere : text.back, { issue, place: from });
      return fill(reported ? text.moved : text.backFrom, { issue, place: from, seen });
    });
    const [first] = moves;
    const others = moves.length - named.length;
    const body = [
      ...lines,
      ...(others > 0 ? [fill(others === 1 ? text.oneMore : text.more, { n: others })] : []),
      '',
      fill(first.reported ? text.reported : moves.length === 1 ? text.decides : text.decidesMany, { owner: who }),
      ...(moves.some(({ sprintKept }) => sprintKept) ? [text.sprintKept] : []),
    ].join('\n');
    const issue = first.key ?? text.anIssue;
    const subject = fill(first.reported ? text.subjectReported : moves.length === 1 ? text.subject : text.subjectMany, {
      issue,
      n: moves.length,
    });
    await deps.teller.tell(first.id, to, { subject, text: body });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // It is back, logged and asked; a second try could tell them twice.
    deps.log.warn('A mover could not be told', { code: error.code });
  }
}
