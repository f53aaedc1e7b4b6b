import type { KeyboardEvent } from 'react';
import type { CriterionChange, CriterionView } from '../../src/contract/acceptance';
import type { Draft } from './edits';

/** What a row can do; always the same object, so that rows are drawn again only when something of their own has changed. */
export interface RowActs {
  readonly change: (...changes: readonly CriterionChange[]) => void;
  readonly type: (draft: Draft) => void;
  readonly close: (id: string, field: Draft['field']) => void;
  readonly letGo: (key: number) => void;
  readonly remove: (criterion: CriterionView) => void;
  /** One place up or down. */
  readonly nudge: (id: string, by: -1 | 1) => void;
  readonly onHandleKey: (event: KeyboardEvent, id: string) => void;
  readonly onHandleBlur: () => void;
}
