import { z } from 'zod';
import type { Activity } from '../../activity';
import type { Changes } from '../changes';
import type { Invocation } from '../invocation';
import { bodyText, jsonResponse, type PlatformCall, type Service } from '../service';
import { batch } from './batch';
import { decodeCursor, encodeCursor } from './cursor';
import { queryEntity } from './entities';
import { checkKey, DEFAULT_PAGE, MAX_PAGE } from './limits';
import { describeRow, MetadataFields } from './rows';
import { badRequest, StorageError } from './storage-error';
import type { Store } from './store';
import type { IndexEntry, Row, Table } from './table';
import { transact } from './transaction';

interface Operation {
  /** Name in the usage table. */
  readonly name: string;
  readonly writes: boolean;
  readonly perform: (body: Body, bodyBytes: number) => Reply;
}

interface Reply {
  readonly body?: unknown;
  readonly read?: number;
  readonly written?: number;
  readonly what: string;
}

type Body = Readonly<Record<string, unknown>>;

const SetOptions = z
  .object({
    ttl: z.unknown().optional(),
    keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
    returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
    returnMetadataFields: MetadataFields,
  })
  .optional();

/**
 * The Key-Value Store and the Custom Entity Store as `@forge/kvs` calls them: POST `/api/v1/…`, JSON both ways, refusals as
 * `{code, message}`. https://developer.atlassian.com/platform/forge/storage-reference/
 */
export class KvsService implements Service {
  readonly name = 'kvs';
  private readonly operations: ReadonlyMap<string, Operation>;

  constructor(
    private readonly store: Store,
    private readonly activity: Activity,
    private readonly changes: Changes,
    private readonly scopes: ReadonlySet<string>,
  ) {
    this.operations = new Map<string, Operation>([
      ...this.keyOperations('', () => store.plain),
      ...this.keyOperations('secret', () => store.secrets),
      ...this.keyOperations('entity', (body) => store.entity(body['entityName']).table),
      ['/api/v1/query', { name: 'query', writes: false, perform: (body) => this.query(body) }],
      ['/api/v1/entity/query', { name: 'entity.query', writes: false, perform: (body) => this.queryEntity(body) }],
      [
        '/api/v1/transaction',
        { name: 'transaction', writes: true, perform: (body, bytes) => ({ written: transact(store, body, bytes), what: 'transaction' }) },
      ],
      ...(['get', 'set', 'delete'] as const).map((name): [string, Operation] => [
        `/api/v1/batch/${name}`,
        { name: `batch.${name}`, writes: name !== 'get', perform: (body, bytes) => this.batch(name, body, bytes) },
      ]),
    ]);
  }

  accepts({ meta }: PlatformCall): boolean {
    return meta.type === 'kvs';
  }

  async handle(call: PlatformCall, invocation: Invocation): Promise<Response> {
    const operation = this.operations.get(call.path);
    if (!operation)
      return jsonResponse(501, { code: 'NOT_IN_LOCAL_FORGE', message: `The local Forge has no storage operation ${call.path}.` });
    if (!this.scopes.has('storage:app')) {
      return jsonResponse(403, { code: 'FORBIDDEN', message: 'The manifest lacks the scope storage:app.' });
    }
    const text = await bodyText(call);
    try {
      const reply = operation.perform(JSON.parse(text) as Body, Buffer.byteLength(text));
      if (operation.writes) this.changes.note();
      this.count(operation.name, reply.what, invocation, reply.read ?? 0, reply.written ?? 0, true);
      return reply.body === undefined ? new Response(null, { status: 204 }) : jsonResponse(200, reply.body);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      // A missing key is an answer, not a failure.
      this.count(operation.name, error.message, invocation, 0, 0, error.code === 'KEY_NOT_FOUND');
      return jsonResponse(error.status, { code: error.code, message: error.message });
    }
  }

  private count(name: string, what: string, invocation: Invocation, read: number, written: number, ok: boolean): void {
    this.activity.countStorage(name, read, written);
    this.activity.add({ kind: 'storage', title: `storage ${name}: ${what}`, ok, invocationId: invocation.id });
  }

  private keyOperations(kind: '' | 'secret' | 'entity', tableOf: (body: Body) => Table): [string, Operation][] {
    const path = (name: string): string => (kind === '' ? `/api/v1/${name}` : `/api/v1/${kind}/${name}`);
    const named = (name: string): string => (kind === '' ? name : `${kind}.${name}`);
    const key = (body: Body): string => checkKey(body['key'], kind === 'entity');
    return [
      [
        path('get'),
        {
          name: named('get'),
          writes: false,
          perform: (body) => {
            const row = tableOf(body).get(key(body));
            if (!row) throw new StorageError(404, 'KEY_NOT_FOUND', `The key "${key(body)}" does not exist.`);
            return { body: describeRow(row, metadataOf(body)), read: row.bytes, what: row.key };
          },
        },
      ],
      [path('set'), { name: named('set'), writes: true, perform: (body) => this.set(body, tableOf(body)) }],
      [
        path('delete'),
        {
          name: named('delete'),
          writes: true,
          perform: (body) => {
            tableOf(body).delete(key(body));
            return { what: key(body) };
          },
        },
      ],
    ];
  }

  private set(body: Body, table: Table): Reply {
    const options = SetOptions.safeParse(body['options']);
    if (!options.success) throw badRequest('The options of set are ttl, keyPolicy, returnValue and returnMetadataFields.');
    const { ttl, keyPolicy, returnValue, returnMetadataFields } = options.data ?? {};
    if (returnValue !== undefined && keyPolicy === 'FAIL_IF_EXISTS')
      throw badRequest('returnValue works only where values may be overwritten.');
    const { row } = this.store.prepare({ key: body['key'], value: body['value'], entityName: body['entityName'], ttl }, table);
    const before = table.get(row.key);
    if (before && keyPolicy === 'FAIL_IF_EXISTS') throw new StorageError(409, 'KEY_CONFLICT', `The key "${row.key}" already exists.`);
    table.put(row);
    const shown = returnValue === 'LATEST' ? row : returnValue === 'PREVIOUS' ? before : undefined;
    return {
      written: row.bytes,
      what: `${row.key} (${row.bytes} bytes)`,
      ...(shown ? { body: describeRow(shown, returnMetadataFields) } : {}),
    };
  }

  private query(body: Body): Reply {
    const where = z
      .array(z.object({ property: z.string(), condition: z.string(), values: z.array(z.unknown()) }))
      .safeParse(body['where'] ?? []);
    if (!where.success || where.data.length > 1)
      throw new StorageError(400, 'QUERY_WHERE_INVALID', 'KVS queries should contain only a single "where" clause.');
    const clause = where.data[0];
    if (clause && clause.property !== 'key')
      throw new StorageError(400, 'QUERY_WHERE_FIELD_INVALID', 'Only "key" can be in a "where" clause.');
    if (clause && clause.condition !== 'BEGINS_WITH')
      throw new StorageError(400, 'INVALID_FILTER_CONDITION', 'Only BEGINS_WITH is supported.');
    const limit = body['limit'] ?? DEFAULT_PAGE;
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
      throw new StorageError(400, 'LIST_QUERY_LIMIT_EXCEEDED', `Limit for list query should be between 1 and ${MAX_PAGE}.`);
    }
    const prefix = clause ? String(clause.values[0]) : '';
    const { rows, cursor } = pageOfKeys(this.store.plain, prefix, body['after'], limit);
    return this.pageReply(rows, cursor, body, `keys beginning with "${prefix}"`);
  }

  private queryEntity(body: Body): Reply {
    const { definition, table } = this.store.entity(body['entityName']);
    const { rows, cursor } = queryEntity(definition, table, body);
    return this.pageReply(rows, cursor, body, `${definition.name} ${String(body['indexName'])}`);
  }

  private pageReply(rows: readonly Row[], cursor: string | undefined, body: Body, what: string): Reply {
    const metadata = metadataOf(body);
    const read = rows.reduce((sum, row) => sum + row.bytes, 0);
    const data = rows.map((row) => describeRow(row, metadata));
    return { body: { data, ...(cursor === undefined ? {} : { cursor }) }, read, what: `${what}, ${rows.length} rows` };
  }

  private batch(name: 'get' | 'set' | 'delete', body: Body, bodyBytes: number): Reply {
    const { bytes, ...reply } = batch(this.store, name, body, bodyBytes);
    const what = `${reply.successfulKeys.length} keys, ${reply.failedKeys.length} failed`;
    return { body: reply, what, ...(name === 'set' ? { written: bytes } : { read: bytes }) };
  }
}

const metadataOf = (body: Body): z.infer<typeof MetadataFields> => {
  const options = z.object({ metadataFields: MetadataFields }).optional().safeParse(body['options']);
  if (!options.success) throw badRequest('metadataFields are CREATED_AT, UPDATED_AT and EXPIRE_TIME.');
  return options.data?.metadataFields;
};

function pageOfKeys(
  table: Table,
  prefix: string,
  after: unknown,
  limit: number,
): { readonly rows: readonly Row[]; readonly cursor?: string } {
  const list = table.index('by-key');
  if (!list) return { rows: [] };
  const last = after === undefined ? undefined : decodeCursor(String(after))[0];
  if (after !== undefined && last === undefined) throw new StorageError(400, 'INVALID_CURSOR', 'The cursor is not one of this query.');
  const rows: Row[] = [];
  for (
    let at = list.lowerBound((entry) => (last === undefined ? (entry.row.key < prefix ? -1 : 0) : entry.row.key <= String(last) ? -1 : 0));
    at < list.size;
    at += 1
  ) {
    const { row } = list.at(at) as IndexEntry;
    if (!row.key.startsWith(prefix)) break;
    if (table.gone(row)) continue;
    if (rows.length === limit) return { rows, cursor: encodeCursor([(rows.at(-1) as Row).key]) };
    rows.push(row);
  }
  return { rows };
}
