import type { Actor, IssueId } from '../../core/actor';
import type { IssueForPanel } from '../../core/issue';
import type { AtomicWrite, Storage } from '../../core/storage';
import { keepConfirmation } from './confirmations';
import type { ScoringModel } from './model';
import { answering } from './rules';
import { faultsIn, scorable, type Invalid, type NotToScore, type Scorable, type ScoreIssueDeps } from './score-issue';
import { showIssue, type Shown } from './show-issue';
import { readRows, readTeam, rowWrite, teamWrite, withRows, type Team } from './stored-team';
import { whatCounts, type OwnAnswers } from './team-rules';
import { answered } from './value';
import { writeAnswers, type Answers } from './write-answers';

/** More are a survey, not a team. */
const MOST_GIVERS = 50;
/** People who answer in the very same moment; more in a row than that do not. */
const MOST_TRIES = 8;

/** An issue of a project that scores as a team, for somebody who may score it. */
export interface TeamScorable extends Scorable {
  readonly policy: Scorable['policy'] & { readonly team: 'median' | 'owner' };
}

export type NotForTeam = NotToScore | { readonly kind: 'refused'; readonly reason: 'no-team-scoring' };

export type TeamResult<Refused extends string = never> =
  (Shown & { readonly kind: 'shown' }) | NotForTeam | { readonly kind: 'refused'; readonly reason: Refused | 'conflict' };

export async function teamScorable(deps: ScoreIssueDeps, actor: Actor, claimed: IssueId): Promise<TeamScorable | NotForTeam> {
  const found = await scorable(deps, actor, claimed);
  if (found.kind === 'refused') return found;
  const { team } = found.policy;
  return team === 'off' ? { kind: 'refused', reason: 'no-team-scoring' } : { ...found, policy: { ...found.policy, team } };
}

/**
 * Gives somebody's own answers (S5). They merge into that person's earlier ones, in a row of their own, so that nobody's are lost however many answer at once; what
 * counts is written to Jira once the answers are revealed.
 */
export async function giveOwnAnswers(
  deps: ScoreIssueDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly answers: Answers },
): Promise<TeamResult<'too-many-givers'> | Invalid> {
  const found = await teamScorable(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const { issue, model, by, capacity } = found;
  const invalid = faultsIn(model, claim.answers);
  if (invalid !== null) return invalid;

  const as = capacity.kind === 'owner' || capacity.kind === 'delegate' ? capacity.kind : 'member';
  let isNew = false;
  const changed = await changeTeam<'too-many-givers'>(deps.storage, issue.id, async (team) => {
    const others = team.givers.map(({ account }) => account).filter((account) => account !== by);
    if (others.length >= MOST_GIVERS) return 'too-many-givers';
    const rows = await readRows(deps.storage, issue.id, [...others, by]);
    const mine = rows.find(({ account }) => account === by);
    const factors = answering(model, mine?.factors ?? null, claim.answers);
    // An owner's delegate of yesterday may be nobody's today: what they say again, they say in today's capacity.
    isNew = mine === undefined ? factors !== null : mine.as !== as || JSON.stringify(mine.factors) !== JSON.stringify(factors);
    if (!isNew) return null;
    const own: OwnAnswers = { account: by, factors, as, at: deps.now() };
    const all = [...rows.filter(({ account }) => account !== by), own];
    return { team: withRows(team, model, all), writes: [rowWrite(issue.projectId, issue.id, own)] };
  });
  if (typeof changed === 'string') return { kind: 'refused', reason: changed };

  const after = await applyTeam(deps, found);
  // Somebody thought again and it comes to the same: that is as good as a new score (S6).
  const isSame = isNew && changed.revealed !== null && after.lastScored?.at === issue.lastScored?.at;
  if (isSame && answered(model, after.factors).outcome.kind === 'scored')
    await keepConfirmation(deps.storage, issue.id, { by, at: deps.now() });
  return { kind: 'shown', ...(await showIssue(deps, actor, after, found)) };
}

/** What a change makes of the team and writes besides; null: nothing; or why it is refused. */
type Change<Refused extends string> = { readonly team: Team; readonly writes?: readonly AtomicWrite[] } | null | Refused;

/** Changes an issue's team as it is then: where somebody was faster, what they wrote is looked at first. */
export async function changeTeam<Refused extends string>(
  storage: Storage,
  issueId: IssueId,
  change: (team: Team) => Change<Refused> | Promise<Change<Refused>>,
): Promise<Team | Refused | 'conflict'> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const team = await readTeam(storage, issueId);
    const next = await change(team);
    if (next === null) return team;
    if (typeof next === 'string') return next;
    const committed = await storage.commit([...(next.writes ?? []), teamWrite(issueId, next.team)]);
    if (committed === 'done') return { ...next.team, revision: team.revision + 1 };
  }
  return 'conflict';
}

/**
 * Writes what counts to Jira, and answers the issue as it is then. It is read only after everything that was to be counted is stored, and whoever writes looks
 * afterwards whether more was stored meanwhile: so that of several who write at once the last one writes what all of them come to.
 */
export async function applyTeam(
  deps: ScoreIssueDeps,
  { issue, model, policy, by }: Pick<TeamScorable, 'issue' | 'model' | 'policy' | 'by'>,
): Promise<IssueForPanel> {
  let before = issue;
  for (let turns = 0; turns < MOST_TRIES; turns += 1) {
    const team = await readTeam(deps.storage, issue.id);
    if (team.revealed === null && team.override === null) return before;
    const [rows, now] = await Promise.all([rowsOf(deps.storage, issue.id, team), deps.fields.issueForPanel(issue.id)]);
    const counts = countsFor(policy.team, model, team, rows);
    before = await writeAnswers(deps, now, model, by, counts);
    if (before === now || (await readTeam(deps.storage, issue.id)).revision === team.revision) return before;
  }
  return before;
}

const rowsOf = (storage: Storage, issueId: IssueId, { givers }: Team): Promise<readonly OwnAnswers[]> =>
  readRows(
    storage,
    issueId,
    givers.map(({ account }) => account),
  );

const countsFor = (policy: 'median' | 'owner', model: ScoringModel, { revealed, override }: Team, rows: readonly OwnAnswers[]): Answers =>
  whatCounts(policy, model, rows, { isRevealed: revealed !== null, override: override?.factors ?? null });
