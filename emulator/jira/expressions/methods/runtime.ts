import type { Budget } from '../budget';
import { typeFault } from '../errors';
import { typeName } from '../text';
import { Closure, JiraList } from '../values';
import type { Value } from '../values';

/** What methods need of the evaluation they run in. */
export interface Runtime {
  readonly budget: Budget;
  readonly timeZone: string;
  call(callback: Closure, args: readonly Value[]): Value;
}

export type Method<T> = (self: T, args: Arguments, runtime: Runtime) => Value;
export type Methods<T> = ReadonlyMap<string, Method<T>>;

/** The arguments of one call, checked as they are read. */
export class Arguments {
  constructor(
    private readonly name: string,
    readonly all: readonly Value[],
  ) {}

  get count(): number {
    return this.all.length;
  }

  expect(least: number, most = least): this {
    if (this.all.length >= least && this.all.length <= most) return this;
    throw typeFault(
      `${this.name} takes ${least === most ? least : `${least} to ${most}`} argument${most === 1 ? '' : 's'}, not ${this.all.length}.`,
    );
  }

  any(index: number): Value {
    return this.all[index] ?? null;
  }

  text(index: number): string {
    const value = this.any(index);
    return typeof value === 'string' ? value : this.wrong(index, 'a String');
  }

  number(index: number): number {
    const value = this.any(index);
    return typeof value === 'number' ? value : this.wrong(index, 'a Number');
  }

  closure(index: number, parameters: number): Closure {
    const value = this.any(index);
    if (!(value instanceof Closure)) return this.wrong(index, 'a function');
    if (value.lambda.params.length > parameters)
      throw typeFault(`The function given to ${this.name} gets ${parameters} argument${parameters === 1 ? '' : 's'}.`);
    return value;
  }

  wrong(index: number, expected: string): never {
    throw typeFault(`Argument ${index + 1} of ${this.name} has to be ${expected}, not ${typeName(this.any(index))}.`);
  }
}

/** A new list, its making counted. */
export const listOf = (items: readonly Value[], runtime: Runtime): JiraList => {
  runtime.budget.work(items.length);
  return new JiraList(items);
};
