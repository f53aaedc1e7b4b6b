import type { CriterionChange, CriterionView } from '../../src/contract/acceptance';

/** As it was, but for what others said of it: nobody claims or judges in another's name. */
export function broughtBack(criterion: CriterionView, after: string | null, reader: string): readonly CriterionChange[] {
  const { id, text, mandatory, evidence, claim, verdict } = criterion;
  return [
    { kind: 'add', id, text, mandatory, after },
    ...(evidence === null ? [] : [{ kind: 'evidence', id, evidence } as const]),
    ...(claim?.by === reader ? [{ kind: 'claim', id, claimed: true } as const] : []),
    ...(verdict?.by.accountId === reader ? [{ kind: 'judge', id, verdict: verdict.value, words: verdict.words } as const] : []),
  ];
}
