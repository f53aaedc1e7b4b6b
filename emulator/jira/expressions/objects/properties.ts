import { JiraDate } from '../dates';
import { runtimeFault, typeFault } from '../errors';
import { toValue, typeName } from '../text';
import { EntityType, JiraList } from '../values';
import type { MethodOf, PropertyOf, Value } from '../values';
import type { View } from '../view';

/** A property that is there as soon as the object is. */
export const free = <T>(read: (subject: T, view: View) => Value): PropertyOf<T> => ({ cost: 'free', read });
/** One expensive operation for all objects together. */
export const once = <T>(read: (subject: T, view: View) => Value): PropertyOf<T> => ({ cost: 'once', read });
/** One expensive operation for every read. */
export const each = <T>(read: (subject: T, view: View) => Value): PropertyOf<T> => ({ cost: 'each', read });

/** Ids are numbers in expressions; an object that is only being created has none. */
export const numericId = (id: string): number | null => (id === '' || !Number.isFinite(Number(id)) ? null : Number(id));
export const dateOrNull = (time: number | null): JiraDate | null => (time === null ? null : new JiraDate(time));

const stored = (entity: string, key: string, view: View): Value => toValue(view.jira.state.properties.get(entity)?.get(key) ?? null);

/** `issue.properties` and the like: read by dot, by bracket or by `get`; a key that is not set reads as null. */
const ENTITY_PROPERTIES = new EntityType<string>('EntityProperties', (entity) => entity, {
  properties: {},
  methods: {
    get: { cost: 'once', call: (entity, args, view) => stored(entity, keyOf(args), view) },
    keys: { cost: 'each', call: (entity, _args, view) => new JiraList([...(view.jira.state.properties.get(entity)?.keys() ?? [])]) },
    updated: {
      cost: 'each',
      call: () => {
        throw runtimeFault('When a property was updated is not recorded on this site.');
      },
    },
  } satisfies Record<string, MethodOf<string>>,
  dynamic: (entity, key) => once((_subject, view) => stored(entity, key, view)),
  bean: (entity, view) =>
    Object.fromEntries([...(view.jira.state.properties.get(entity) ?? [])].map(([key, value]) => [key, toValue(value)])),
});

function keyOf(args: readonly Value[]): string {
  const [key] = args;
  if (args.length !== 1 || typeof key !== 'string')
    throw typeFault(`get takes the key of a property as a String, not ${typeName(key ?? null)}.`);
  return key;
}

/** @param entity `issue:10001`, `project:10000`, `user:…` as the site's state keys them. */
export const propertiesOf = <T>(entity: (subject: T) => string): PropertyOf<T> =>
  free((subject, view) => ENTITY_PROPERTIES.of(entity(subject), view));
