import type { Operation } from './operation';

/** Whether an app's scopes let it call: all classic or all granular ones. No list at all, or an empty one, asks for none. */
export function holdsScopes(held: ReadonlySet<string>, operation: Operation): boolean {
  const { classic, granular } = operation.scopes;
  if (classic === undefined && granular === undefined) return true;
  const holds = (list: readonly string[] | undefined): boolean => list !== undefined && list.every((scope) => held.has(scope));
  return holds(classic) || holds(granular);
}
