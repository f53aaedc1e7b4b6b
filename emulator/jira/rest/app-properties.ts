import type { Json } from '../../json';
import { define } from './define';
import { noContent, ok, type Operation, type OperationContext, type Reply } from './operation';

const LONGEST_KEY = 127;
const LONGEST_VALUE = 32_768;

/** These operations answer `{message, statusCode}` instead of Jira's usual error body. */
const message = (status: number, text: string): Reply => ({ status, body: { message: text, statusCode: status } });

const tableOf = (context: OperationContext): string => `app:${context.caller.app?.appId ?? ''}`;
const valuesOf = (context: OperationContext): ReadonlyMap<string, Json> => context.jira.state.properties.get(tableOf(context)) ?? new Map();
const keyOf = (context: OperationContext): string => context.params['propertyKey'] ?? '';
const tooLong = (): Reply => message(400, `The property key cannot be longer than ${LONGEST_KEY} characters.`);

/** Properties of an app on the site, written by the app alone. */
export const appPropertyOperations: readonly Operation[] = [
  define(
    'GET',
    '/rest/forge/1/app/properties',
    (context) =>
      ok({
        keys: [...valuesOf(context).keys()].map((key) => ({
          key,
          self: `${context.baseUrl}/rest/forge/1/app/properties/${encodeURIComponent(key)}`,
        })),
      }),
    { appOnly: true },
  ),
  define(
    'GET',
    '/rest/forge/1/app/properties/{propertyKey}',
    (context) => {
      const key = keyOf(context);
      if (key.length > LONGEST_KEY) return tooLong();
      const value = valuesOf(context).get(key);
      return value === undefined ? message(404, 'Property with key not found.') : ok({ key, value });
    },
    { appOnly: true },
  ),
  define(
    'PUT',
    '/rest/forge/1/app/properties/{propertyKey}',
    (context) => {
      const key = keyOf(context);
      if (key.length > LONGEST_KEY) return tooLong();
      if (context.body === undefined) return message(400, 'The property value must be a valid, non-empty JSON.');
      if (JSON.stringify(context.body).length > LONGEST_VALUE)
        return message(400, `The property value cannot be longer than ${LONGEST_VALUE} characters.`);
      const values = new Map(valuesOf(context));
      const existed = values.has(key);
      values.set(key, context.body as Json);
      context.jira.state.properties.set(tableOf(context), values);
      return existed ? message(200, 'Property updated.') : message(201, 'Property created.');
    },
    { appOnly: true },
  ),
  define(
    'DELETE',
    '/rest/forge/1/app/properties/{propertyKey}',
    (context) => {
      const key = keyOf(context);
      if (key.length > LONGEST_KEY) return tooLong();
      return context.jira.state.properties.get(tableOf(context))?.delete(key) ? noContent : message(404, 'Property with key not found.');
    },
    { appOnly: true },
  ),
];
