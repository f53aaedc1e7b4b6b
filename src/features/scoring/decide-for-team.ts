import type { Actor, IssueId } from '../../core/actor';
import type { Audit } from '../../core/audit';
import type { Capacity } from '../../core/authority';
import { applyTeam, changeTeam, teamScorable, type TeamResult, type TeamScorable } from './give-own-answers';
import { answering } from './rules';
import { faultsIn, type Invalid, type ScoreIssueDeps } from './score-issue';
import { decides, mayReveal, showIssue } from './show-issue';
import type { Act, Team } from './stored-team';
import type { Answers } from './write-answers';

export interface DecideForTeamDeps extends ScoreIssueDeps {
  readonly audit: Audit;
}

const LONGEST_REASON = 500;

const actOf = ({ by, capacity }: { readonly by: string; readonly capacity: Capacity }, at: number): Act => ({
  by,
  for: capacity.kind === 'delegate' ? capacity.for : null,
  at,
});

/** Shows everybody's answers to everybody, for good, and writes what counts to Jira. For owner and delegates; where nobody owns the project, for who has answered. */
export async function revealAnswers(
  deps: DecideForTeamDeps,
  actor: Actor,
  claimed: IssueId,
): Promise<TeamResult<'nobody-answered' | 'not-owner' | 'answer-first'>> {
  const found = await teamScorable(deps, actor, claimed);
  if (found.kind === 'refused') return found;
  const changed = await changeTeam<'nobody-answered' | 'not-owner' | 'answer-first'>(deps.storage, found.issue.id, (team) => {
    const hasAnswered = team.givers.some(({ account }) => account === found.by);
    if (!mayReveal(found.decision, hasAnswered)) return found.decision.accountableOwner === null ? 'answer-first' : 'not-owner';
    if (team.givers.length === 0) return 'nobody-answered';
    return team.revealed === null ? { team: { ...team, revealed: actOf(found, deps.now()) } } : null;
  });
  return applied(deps, actor, found, changed);
}

/**
 * Sets other answers than the team's, with a reason: they count until somebody takes them back or sets others. Only the questions named; null takes one back. For owner
 * and delegates.
 */
export async function overrideAnswers(
  deps: DecideForTeamDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly answers: Answers; readonly reason: string },
): Promise<TeamResult<'no-answers' | 'no-reason'> | Invalid> {
  const found = await teamScorable(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  if (!decides(found.decision)) return { kind: 'refused', reason: notDecided(found) };
  const { issue, model } = found;
  const invalid = faultsIn(model, claim.answers);
  if (invalid !== null) return invalid;
  const reason = claim.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) return { kind: 'refused', reason: 'no-reason' };
  const changed = await changeTeam<'no-answers'>(deps.storage, issue.id, (team) => {
    const factors = answering(model, team.override?.factors ?? null, claim.answers);
    if (factors === null || Object.keys(factors.inputs).length === 0) return 'no-answers';
    const override = { ...actOf(found, deps.now()), factors, reason };
    return { team: { ...team, override }, writes: [entry(deps, found, 'score-overridden', team, override)] };
  });
  return applied(deps, actor, found, changed);
}

/** The team's answers count again. For owner and delegates. */
export async function clearOverride(deps: DecideForTeamDeps, actor: Actor, claimed: IssueId): Promise<TeamResult> {
  const found = await teamScorable(deps, actor, claimed);
  if (found.kind === 'refused') return found;
  if (!decides(found.decision)) return { kind: 'refused', reason: notDecided(found) };
  const changed = await changeTeam<never>(deps.storage, found.issue.id, (team) =>
    team.override === null
      ? null
      : { team: { ...team, override: null }, writes: [entry(deps, found, 'score-override-cleared', team, null)] },
  );
  return applied<never>(deps, actor, found, changed);
}

/** Writes what counts to Jira again, after somebody edited the field there or a write failed. For whoever may score. */
export async function applyAgain(deps: DecideForTeamDeps, actor: Actor, claimed: IssueId): Promise<TeamResult> {
  const found = await teamScorable(deps, actor, claimed);
  return found.kind === 'refused' ? found : { kind: 'shown', ...(await showIssue(deps, actor, await applyTeam(deps, found), found)) };
}

async function applied<Refused extends string>(
  deps: DecideForTeamDeps,
  actor: Actor,
  found: TeamScorable,
  changed: Team | Refused | 'conflict',
): Promise<TeamResult<Refused>> {
  if (typeof changed === 'string') return { kind: 'refused', reason: changed };
  return { kind: 'shown', ...(await showIssue(deps, actor, await applyTeam(deps, found), found)) };
}

const notDecided = ({ decision }: TeamScorable): 'vacant' | 'not-owner' => (decision.accountableOwner === null ? 'vacant' : 'not-owner');

function entry(
  deps: DecideForTeamDeps,
  { issue, by, capacity, decision }: TeamScorable,
  kind: 'score-overridden' | 'score-override-cleared',
  { override: before }: Team,
  after: Team['override'],
): ReturnType<Audit['entry']> {
  const said = (override: Team['override']): unknown =>
    override === null ? null : { issueId: issue.id, answers: override.factors.inputs, reason: override.reason };
  return deps.audit.entry({
    projectId: issue.projectId,
    kind,
    actor: by,
    capacity,
    accountableOwner: decision.accountableOwner,
    before: said(before) ?? { issueId: issue.id },
    after: said(after) ?? { issueId: issue.id },
  });
}
