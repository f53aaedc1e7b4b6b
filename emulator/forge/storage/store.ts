import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Json } from '../../json';
import type { EntityDefinition } from '../entity-schema';
import { checkEntityValue, indexRules } from './entities';
import { checkKey, checkValue, MAX_TTL_MS } from './limits';
import { badRequest, StorageError } from './storage-error';
import { Table, type Row } from './table';

const Ttl = z.strictObject({ value: z.number().positive(), unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']) });
const UNIT_MS = { SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;

/** One value to write, checked: nothing can go wrong any more when it is applied. */
export interface PreparedWrite {
  readonly table: Table;
  readonly row: Row;
}

const SnapshotSchema = z.record(z.string(), z.array(z.custom<Row>((row) => typeof row === 'object' && row !== null)));

/** The app's data on this site: plain values, secrets and entities, each a table. */
export class Store {
  private readonly tables = new Map<string, Table>();
  private readonly entities: ReadonlyMap<string, EntityDefinition>;

  constructor(
    private readonly clock: Clock,
    entities: readonly EntityDefinition[],
    /** How far queries lag behind writes, milliseconds. */
    queryLagMs: () => number,
  ) {
    this.entities = new Map(entities.map((entity) => [entity.name, entity]));
    const byKey = [{ name: 'by-key', place: (row: Row) => ({ partition: [], range: row.key }) }];
    this.tables.set('kvs', new Table(clock, byKey, queryLagMs));
    this.tables.set('secret', new Table(clock, [], queryLagMs));
    for (const entity of entities) this.tables.set(`entity:${entity.name}`, new Table(clock, indexRules(entity), queryLagMs));
  }

  get plain(): Table {
    return this.tables.get('kvs') as Table;
  }

  get secrets(): Table {
    return this.tables.get('secret') as Table;
  }

  /** @throws StorageError INVALID_ENTITY_TYPE for an entity the manifest does not define. */
  entity(name: unknown): { readonly definition: EntityDefinition; readonly table: Table } {
    const definition = typeof name === 'string' ? this.entities.get(name) : undefined;
    const table = definition && this.tables.get(`entity:${definition.name}`);
    if (!definition || !table) throw new StorageError(400, 'INVALID_ENTITY_TYPE', `The manifest defines no entity "${String(name)}".`);
    return { definition, table };
  }

  /** The table an item is in: its entity's, or the plain values'. */
  tableOf(entityName: unknown): Table {
    return entityName === undefined ? this.plain : this.entity(entityName).table;
  }

  /** Checks a write against every rule. @throws StorageError */
  prepare(
    item: { readonly key?: unknown; readonly value?: unknown; readonly entityName?: unknown; readonly ttl?: unknown },
    table: Table,
  ): PreparedWrite {
    const key = checkKey(item.key, item.entityName !== undefined);
    const value = item.value as Json | undefined;
    if (item.entityName !== undefined) checkEntityValue(this.entity(item.entityName).definition, value);
    const text = checkValue(value);
    const now = this.clock.now();
    const before = table.get(key);
    const expireAt = item.ttl === undefined ? undefined : now + ttlMs(item.ttl);
    return {
      table,
      row: {
        key,
        value: JSON.parse(text) as Json,
        bytes: Buffer.byteLength(text),
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
        ...(expireAt === undefined ? {} : { expireAt }),
      },
    };
  }

  snapshot(): Record<string, readonly Row[]> {
    return Object.fromEntries([...this.tables].map(([name, table]) => [name, table.snapshot()]));
  }

  clear(): void {
    for (const table of this.tables.values()) table.clear();
  }

  /** Entities that the manifest no longer defines are left out, as the app cannot reach them. */
  restore(data: unknown): void {
    for (const [name, rows] of Object.entries(SnapshotSchema.parse(data))) this.tables.get(name)?.restore(rows);
  }
}

function ttlMs(raw: unknown): number {
  const ttl = Ttl.safeParse(raw);
  if (!ttl.success) throw badRequest('ttl is {value, unit: SECONDS | MINUTES | HOURS | DAYS}.');
  const milliseconds = ttl.data.value * UNIT_MS[ttl.data.unit];
  if (milliseconds > MAX_TTL_MS) throw badRequest('The longest ttl is one year.');
  return milliseconds;
}
