import type { AccountId, IssueId } from '../../core/actor';
import type { People } from '../../core/permissions';
import type { ScoreFields } from '../../core/ports';
import type { FactorsChange, FactorsHistory } from '../../core/scores';
import type { Storage } from '../../core/storage';
import type { ScoringModel } from './model';
import { BUILT_IN } from './models/index';
import { evaluate, type StoredFactors } from './rules';
import { readFactors } from './stored-factors';
import { readProjectModel } from './stored-model';

const NEWEST = 50;

export interface ScoreHistory {
  readonly changes: readonly ScoreChange[];
  readonly more: boolean;
}

export interface ScoreChange {
  readonly by: { readonly accountId: AccountId; readonly name: string | null } | null;
  readonly at: number;
  readonly score: { readonly from: number | null; readonly to: number | null };
  /** Set where the answers went over to another model: its name. */
  readonly model: string | null;
  readonly answers: readonly { readonly label: string; readonly from: number | null; readonly to: number | null }[];
  /** Set where Jira kept the change in words only. */
  readonly words: { readonly from: string; readonly to: string } | null;
}

/** Who changed which answers of an issue, newest first (S7). For whoever sees the issue: AppError `not-found` otherwise. */
export async function readHistory(
  deps: { readonly fields: ScoreFields; readonly history: FactorsHistory; readonly people: People; readonly storage: Storage },
  claimedIssueId: IssueId,
): Promise<ScoreHistory> {
  // Jira leaves out of a bulk read what the person cannot see, which would look like an empty history.
  const issue = await deps.fields.issueForPanel(claimedIssueId);
  const [{ changes, more }, { model, own }] = await Promise.all([
    deps.history.of(issue.id, NEWEST),
    readProjectModel(deps.storage, issue.projectId),
  ]);
  const nameless = new Set(changes.flatMap(({ by }) => (by !== null && by.name === null ? [by.accountId] : [])));
  const names = new Map(await Promise.all([...nameless].map(async (account) => [account, await deps.people.nameOf(account)] as const)));
  const models = [model, ...(own === null ? [] : [own]), ...BUILT_IN];
  return {
    changes: changes.map((change) => {
      const { by, at } = change;
      return { by: by === null ? null : { ...by, name: by.name ?? names.get(by.accountId) ?? null }, at, ...difference(change, models) };
    }),
    more,
  };
}

function difference(
  { from, to }: FactorsChange,
  models: readonly ScoringModel[],
): Pick<ScoreChange, 'score' | 'model' | 'answers' | 'words'> {
  if (typeof from === 'string' || typeof to === 'string') {
    const words = { from: wordsOf(from), to: wordsOf(to) };
    return { score: { from: null, to: null }, model: null, answers: [], words };
  }
  const [before, after] = [given(from), given(to)];
  const modelOf = (factors: StoredFactors | null): ScoringModel | undefined =>
    models.find(({ id, accepts }) => factors !== null && (id === factors.model || accepts.includes(factors.model)));
  const scoreOf = (factors: StoredFactors | null): number | null => {
    const model = modelOf(factors);
    const outcome = model === undefined ? undefined : evaluate(model, factors);
    return outcome?.kind === 'scored' ? outcome.score : null;
  };
  const wentOver = before !== null && after !== null && before.model !== after.model;
  const labelOf = (key: string): string =>
    [modelOf(after), modelOf(before)].flatMap((model) => model?.factors ?? []).find((factor) => factor.key === key)?.label ?? key;
  const old = wentOver ? {} : (before?.inputs ?? {});
  const now = after?.inputs ?? {};
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => old[key] !== now[key]);
  return {
    score: { from: scoreOf(before), to: scoreOf(after) },
    model: wentOver ? (modelOf(after)?.name ?? after.model) : null,
    answers: keys.map((key) => ({ label: labelOf(key), from: old[key] ?? null, to: now[key] ?? null })),
    words: null,
  };
}

function given(value: unknown): StoredFactors | null {
  const factors = readFactors(value);
  return factors === 'unreadable' ? null : factors;
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '');
