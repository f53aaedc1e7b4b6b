import type { Issue } from '../model';

/** What JQL can do with a field. The kinds differ in how values are compared. */
export type JqlField = EntityField | NumberField | InstantField | DayField | TextField | RankField;

/** What a value or a function's result stands for; a function fits a field of the same type. */
export type EntityType =
  | 'issue'
  | 'project'
  | 'issuetype'
  | 'status'
  | 'statusCategory'
  | 'user'
  | 'group'
  | 'priority'
  | 'resolution'
  | 'sprint'
  | 'level'
  | 'string'
  | 'nothing';

/** null = empty. Values of one field are all numbers or all strings. */
export type SortKey = string | number | null;

interface Named {
  /** As messages name it. */
  readonly name: string;
  /** Absent: the field cannot be used in ORDER BY. */
  readonly sortKey?: (issue: Issue) => SortKey;
}

/** Values are ids (or folded strings) from a set that people name by id or name. */
export interface EntityField extends Named {
  readonly kind: 'entity';
  readonly type: EntityType;
  /** Empty list = the field is empty. */
  readonly values: (issue: Issue) => readonly string[];
  /** The ids a written value means; empty list = there is no such value (400). */
  readonly resolve: (text: string) => readonly string[];
  /** What is said instead of "The value … does not exist …". */
  readonly unknown?: (text: string) => string;
  /** `>` and friends: negative, 0, positive, or NaN where the two do not compare. */
  readonly compare?: (value: string, operand: string) => number;
  /** WAS and CHANGED: the field name in the changelog. */
  readonly history?: string;
}

export interface NumberField extends Named {
  readonly kind: 'number';
  readonly values: (issue: Issue) => readonly number[];
}

/** Moments, epoch milliseconds. */
export interface InstantField extends Named {
  readonly kind: 'instant';
  readonly values: (issue: Issue) => readonly number[];
}

/** Calendar dates `2026-01-31`, the same day for everybody. */
export interface DayField extends Named {
  readonly kind: 'day';
  readonly values: (issue: Issue) => readonly string[];
}

export interface TextField extends Named {
  readonly kind: 'text';
  /** Each text's words; empty list = the field is empty. */
  readonly texts: (issue: Issue) => readonly (readonly string[])[];
  /** Whether there is any text, where that is known without making the texts. */
  readonly isFilled?: (issue: Issue) => boolean;
}

/** Rank: for ORDER BY only. */
export interface RankField extends Named {
  readonly kind: 'rank';
}
