import { z } from 'zod';
import type { AttributeType, EntityDefinition } from '../entity-schema';
import type { Json } from '../../json';
import { holds, meets, parseFilters, parseRange, type Condition } from './conditions';
import { decodeCursor, encodeCursor } from './cursor';
import { DEFAULT_PAGE, MAX_PAGE, MAX_PARTITION_BYTES, MAX_RANGE_BYTES } from './limits';
import { StorageError } from './storage-error';
import { comparePartitions, compareScalars, type IndexEntry, type IndexRule, type Row, type Scalar, type Table } from './table';

interface IndexDefinition {
  readonly name: string;
  readonly partition: readonly string[];
  /** An attribute, or `undefined` for the key itself. */
  readonly range: string | undefined;
}

/** The indexes of an entity: its own and `by-key`, which every entity has. */
export const indexesOf = (entity: EntityDefinition): readonly IndexDefinition[] => [
  { name: 'by-key', partition: [], range: undefined },
  ...entity.indexes.map((index) =>
    typeof index === 'string'
      ? { name: index, partition: [], range: index }
      : { name: index.name, partition: index.partition ?? [], range: index.range[0] },
  ),
];

export const indexRules = (entity: EntityDefinition): readonly IndexRule[] =>
  indexesOf(entity).map((index) => ({
    name: index.name,
    place: (row) => {
      const range = index.range === undefined ? row.key : scalarAt(row.value, index.range);
      const partition = index.partition.map((attribute) => scalarAt(row.value, attribute));
      return range === undefined || !partition.every((value) => value !== undefined) ? undefined : { range, partition: partition };
    },
  }));

/** @throws StorageError INVALID_ENTITY_VALUE / INVALID_ENTITY_ATTRIBUTE if the value is not one of this entity. */
export function checkEntityValue(entity: EntityDefinition, value: Json | undefined): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new StorageError(400, 'INVALID_ENTITY_VALUE', `A value of the entity "${entity.name}" is an object of its attributes.`);
  }
  for (const [name, inner] of Object.entries(value)) {
    const type = entity.attributes[name]?.type;
    if (type === undefined)
      throw new StorageError(400, 'INVALID_ENTITY_ATTRIBUTE', `The entity "${entity.name}" has no attribute "${name}".`);
    if (!fits(type, inner))
      throw new StorageError(400, 'INVALID_ENTITY_VALUE', `"${name}" of the entity "${entity.name}" must be ${WANTED[type]}.`);
  }
  for (const index of indexesOf(entity)) {
    const partition = index.partition.map((attribute) => scalarAt(value, attribute));
    const range = index.range === undefined ? undefined : scalarAt(value, index.range);
    if (bytesOf(partition) > MAX_PARTITION_BYTES) throw tooLong(index.name, 'partition', MAX_PARTITION_BYTES);
    if (bytesOf([range]) > MAX_RANGE_BYTES) throw tooLong(index.name, 'range', MAX_RANGE_BYTES);
  }
}

const tooLong = (index: string, part: string, limit: number): StorageError =>
  new StorageError(400, 'INVALID_ENTITY_VALUE', `The ${part} values of the index "${index}" are over ${limit} bytes.`);

const bytesOf = (values: readonly (Scalar | undefined)[]): number =>
  values.reduce<number>((sum, value) => sum + (value === undefined ? 0 : Buffer.byteLength(String(value))), 0);

function scalarAt(value: Json, attribute: string): Scalar | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const found = (value as Readonly<Record<string, Json>>)[attribute];
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? found : undefined;
}

const WANTED: Readonly<Record<AttributeType, string>> = {
  string: 'text with at least one visible character',
  integer: 'a whole number of 32 bits',
  float: 'a number',
  boolean: 'true or false',
  any: 'a value other than null',
};

function fits(type: AttributeType, value: Json): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.trim() !== '';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= -2_147_483_648 && value <= 2_147_483_647;
    case 'float':
      return typeof value === 'number' && (value === 0 || (Math.abs(value) >= 1e-130 && Math.abs(value) < 1e126));
    case 'boolean':
      return typeof value === 'boolean';
    case 'any':
      return value !== null;
  }
}

const QuerySchema = z.object({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  range: z.unknown().optional(),
  filters: z.unknown().optional(),
  sort: z.enum(['ASC', 'DESC']).default('ASC'),
  cursor: z.string().optional(),
  limit: z.number().optional(),
});

/**
 * One page of an index query. Filters look at the page only after it was cut, as documented: a page may be empty and still have a
 * cursor.
 * @throws StorageError for an unknown index, values that do not fit it, a limit outside 1..100.
 */
export function queryEntity(
  entity: EntityDefinition,
  table: Table,
  body: unknown,
): { readonly rows: readonly Row[]; readonly cursor?: string } {
  const parsed = QuerySchema.safeParse(body);
  if (!parsed.success) throw new StorageError(400, 'BAD_REQUEST', 'The query needs entityName and indexName; sort is ASC or DESC.');
  const query = parsed.data;
  const index = indexesOf(entity).find(({ name }) => name === query.indexName);
  const list = table.index(query.indexName);
  if (!index || !list)
    throw new StorageError(400, 'INVALID_ENTITY_INDEX', `The entity "${entity.name}" has no index "${query.indexName}".`);
  const limit = query.limit ?? DEFAULT_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new StorageError(400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE', `The page limit must be set between 1 and ${MAX_PAGE}.`);
  }
  const partition = checkPartition(entity, index, query.partition ?? []);
  const rangeType = index.range === undefined ? 'string' : (entity.attributes[index.range]?.type ?? 'any');
  const range = parseRange(query.range, index.range ?? 'key', rangeType);
  const filters = parseFilters(query.filters, entity);

  const from = list.lowerBound((entry) => comparePartitions(entry.partition, partition) || beforeRange(range, entry.range));
  const matching: IndexEntry[] = [];
  for (let at = from; at < list.size; at += 1) {
    const entry = list.at(at) as IndexEntry;
    if (comparePartitions(entry.partition, partition) !== 0 || (range && beyond(range, entry.range))) break;
    if (!table.gone(entry.row) && (!range || holds(range, entry.range))) matching.push(entry);
  }
  if (query.sort === 'DESC') matching.reverse();

  const start = query.cursor === undefined ? 0 : afterCursor(matching, query.cursor, query.sort);
  const page = matching.slice(start, start + limit);
  const last = page.at(-1);
  const rows = page.map(({ row }) => row).filter((row) => meets(filters, row.value));
  return start + limit < matching.length && last ? { rows, cursor: encodeCursor([last.range, last.row.key]) } : { rows };
}

function checkPartition(entity: EntityDefinition, index: IndexDefinition, values: readonly Scalar[]): readonly Scalar[] {
  const fitting =
    values.length === index.partition.length &&
    index.partition.every((attribute, position) => fits(entity.attributes[attribute]?.type ?? 'any', values[position] as Json));
  if (!fitting) {
    throw new StorageError(
      400,
      'INVALID_FILTER_VALUES',
      `The index "${index.name}" needs partition values for: ${index.partition.join(', ') || 'nothing'}.`,
    );
  }
  return values;
}

/** Negative if `value` lies before everything the range can match: where the scan starts. */
function beforeRange(range: Condition | undefined, value: Scalar): number {
  const first = range?.values[0];
  if (first === undefined || range?.condition === 'LESS_THAN' || range?.condition === 'LESS_THAN_EQUAL_TO') return 0;
  return compareScalars(value, first) < 0 ? -1 : 0;
}

/** Nothing from here on can match any more. */
function beyond(range: Condition, value: Scalar): boolean {
  const [first, second] = range.values;
  switch (range.condition) {
    case 'EQUAL_TO':
    case 'LESS_THAN_EQUAL_TO':
      return first !== undefined && compareScalars(value, first) > 0;
    case 'LESS_THAN':
      return first !== undefined && compareScalars(value, first) >= 0;
    case 'BETWEEN':
      return second !== undefined && compareScalars(value, second) > 0;
    case 'BEGINS_WITH':
      return typeof value === 'string' && value > String(first) && !value.startsWith(String(first));
    default:
      return false;
  }
}

function afterCursor(entries: readonly IndexEntry[], cursor: string, sort: 'ASC' | 'DESC'): number {
  const [range, key] = decodeCursor(cursor);
  if (range === undefined || key === undefined) throw new StorageError(400, 'INVALID_CURSOR', 'The cursor is not one of this query.');
  const sign = sort === 'ASC' ? 1 : -1;
  const index = entries.findIndex((entry) => sign * (compareScalars(entry.range, range) || compareScalars(entry.row.key, key)) > 0);
  return index < 0 ? entries.length : index;
}
