import type { Audit } from '../../../core/audit';
import type { Authority, Holders } from '../../../core/authority';
import type { Now } from '../../../core/clock';
import type { OwnerRole } from '../../../core/owner-role';
import type { People, Projects } from '../../../core/permissions';
import type { Log } from '../../../core/ports';
import type { Sites } from '../../../core/site';
import type { Storage } from '../../../core/storage';
import type { Workflows } from '../../../core/workflows';
import { ruleExpression } from '../rules/rule-expression';
import type { ExpressionFor } from '../rules/rule-uses';

/** What the background needs: no caller, as the app. */
export interface RuleSweepDeps {
  readonly workflows: Workflows;
  readonly ownerRole: OwnerRole;
  readonly holders: Holders;
  readonly sites: Pick<Sites, 'id' | 'current'>;
  readonly storage: Storage;
  readonly log: Log;
  readonly now: Now;
}

export interface RuleDeps extends RuleSweepDeps {
  readonly authority: Authority;
  readonly projects: Projects;
  readonly people: Pick<People, 'namesOf'>;
  readonly audit: Audit;
}

/** What this installation's rules say on this site. */
export async function expressions({ sites }: Pick<RuleSweepDeps, 'sites'>): Promise<ExpressionFor> {
  const { acceptance } = await sites.current();
  return (needs) => ruleExpression(needs, acceptance, sites.id());
}
