import { z } from 'zod';
import type { EntityDefinition, AttributeType } from '../entity-schema';
import type { Json } from '../../json';
import { MAX_CONDITIONS } from './limits';
import { StorageError } from './storage-error';

const Values = z.array(z.union([z.string(), z.number(), z.boolean()]));

const RANGE_CONDITIONS = [
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
] as const;
const FILTER_CONDITIONS = [...RANGE_CONDITIONS, 'NOT_EQUAL_TO', 'CONTAINS', 'NOT_CONTAINS', 'EXISTS', 'NOT_EXISTS'] as const;

export type ConditionName = (typeof FILTER_CONDITIONS)[number];

export interface Condition {
  readonly property: string;
  readonly condition: ConditionName;
  readonly values: readonly (string | number | boolean)[];
}

export type Filters = { readonly operator: 'and' | 'or'; readonly conditions: readonly Condition[] };

const RawCondition = z.object({ property: z.string(), condition: z.string(), values: Values });
const RawFilters = z.object({ and: z.array(RawCondition).optional(), or: z.array(RawCondition).optional() });
const RawRange = z.object({ condition: z.string(), values: Values });

/** Which attribute types each condition works on. https://developer.atlassian.com/platform/forge/storage-reference/entities-api-query/ */
const TYPES: Readonly<Record<ConditionName, readonly AttributeType[]>> = {
  BEGINS_WITH: ['string'],
  BETWEEN: ['string', 'integer', 'float'],
  EQUAL_TO: ['string', 'integer', 'float', 'boolean'],
  NOT_EQUAL_TO: ['string', 'integer', 'float', 'boolean'],
  GREATER_THAN: ['string', 'integer', 'float'],
  GREATER_THAN_EQUAL_TO: ['string', 'integer', 'float'],
  LESS_THAN: ['string', 'integer', 'float'],
  LESS_THAN_EQUAL_TO: ['string', 'integer', 'float'],
  CONTAINS: ['string'],
  NOT_CONTAINS: ['string'],
  EXISTS: ['string', 'integer', 'float', 'boolean'],
  NOT_EXISTS: ['string', 'integer', 'float', 'boolean'],
};

/** @throws StorageError if the filters are not ones the store takes. */
export function parseFilters(raw: unknown, entity: EntityDefinition): Filters | undefined {
  if (raw === undefined) return undefined;
  const parsed = RawFilters.safeParse(raw);
  if (!parsed.success) throw new StorageError(400, 'INVALID_FILTER_CONDITION', 'The filters are not conditions joined by "and" or "or".');
  const { and, or } = parsed.data;
  if (and && or)
    throw new StorageError(
      400,
      'INVALID_FILTER_OPERATORS_COMBINATION',
      'Filter operators "and" and "or" cannot be present at the same level.',
    );
  const items = and ?? or;
  if (!items || items.length === 0)
    throw new StorageError(400, 'EMPTY_FILTER_OPERATOR', 'Filter operators "and" and "or" cannot be empty.');
  if (items.length > MAX_CONDITIONS)
    throw new StorageError(400, 'TOO_MANY_CONDITIONS', `A query has at most ${MAX_CONDITIONS} conditions.`);
  return {
    operator: and ? 'and' : 'or',
    conditions: items.map((item) => checked(item, FILTER_CONDITIONS, attributeType(entity, item.property))),
  };
}

/** The `where` of an index query, on the index's range attribute. */
export function parseRange(raw: unknown, property: string, type: AttributeType): Condition | undefined {
  if (raw === undefined) return undefined;
  const parsed = RawRange.safeParse(raw);
  if (!parsed.success) throw new StorageError(400, 'INVALID_FILTER_CONDITION', 'The range is not a condition with values.');
  return checked({ property, ...parsed.data }, RANGE_CONDITIONS, type);
}

function attributeType(entity: EntityDefinition, property: string): AttributeType {
  const type = entity.attributes[property]?.type;
  if (type === undefined)
    throw new StorageError(400, 'INVALID_ENTITY_ATTRIBUTE', `The entity "${entity.name}" has no attribute "${property}".`);
  return type;
}

function checked(raw: z.infer<typeof RawCondition>, allowed: readonly ConditionName[], type: AttributeType): Condition {
  const condition = allowed.find((name) => name === raw.condition);
  if (!condition) throw new StorageError(400, 'INVALID_FILTER_CONDITION', `The condition ${raw.condition} is not supported here.`);
  if (type === 'any')
    throw new StorageError(422, 'UNSUPPORTED_ATTRIBUTE_TYPE', `"${raw.property}" is of type any and cannot be in a condition.`);
  if (!TYPES[condition].includes(type))
    throw new StorageError(400, 'INVALID_FILTER_CONDITION', `${condition} does not work on an attribute of type ${type}.`);
  const needed = condition === 'BETWEEN' ? 2 : 1;
  if (raw.values.length < needed) throw new StorageError(400, 'INSUFFICIENT_FILTER_VALUES', `${condition} needs ${needed} value(s).`);
  if (raw.values.length > needed) throw new StorageError(400, 'INVALID_FILTER_VALUES', `${condition} takes ${needed} value(s).`);
  const expected = condition === 'EXISTS' || condition === 'NOT_EXISTS' ? 'boolean' : SCALAR[type];
  if (raw.values.some((value) => typeof value !== expected)) {
    throw new StorageError(400, 'INVALID_FILTER_VALUES', `${condition} on "${raw.property}" needs a ${expected}.`);
  }
  return { property: raw.property, condition, values: raw.values };
}

const SCALAR: Readonly<Record<Exclude<AttributeType, 'any'>, string>> = {
  string: 'string',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
};

/** Whether a value meets the filters; no value at all is judged like an object without attributes. */
export function meets(filters: Filters | undefined, value: Json | undefined): boolean {
  if (!filters) return true;
  const attributes = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {};
  const test = (item: Condition): boolean => holds(item, attributes[item.property]);
  return filters.operator === 'and' ? filters.conditions.every(test) : filters.conditions.some(test);
}

export function holds({ condition, values }: Condition, actual: Json | undefined): boolean {
  const [first, second] = values;
  switch (condition) {
    case 'EXISTS':
      return actual !== undefined;
    case 'NOT_EXISTS':
      return actual === undefined;
    case 'EQUAL_TO':
      return actual === first;
    case 'NOT_EQUAL_TO':
      return actual !== first;
    case 'CONTAINS':
      return typeof actual === 'string' && actual.includes(String(first));
    case 'NOT_CONTAINS':
      return !(typeof actual === 'string' && actual.includes(String(first)));
    case 'BEGINS_WITH':
      return typeof actual === 'string' && actual.startsWith(String(first));
    case 'BETWEEN':
      return ordered(actual, first, (order) => order >= 0) && ordered(actual, second, (order) => order <= 0);
    case 'GREATER_THAN':
      return ordered(actual, first, (order) => order > 0);
    case 'GREATER_THAN_EQUAL_TO':
      return ordered(actual, first, (order) => order >= 0);
    case 'LESS_THAN':
      return ordered(actual, first, (order) => order < 0);
    case 'LESS_THAN_EQUAL_TO':
      return ordered(actual, first, (order) => order <= 0);
  }
}

function ordered(actual: Json | undefined, bound: string | number | boolean | undefined, test: (order: number) => boolean): boolean {
  if (bound === undefined || typeof actual !== typeof bound || (typeof actual !== 'string' && typeof actual !== 'number')) return false;
  return test(actual < bound ? -1 : actual > bound ? 1 : 0);
}
