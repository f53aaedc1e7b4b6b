import type { AccountId } from '../../../core/actor';
import type { PlacedRule } from '../../../core/workflows';
import { differences, sameRule, savedRule, withDifferences, type RuleDifference } from '../rules/rule-uses';
import { usingProjects } from '../stored-policy';
import type { RuleSweepDeps } from './deps';
import { changeWrite, knownWrite, readKnown, type RuleChange } from './stored-rules';

/** One commit takes 25 writes. */
const AT_ONCE = 20;
const MOST_TRIES = 8;

type Deps = Pick<RuleSweepDeps, 'workflows' | 'storage' | 'now'>;

/**
 * Every five minutes: what became of our rules since the last look (A5). As the app, which may always read its own rules: a call per fifty workflows that have some, and none
 * where nobody uses acceptance. The first look only takes note. Jira does not tell who changed a workflow.
 */
export async function sweepRules(deps: Deps): Promise<void> {
  const known = await readKnown(deps.storage);
  if (known === null && (await usingProjects(deps.storage)).projects.length === 0) return;
  const now = await deps.workflows.ownRules();
  if (known === null) {
    await deps.storage.commit([knownWrite(now, 0)]);
    return;
  }
  await record(deps, (rules) => differences(rules, now), null);
}

/** Rules that Mandate removed for somebody: who it was is known. What the sweep has found gone already stays as it found it. */
export function recordRemoval(deps: Deps, removed: readonly PlacedRule[], by: AccountId): Promise<void> {
  const gone = new Set(removed.map(sameRule));
  return record(
    deps,
    (rules) => rules.filter((rule) => gone.has(sameRule(rule))).map((rule) => ({ kind: 'removed', rule, was: rule })),
    by,
  );
}

async function record(deps: Deps, since: (rules: readonly PlacedRule[]) => readonly RuleDifference[], by: AccountId | null): Promise<void> {
  for (let conflicts = 0; conflicts < MOST_TRIES;) {
    const known = await readKnown(deps.storage);
    const some = known === null ? [] : since(known.rules).slice(0, AT_ONCE);
    if (known === null || some.length === 0) return;
    const at = deps.now();
    const done = await deps.storage.commit([
      knownWrite(withDifferences(known.rules, some), known.revision),
      ...some.map((each, index) => changeWrite(changeOf(each, at, by), `${known.revision}-${index}`)),
    ]);
    if (done === 'conflict') conflicts += 1;
  }
}

const changeOf = ({ kind, rule, was }: RuleDifference, at: number, by: AccountId | null): RuleChange => ({
  ...{ kind, ruleId: rule.id, module: rule.module, workflow: rule.workflow, transition: rule.transition.name },
  needs: savedRule(rule.config)?.needs ?? null,
  was: was === null ? null : (savedRule(was.config)?.needs ?? null),
  ...{ at, by, message: null },
});

/** What Jira says of a rule whose expression it could not evaluate. */
export interface FailedRule {
  readonly ruleId: string;
  readonly module: PlacedRule['module'];
  readonly workflow: string;
  readonly message: string;
}

const LONGEST_MESSAGE = 300;

/** A rule that fails blocks: it is shown until it is saved again (A5). */
export async function recordFailure(
  deps: Pick<RuleSweepDeps, 'storage' | 'now'>,
  { ruleId, module, workflow, message }: FailedRule,
): Promise<void> {
  const rule = (await readKnown(deps.storage))?.rules.find((each) => sameRule(each) === sameRule({ id: ruleId, workflow }));
  await deps.storage.commit([
    changeWrite(
      {
        ...{ kind: 'failed', ruleId, module, workflow, transition: rule?.transition.name ?? null },
        ...{ needs: savedRule(rule?.config ?? '')?.needs ?? null, was: null, at: deps.now(), by: null },
        message: message.slice(0, LONGEST_MESSAGE),
      },
      '',
    ),
  ]);
}

/** Which rules fail: those whose last change is a failure; epoch milliseconds of it. `changes`: newest first. */
export function failing(changes: readonly RuleChange[]): ReadonlyMap<string, number> {
  const last = new Map<string, RuleChange>();
  for (const change of changes) if (!last.has(change.ruleId)) last.set(change.ruleId, change);
  return new Map([...last.values()].filter(({ kind }) => kind === 'failed').map(({ ruleId, at }) => [ruleId, at]));
}
