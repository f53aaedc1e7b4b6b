import type { Actor } from './core/actor';
import type { Audit } from './core/audit';
import type { Now } from './core/clock';
import { createAcceptance, type AcceptanceFeature } from './features/acceptance/index';
import { createAudit } from './features/audit/index';
import { createOwnership, type OwnershipFeature } from './features/ownership/index';
import { createRanking, type RankingFeature } from './features/ranking/index';
import { createRequests, type RequestsFeature } from './features/requests/index';
import { createScoring, type ScoringFeature } from './features/scoring/index';
import { createSprints, type SprintsFeature } from './features/sprints/index';
import type { Log } from './core/ports';
import type { Sites } from './core/site';
import { createBacklogOrder } from './platform/backlog-order';
import { createFactorsHistory } from './platform/factors-history';
import { createFoundScores } from './platform/found-scores';
import { createIssueList } from './platform/issue-list';
import { createJobs } from './platform/jobs';
import { log } from './platform/log';
import { modelNotice } from './platform/model-notice';
import { createPeopleForApp, people, permissions, projects } from './platform/permissions';
import { resolverOf } from './platform/resolver';
import { rankAsCaller } from './platform/rank-as-caller';
import { createRankedBacklog } from './platform/ranked-backlog';
import { createScoreFields } from './platform/score-fields';
import { createSiteDirectory } from './platform/site-directory';
import { securedIssues } from './platform/secured-issues';
import { createSprintBoards, sprintsAsCaller } from './platform/sprint-boards';
import { ownerRole } from './platform/owner-role';
import { createStories, projectTypes } from './platform/stories';
import { storage } from './platform/storage';
import { teller } from './platform/teller';
import { visibleIssues } from './platform/visible-issues';
import { createVisibleScores } from './platform/visible-scores';
import { workflows } from './platform/workflows';

/** The features, built from the real adapters. The only wiring there is. */
export interface App {
  readonly ownership: OwnershipFeature;
  readonly scoring: ScoringFeature;
  readonly ranking: RankingFeature;
  readonly requests: RequestsFeature;
  readonly sprints: SprintsFeature;
  readonly acceptance: AcceptanceFeature;
  readonly sites: Sites;
  readonly log: Log;
  readonly newId: () => string;
  readonly now: Now;
  /** Forge's own frame around the functions a page can call. */
  readonly resolverOf: typeof resolverOf;
}

export function createApp(): App {
  const now = (): number => Date.now();
  const newId = (): string => globalThis.crypto.randomUUID();
  const sites = createSiteDirectory({ storage, now });
  const audit: Audit = createAudit({ now, newId });
  const ownership = createOwnership({ projects, permissions, people, storage, audit, now, newId });
  const { authority, tenures } = ownership;
  const common = { authority, projects, people, storage, audit, log, now, newId };
  const names = createPeopleForApp({ sites, now });
  const ranking: RankingFeature = createRanking({
    backlog: createRankedBacklog({ sites }),
    order: createBacklogOrder({ sites }),
    // The two need each other: what is put back becomes a request, and what is approved is a move with a reason.
    requests: { file: (moves) => requests.file(moves) },
    jobs: createJobs('guard'),
    visible: visibleIssues,
    secured: securedIssues,
    scores: createVisibleScores({ sites }),
    asCaller: rankAsCaller,
    teller,
    names,
    ...common,
    tenures,
  });
  const list = createIssueList({ sites, log });
  const sprints: SprintsFeature = createSprints({
    boards: createSprintBoards({ sites }),
    asCaller: sprintsAsCaller,
    ends: ranking,
    requests: {
      fileCancel: (of) => requests.fileCancel(of),
      cancelAsked: (projectId, id) => requests.cancelAsked(projectId, id),
    },
    jobs: createJobs('sprints'),
    visible: visibleIssues,
    list,
    teller,
    names,
    ...common,
    tenures,
  });
  const requests: RequestsFeature = createRequests({
    orders: ranking,
    carriedOut: ranking,
    sprints,
    ranking: rankAsCaller,
    visible: visibleIssues,
    teller,
    ...common,
    tenures,
  });
  const scoring = createScoring({
    fields: createScoreFields({ sites, storage, now }),
    found: createFoundScores({ sites }),
    history: createFactorsHistory({ sites, storage }),
    notice: modelNotice,
    jobs: createJobs('rescore'),
    positions: ranking,
    list,
    ...common,
  });
  const acceptance = createAcceptance({
    stories: createStories({ sites }),
    types: projectTypes,
    jobs: createJobs('acceptance'),
    sites,
    visible: visibleIssues,
    pause: (time) => new Promise((resolve) => setTimeout(resolve, time)),
    workflows,
    ownerRole,
    holders: tenures,
    ...common,
    tenures,
  });
  return {
    ownership: followedBy(acceptance, ownership),
    scoring,
    ranking,
    requests,
    sprints,
    acceptance,
    sites,
    log,
    newId,
    now,
    resolverOf,
  };
}

/** Who may accept is in a role of Jira's too, which follows every change of it (A6). */
function followedBy(acceptance: Pick<AcceptanceFeature, 'ownershipChanged'>, ownership: OwnershipFeature): OwnershipFeature {
  const then =
    <Claim extends { projectId: string }, Result extends { readonly kind: string }>(
      change: (actor: Actor, claim: Claim) => Promise<Result>,
    ) =>
    async (actor: Actor, claim: Claim): Promise<Result> => {
      const result = await change(actor, claim);
      if (result.kind !== 'refused') await acceptance.ownershipChanged(claim.projectId);
      return result;
    };
  return {
    ...ownership,
    setOwner: then((actor, claim: Parameters<OwnershipFeature['setOwner']>[1]) => ownership.setOwner(actor, claim)),
    lend: then((actor, claim: Parameters<OwnershipFeature['lend']>[1]) => ownership.lend(actor, claim)),
    endDelegation: then((actor, claim: Parameters<OwnershipFeature['endDelegation']>[1]) => ownership.endDelegation(actor, claim)),
  };
}
