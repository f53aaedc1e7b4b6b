import type { Lambda } from './ast';
import type { Budget } from './budget';
import { MAX_DEPTH } from './budget';
import type { JiraCalendarDate, JiraDate } from './dates';
import { limitFault } from './errors';
import type { JiraRegex } from './regex';
import type { View } from './view';

/** What an expression can handle. There is no `undefined`. */
export type Value =
  null | boolean | number | string | JiraList | JiraMap | JiraDate | JiraCalendarDate | JiraRegex | Closure | Caught | Entity;

export class JiraList {
  constructor(
    readonly items: readonly Value[],
    /** Comments, changelogs and the like: each element after the thousandth costs an expensive operation to read. */
    readonly unbounded = false,
  ) {}
}

export class JiraMap {
  constructor(readonly entries: ReadonlyMap<string, Value>) {}
}

/** A function of the expression, with the variables it sees. */
export class Closure {
  constructor(
    readonly lambda: Lambda,
    readonly scope: Scope,
    readonly text: string,
  ) {}
}

/** What `catch (e)` gets. */
export class Caught {
  constructor(
    readonly message: string,
    readonly location: string | null,
    readonly error: Error,
  ) {}
}

/** Variables, innermost first. */
export class Scope {
  constructor(
    private readonly outer: Scope | null,
    private readonly names: ReadonlyMap<string, Value>,
  ) {}

  with(name: string, value: Value): Scope {
    return new Scope(this, new Map([[name, value]]));
  }

  find(name: string): Value | undefined {
    return this.names.get(name) ?? (this.names.has(name) ? null : this.outer?.find(name));
  }
}

/**
 * What reading something costs: `once` however many objects it is read of, `each` for every read; nothing otherwise.
 * The marks are those of https://developer.atlassian.com/cloud/jira/platform/jira-expressions-type-reference
 */
export type Cost = 'free' | 'once' | 'each';

export interface PropertyOf<T> {
  readonly cost: Cost;
  readonly read: (subject: T, view: View) => Value;
}
export interface MethodOf<T> {
  readonly cost: Cost;
  readonly call: (subject: T, args: readonly Value[], view: View) => Value;
}

/** A kind of Jira object: its name, what can be read of it, and what it looks like in a result. */
export class EntityType<T> {
  private readonly properties: ReadonlyMap<string, PropertyOf<T>>;
  private readonly methods: ReadonlyMap<string, MethodOf<T>>;

  constructor(
    readonly name: string,
    /** Two objects of a type with the same identity are equal. */
    readonly identity: (subject: T) => string,
    definition: {
      readonly properties: Readonly<Record<string, PropertyOf<T>>>;
      readonly methods?: Readonly<Record<string, MethodOf<T>>>;
      /** Names that depend on the object: custom fields, entity properties. */
      readonly dynamic?: (subject: T, name: string, view: View) => PropertyOf<T> | undefined;
      readonly dynamicNames?: (subject: T, view: View) => readonly string[];
      /** The REST representation; without one, everything that is free to read. */
      readonly bean?: (subject: T, view: View) => Readonly<Record<string, Value>>;
    },
  ) {
    this.properties = new Map(Object.entries(definition.properties));
    this.methods = new Map(Object.entries(definition.methods ?? {}));
    this.dynamic = definition.dynamic;
    this.dynamicNames = definition.dynamicNames;
    this.beanOf = definition.bean;
  }

  private readonly dynamic: ((subject: T, name: string, view: View) => PropertyOf<T> | undefined) | undefined;
  private readonly dynamicNames: ((subject: T, view: View) => readonly string[]) | undefined;
  private readonly beanOf: ((subject: T, view: View) => Readonly<Record<string, Value>>) | undefined;

  of(subject: T, view: View): Entity {
    const find = (name: string): PropertyOf<T> | undefined => this.properties.get(name) ?? this.dynamic?.(subject, name, view);
    return new Entity(
      this.name,
      this.identity(subject),
      subject,
      (name) => {
        const property = find(name);
        return property && { cost: property.cost, read: () => property.read(subject, view) };
      },
      (name) => {
        const method = this.methods.get(name);
        return method && { cost: method.cost, call: (args) => method.call(subject, args, view) };
      },
      () => [...new Set([...this.properties.keys(), ...this.methods.keys(), ...(this.dynamicNames?.(subject, view) ?? [])])].sort(),
      () => this.bean(subject, view),
    );
  }

  private bean(subject: T, view: View): ReadonlyMap<string, Value> {
    if (this.beanOf) return new Map(Object.entries(this.beanOf(subject, view)));
    const free = [...this.properties].filter(([, property]) => property.cost === 'free');
    return new Map(free.map(([name, property]) => [name, property.read(subject, view)]));
  }
}

/** A Jira object as one person may see it; everything is read when asked for. */
export class Entity {
  constructor(
    readonly type: string,
    readonly identity: string,
    readonly subject: unknown,
    readonly property: (name: string) => { readonly cost: Cost; readonly read: () => Value } | undefined,
    readonly method: (name: string) => { readonly cost: Cost; readonly call: (args: readonly Value[]) => Value } | undefined,
    readonly names: () => readonly string[],
    readonly bean: () => ReadonlyMap<string, Value>,
  ) {}
}

export const truthy = (value: Value): boolean => value !== null && value !== false && value !== 0 && value !== '' && !Number.isNaN(value);

/** Equality without conversion: `==` and `===` are the same. Lists and maps are equal when their contents are. */
export function equal(left: Value, right: Value, budget: Budget, depth = 0): boolean {
  budget.work(typeof left === 'string' ? left.length + 1 : 1);
  if (depth > MAX_DEPTH) throw limitFault('The values are nested too deeply to compare.');
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (left instanceof JiraList && right instanceof JiraList)
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => equal(item, right.items[index] ?? null, budget, depth + 1))
    );
  if (left instanceof JiraMap && right instanceof JiraMap) {
    if (left.entries.size !== right.entries.size) return false;
    return [...left.entries].every(([key, value]) => {
      const other = right.entries.get(key);
      return other !== undefined && equal(value, other, budget, depth + 1);
    });
  }
  if (left instanceof Entity && right instanceof Entity) return left.type === right.type && left.identity === right.identity;
  if ('comparable' in left && 'comparable' in right) return left.constructor === right.constructor && left.comparable === right.comparable;
  return false;
}
