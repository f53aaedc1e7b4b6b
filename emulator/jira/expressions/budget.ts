import { limitFault } from './errors';

export interface ExpressionLimits {
  /** Arithmetic, property, variable, call: one step each. */
  readonly steps?: number;
  /** Loads of additional data. */
  readonly expensiveOperations?: number;
  /** Jira objects in the result. */
  readonly beans?: number;
  /** Numbers, texts, truth values and nulls in the result. */
  readonly primitiveValues?: number;
  /** Characters of the source. */
  readonly length?: number;
}

/**
 * What `POST /rest/api/3/expression/evaluate` answers as its limits. The text length is not established (Atlassian's
 * examples show 1,000), so nothing is assumed unless a caller or the switch `expressionMaxLength` says so.
 */
export const DEFAULT_LIMITS: Required<ExpressionLimits> = {
  steps: 10_000,
  expensiveOperations: 10,
  beans: 1_000,
  primitiveValues: 10_000,
  length: Number.POSITIVE_INFINITY,
};

/** Filters of triggers: https://developer.atlassian.com/platform/forge/events-reference/product_events/#restrictions */
export const EVENT_FILTER_LIMITS: Required<ExpressionLimits> = { ...DEFAULT_LIMITS, steps: 50_000, expensiveOperations: 0, length: 10_000 };

/** Our own guard, not Jira's: characters and elements copied or compared, so that doubling a text or list cannot exhaust memory. */
const MAX_WORK = 5_000_000;
const MAX_TEXT = 1_000_000;
export const MAX_DEPTH = 200;

/** Counts what one evaluation uses and ends it when a limit is passed. */
export class Budget {
  steps = 0;
  expensiveOperations = 0;
  private copied = 0;
  private readonly loaded = new Set<string>();

  constructor(readonly limits: Required<ExpressionLimits>) {}

  step(): void {
    this.steps += 1;
    if (this.steps > this.limits.steps) throw limitFault(`The expression exceeded the limit of ${this.limits.steps} steps.`);
  }

  expensive(): void {
    this.expensiveOperations += 1;
    if (this.expensiveOperations > this.limits.expensiveOperations)
      throw limitFault(`The expression exceeded the limit of ${this.limits.expensiveOperations} expensive operations.`);
  }

  /** Loaded for all objects at a time: counted once however many are asked. */
  expensiveOnce(what: string): void {
    if (this.loaded.has(what)) return;
    this.loaded.add(what);
    this.expensive();
  }

  work(amount: number): void {
    this.copied += amount;
    if (this.copied > MAX_WORK) throw limitFault('The expression handles too much data.');
  }

  text(value: string): string {
    if (value.length > MAX_TEXT) throw limitFault('A text in the expression became too long.');
    this.work(value.length);
    return value;
  }
}
