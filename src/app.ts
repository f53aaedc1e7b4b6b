import type { Audit } from './core/audit';
import type { Now } from './core/clock';
import { createAudit } from './features/audit/index';
import { createOwnership, type OwnershipFeature } from './features/ownership/index';
import { createRanking } from './features/ranking/index';
import { createScoring, type ScoringFeature } from './features/scoring/index';
import type { Log } from './core/ports';
import type { Sites } from './core/site';
import { createBacklogOrder } from './platform/backlog-order';
import { createFactorsHistory } from './platform/factors-history';
import { createFoundScores } from './platform/found-scores';
import { createJobs } from './platform/jobs';
import { log } from './platform/log';
import { modelNotice } from './platform/model-notice';
import { people, permissions, projects } from './platform/permissions';
import { resolverOf } from './platform/resolver';
import { createScoreFields } from './platform/score-fields';
import { createSiteDirectory } from './platform/site-directory';
import { storage } from './platform/storage';

/** The features, built from the real adapters. The only wiring there is. */
export interface App {
  readonly ownership: OwnershipFeature;
  readonly scoring: ScoringFeature;
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
  const ownership = createOwnership({ projects, permissions, people, storage, audit, now });
  const positions = createRanking({ order: createBacklogOrder({ sites }), log });
  const scoring = createScoring({
    fields: createScoreFields({ sites, storage, now }),
    found: createFoundScores({ sites }),
    history: createFactorsHistory({ sites, storage }),
    notice: modelNotice,
    jobs: createJobs('rescore'),
    positions,
    authority: ownership.authority,
    projects,
    people,
    storage,
    audit,
    log,
    now,
    newId,
  });
  return { ownership, scoring, sites, log, newId, now, resolverOf };
}
