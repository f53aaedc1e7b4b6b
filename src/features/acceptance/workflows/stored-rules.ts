import * as z from 'zod/mini';
import type { AccountId } from '../../../core/actor';
import type { AtomicWrite, Storage } from '../../../core/storage';
import { RULE_MODULES, type PlacedRule } from '../../../core/workflows';
import { NEEDS, type Needs } from '../rules/field-value';
import type { RuleChangeKind } from '../rules/rule-uses';

/** Our rules as they were at the last look: one revised value. Their configurations are few: each stands there once. */
const KNOWN = 'rule-uses';
const known = z.object({
  version: z.literal(1),
  configs: z.array(z.string()),
  rules: z.array(
    z.object({
      id: z.string(),
      module: z.enum(RULE_MODULES),
      config: z.number(),
      disabled: z.boolean(),
      workflow: z.string(),
      transition: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
});

/** Null: nobody has looked yet. */
export async function readKnown(
  storage: Pick<Storage, 'revised'>,
): Promise<{ readonly rules: readonly PlacedRule[]; readonly revision: number } | null> {
  const found = await storage.revised(KNOWN, (value) => known.parse(value));
  if (found === undefined) return null;
  const { configs, rules } = found.value;
  return { rules: rules.map((rule) => ({ ...rule, config: configs[rule.config] ?? '' })), revision: found.revision };
}

export function knownWrite(rules: readonly PlacedRule[], after: number): AtomicWrite {
  const configs = [...new Set(rules.map(({ config }) => config))];
  const stored = rules.map(({ id, module, config, disabled, workflow, transition }) => ({
    ...{ id, module, disabled, workflow, transition },
    config: configs.indexOf(config),
  }));
  return { key: KNOWN, value: { version: 1, configs, rules: stored }, after };
}

/** What became of one of our rules, and when it was noticed. */
export interface RuleChange {
  readonly kind: RuleChangeKind;
  readonly ruleId: string;
  readonly module: PlacedRule['module'];
  readonly workflow: string;
  /** Null: Jira does not say. */
  readonly transition: string | null;
  readonly needs: Needs | null;
  /** What it needed before. */
  readonly was: Needs | null;
  readonly at: number;
  /** Who did it: null where it was not Mandate that did it for somebody, since Jira does not tell. */
  readonly by: AccountId | null;
  /** Jira's own words, of what failed. */
  readonly message: string | null;
}

/** The custom entity of manifest.yml. They are few, and which project a workflow serves changes: one list for the site. */
const ENTITY = 'rule-change';
const SCOPE = 'site';
const KINDS = ['added', 'removed', 'changed', 'disabled', 'enabled', 'failed'] as const;
const row = z.object({
  version: z.literal(1),
  scope: z.literal(SCOPE),
  at: z.number(),
  detail: z.object({
    kind: z.enum(KINDS),
    ruleId: z.string(),
    module: z.enum(RULE_MODULES),
    workflow: z.string(),
    transition: z.nullable(z.string()),
    needs: z.nullable(z.enum(NEEDS)),
    was: z.nullable(z.enum(NEEDS)),
    by: z.nullable(z.string()),
    message: z.nullable(z.string()),
  }),
});

const DAY_MS = 86_400_000;

/** `turn` tells changes apart that are noted at once. A rule that fails does so at every transition: once a day is enough to know. */
export function changeWrite({ at, ...detail }: RuleChange, turn: string): AtomicWrite {
  const when = detail.kind === 'failed' ? Math.floor(at / DAY_MS) : `${at}:${turn}`;
  return { key: `rule-change:${detail.kind}:${detail.ruleId}:${when}`, entity: ENTITY, value: { version: 1, scope: SCOPE, at, detail } };
}

/** Newest first, at most a hundred. */
export async function listChanges(storage: Pick<Storage, 'rows'>): Promise<readonly RuleChange[]> {
  const page = await storage.rows({
    ...{ entity: ENTITY, index: 'by-time', partition: [SCOPE], sort: 'descending', limit: 100, cursor: null },
    parse: (value): RuleChange => {
      const { at, detail } = row.parse(value);
      return { ...detail, at };
    },
  });
  return page.rows.map(({ value }) => value);
}
