import type { AccountId, Actor, ProjectId } from '../../core/actor';
import type { Authority, LendablePower, RefusalReason } from '../../core/authority';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Named, People, Projects } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { endOf, ownerAt, stateOf, type DelegationState } from './rules';
import { readOwnership } from './store';

export interface ReadDelegatesDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: People;
  readonly storage: Storage;
  readonly now: Now;
}

export interface Delegates {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly owner: Named | null;
  /** Running ones first, then those to come, then ended ones, the latest first. */
  readonly delegations: readonly {
    readonly id: string;
    readonly to: Named;
    /** Whose powers they are. Null where that owner is no longer on record. */
    readonly for: Named | null;
    readonly powers: readonly LendablePower[];
    readonly from: number;
    /** When it ends or ended, also where that was before its time. */
    readonly until: number;
    readonly reason: string;
    readonly by: Named;
    readonly at: number;
    readonly state: DelegationState;
  }[];
  /** Whether the reader may lend here; why not. */
  readonly lending: { readonly allowed: true } | { readonly allowed: false; readonly reason: RefusalReason };
}

export type DelegatesResult =
  | { readonly kind: 'shown'; readonly shown: Delegates }
  | { readonly kind: 'refused'; readonly reason: Extract<RefusalReason, 'anonymous' | 'app'> | 'not-software' };

const ORDER: readonly DelegationState[] = ['now', 'later', 'ended'];
/** Ended ones are kept for the guard; a page shows the last few. */
const MOST_ENDED = 10;

/** Who stands in for the owner: for whoever sees the project (AppError `not-found` otherwise). */
export async function readDelegates(deps: ReadDelegatesDeps, actor: Actor, claimed: ProjectId): Promise<DelegatesResult> {
  if (actor.kind !== 'person') return { kind: 'refused', reason: actor.kind };
  const project = await deps.projects.asCaller(claimed);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  const [ownership, decision] = await Promise.all([
    readOwnership(deps.storage, project.id),
    deps.authority.mayUse(actor, 'lend', { projectId: project.id }),
  ]);
  const now = deps.now();
  const states = ownership.delegations.map((each) => ({
    ...each,
    for: ownerAt(each.at, ownership),
    until: endOf(each),
    state: stateOf(each, now),
  }));
  const shown = ORDER.flatMap((state) => {
    const those = states.filter((each) => each.state === state);
    return state === 'ended'
      ? those.sort((one, other) => other.until - one.until).slice(0, MOST_ENDED)
      : those.sort((one, other) => one.from - other.from);
  });
  const named = await naming(deps.people, [ownership.owner, ...shown.flatMap((each) => [each.to, each.by, each.for])]);
  return {
    kind: 'shown',
    shown: {
      projectId: project.id,
      revision: ownership.revision,
      owner: ownership.owner === null ? null : named(ownership.owner),
      delegations: shown.map(({ id, to, for: lender, powers, from, until, reason, by, at, state }) => ({
        id,
        to: named(to),
        for: lender === null ? null : named(lender),
        powers,
        from,
        until,
        reason,
        by: named(by),
        at,
        state,
      })),
      // An admin may lend, but where nobody owns the project there is nothing to lend.
      lending: !decision.allowed
        ? { allowed: false, reason: decision.reason }
        : ownership.owner === null
          ? { allowed: false, reason: 'vacant' }
          : { allowed: true },
    },
  };
}

/** Each name once. Whom this reader may not look up has none, and the page is shown all the same. */
async function naming(people: People, accounts: readonly (AccountId | null)[]): Promise<(account: AccountId) => Named> {
  const wanted = [...new Set(accounts)].flatMap((account) => account ?? []);
  const nameOf = async (account: AccountId): Promise<readonly [AccountId, string | null]> => {
    try {
      return [account, await people.nameOf(account)];
    } catch (error) {
      if (error instanceof AppError && error.code === 'forbidden') return [account, null];
      throw error;
    }
  };
  const names = new Map(await Promise.all(wanted.map(nameOf)));
  return (accountId) => ({ accountId, name: names.get(accountId) ?? null });
}
