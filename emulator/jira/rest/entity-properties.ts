import type { Json } from '../../json';
import { badRequest, forbidden, notFound } from '../errors';
import { noContent, ok, type Operation, type OperationContext, type Reply } from './operation';

/** What properties hang on: an issue, a comment, a project, a board, a sprint. */
export interface PropertyOwner {
  /** Key in `state.properties`. */
  readonly table: string;
  readonly url: string;
  readonly writable: boolean;
}

const LONGEST_KEY = 255;
const LONGEST_VALUE = 32_768;

/** Makes one operation at its path, with the scopes its API asks for. */
type Make = (method: Operation['method'], path: string, handle: Operation['handle']) => Operation;

/** GET, PUT and DELETE of properties under `path`; `owner` answers 404 for who may not see the thing. */
export function entityProperties(path: string, make: Make, owner: (context: OperationContext) => PropertyOwner): readonly Operation[] {
  const one = `${path}/{propertyKey}`;
  return [
    make('GET', path, (context) => list(context, owner(context))),
    make('GET', one, (context) => read(context, owner(context))),
    make('PUT', one, (context) => write(context, owner(context))),
    make('DELETE', one, (context) => remove(context, owner(context))),
  ];
}

const keyOf = (context: OperationContext): string => context.params['propertyKey'] ?? '';

function list({ jira }: OperationContext, { table, url }: PropertyOwner): Reply {
  const keys = [...(jira.state.properties.get(table)?.keys() ?? [])];
  return ok({ keys: keys.map((key) => ({ self: `${url}/${encodeURIComponent(key)}`, key })) });
}

function read(context: OperationContext, { table }: PropertyOwner): Reply {
  const key = keyOf(context);
  const value = context.jira.state.properties.get(table)?.get(key);
  if (value === undefined) throw notFound(`The property with key '${key}' does not exist.`);
  return ok({ key, value });
}

function write(context: OperationContext, { table, writable }: PropertyOwner): Reply {
  const key = keyOf(context);
  if (!writable) throw forbidden('You do not have permission to edit this entity.');
  if (key.length > LONGEST_KEY) throw badRequest(`The property key cannot be longer than ${LONGEST_KEY} characters.`);
  if (context.body === undefined) throw badRequest('The property value must be a valid, non-empty JSON.');
  if (JSON.stringify(context.body).length > LONGEST_VALUE)
    throw badRequest(`The property value cannot be longer than ${LONGEST_VALUE} characters.`);
  const { properties } = context.jira.state;
  const values = properties.get(table) ?? new Map<string, Json>();
  const existed = values.has(key);
  values.set(key, context.body as Json);
  properties.set(table, values);
  return { status: existed ? 200 : 201 };
}

function remove(context: OperationContext, { table, writable }: PropertyOwner): Reply {
  const key = keyOf(context);
  if (!writable) throw forbidden('You do not have permission to edit this entity.');
  if (!context.jira.state.properties.get(table)?.delete(key)) throw notFound(`The property with key '${key}' does not exist.`);
  return noContent;
}
