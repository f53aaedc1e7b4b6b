import type { AccountId, Actor, IssueId } from '../../core/actor';
import type { Decision } from '../../core/authority';
import type { Now } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { IssueForPanel } from '../../core/issue';
import type { Named, People } from '../../core/permissions';
import type { Storage } from '../../core/storage';
import { readConfirmation } from './confirmations';
import type { Inputs, ScoringModel } from './model';
import type { ScoringPolicy } from './scoring-policy';
import { readRows, readTeam, type Team } from './stored-team';
import { isWide, median, ownersRow, usable, whatCounts, type OwnAnswers } from './team-rules';
import { valueOf, type Value } from './value';

export interface ShowDeps {
  readonly storage: Storage;
  readonly people: Pick<People, 'namesOf'>;
  readonly now: Now;
}

/** What was done and by whom; `for`: on whose behalf a delegate did it. */
export interface Done {
  readonly by: Named;
  readonly for: Named | null;
  readonly at: number;
}

/** A team's scoring of an issue as one person may see it: of answers hidden from them there is nothing here but who gave some (S5). */
export interface TeamShown {
  readonly policy: 'median' | 'owner';
  /** This person's own answers. */
  readonly own: Inputs;
  readonly givers: readonly Named[];
  /** Only the questions whose answers this person may see: all once they are revealed, before that those they answered themselves. */
  readonly answers: readonly {
    readonly factor: string;
    readonly given: readonly { readonly accountId: AccountId; readonly answer: number }[];
    readonly median: number;
    readonly wide: boolean;
  }[];
  /** Whose answers count where the owner's do. */
  readonly counts: AccountId | null;
  readonly revealed: Done | null;
  readonly override: (Done & { readonly answers: Inputs; readonly reason: string }) | null;
  readonly may: { readonly reveal: boolean; readonly override: boolean };
  readonly vacant: boolean;
  /** Jira's field does not hold what counts: somebody edited it there, or a write failed. */
  readonly pending: boolean;
}

export interface Shown {
  readonly value: Value;
  readonly team: TeamShown | null;
}

/** An issue's value and its team's answers, for whoever sees the issue. Asks Jira for names where there are some to show: one call at the most. */
export async function showIssue(
  deps: ShowDeps,
  actor: Actor,
  issue: IssueForPanel,
  { model, policy, decision }: { readonly model: ScoringModel; readonly policy: ScoringPolicy; readonly decision: Decision },
): Promise<Shown> {
  const viewer = actor.kind === 'person' ? actor.accountId : null;
  const [confirmation, team] = await Promise.all([
    readConfirmation(deps.storage, issue.id),
    policy.team === 'off' ? null : teamOf(deps.storage, issue.id),
  ]);
  const value = valueOf(model, issue, { confirmation, staleAfterDays: policy.staleAfterDays, now: deps.now() });
  const acts = team === null ? [] : [team.revealed, team.override].filter((act) => act !== null);
  const nameOf = await namesOf(deps.people, viewer, [
    value.lastScored?.name === null ? value.lastScored.by : null,
    value.confirmed?.by ?? null,
    ...(team?.givers ?? []).map(({ account }) => account),
    ...acts.flatMap((act) => [act.by, act.for]),
  ]);
  return {
    value: {
      ...value,
      lastScored:
        value.lastScored === null ? null : { ...value.lastScored, name: value.lastScored.name ?? nameOf(value.lastScored.by).name },
      confirmed: value.confirmed === null ? null : { ...value.confirmed, name: nameOf(value.confirmed.by).name },
    },
    team: team === null || policy.team === 'off' ? null : shownTo(viewer, team, { policy: policy.team, model, value, decision, nameOf }),
  };
}

type WithRows = Team & { readonly rows: readonly OwnAnswers[] };

async function teamOf(storage: Storage, issueId: IssueId): Promise<WithRows> {
  const team = await readTeam(storage, issueId);
  const accounts = team.givers.map(({ account }) => account);
  return { ...team, rows: accounts.length === 0 ? [] : await readRows(storage, issueId, accounts) };
}

interface About {
  readonly policy: 'median' | 'owner';
  readonly model: ScoringModel;
  readonly value: Value;
  readonly decision: Decision;
  readonly nameOf: (account: AccountId) => Named;
}

function shownTo(viewer: AccountId | null, team: WithRows, { policy, model, value, decision, nameOf }: About): TeamShown {
  const { revealed, override, rows } = team;
  const mine = rows.find(({ account }) => account === viewer);
  const own = usable(model, mine?.factors ?? null);
  const given = rows.map(({ account, factors }) => ({ accountId: account, answers: usable(model, factors) }));
  const done = (act: { readonly by: AccountId; readonly for: AccountId | null; readonly at: number }): Done => ({
    by: nameOf(act.by),
    for: act.for === null ? null : nameOf(act.for),
    at: act.at,
  });
  const counts = whatCounts(policy, model, rows, { isRevealed: revealed !== null, override: override?.factors ?? null });
  return {
    policy,
    own,
    givers: team.givers.map(({ account }) => nameOf(account)),
    answers: model.factors.flatMap((factor) => {
      if (revealed === null && !Object.hasOwn(own, factor.key)) return [];
      const to = given.flatMap(({ accountId, answers }) => {
        const answer = answers[factor.key];
        return answer === undefined ? [] : [{ accountId, answer }];
      });
      const numbers = to.map(({ answer }) => answer);
      const middle = median(factor.scale, numbers);
      if (middle === null) return [];
      return [
        {
          factor: factor.key,
          given: to,
          median: middle,
          wide: isWide(factor.scale, { low: Math.min(...numbers), high: Math.max(...numbers) }),
        },
      ];
    }),
    counts: policy === 'owner' ? (ownersRow(rows)?.account ?? null) : null,
    revealed: revealed === null ? null : done(revealed),
    override: override === null ? null : { ...done(override), answers: usable(model, override.factors), reason: override.reason },
    may: {
      reveal: revealed === null && team.givers.length > 0 && mayReveal(decision, mine !== undefined && mine.factors !== null),
      override: decides(decision),
    },
    vacant: decision.allowed && decision.accountableOwner === null,
    pending: Object.entries(counts).some(([key, answer]) => value.inputs[key] !== answer),
  };
}

/** Owner, or delegate with the power to score. */
export const decides = (decision: Decision): boolean => decision.allowed && decision.capacity.kind !== 'member';

/** Where nobody owns the project, whoever may score and has answered may reveal: else nobody could. */
export const mayReveal = (decision: Decision, hasAnswered: boolean): boolean =>
  decides(decision) || (decision.allowed && decision.accountableOwner === null && hasAnswered);

/** The viewer knows their own name. Where Jira does not answer, the rest is worth showing. */
async function namesOf(
  people: Pick<People, 'namesOf'>,
  viewer: AccountId | null,
  accounts: readonly (AccountId | null)[],
): Promise<(account: AccountId) => Named> {
  const others = [...new Set(accounts)].filter((account) => account !== null && account !== viewer);
  let names: ReadonlyMap<AccountId, string> = new Map();
  try {
    if (others.length > 0) names = await people.namesOf(others.filter((account) => account !== null));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return (accountId) => ({ accountId, name: names.get(accountId) ?? null });
}
