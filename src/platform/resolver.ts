import Resolver from '@forge/resolver';
import type { CallerContext } from '../core/actor';
import { ForForge } from '../core/errors';

export type ResolverFunctions = ReadonlyMap<string, (payload: unknown, context: CallerContext) => Promise<unknown>>;

/** The handler Forge calls for a module's resolver. */
export function resolverOf(functions: ResolverFunctions): ReturnType<Resolver['getDefinitions']> {
  const resolver = new Resolver();
  for (const [name, run] of functions)
    resolver.define(name, ({ payload, context }) => run(payload, context as CallerContext) as Promise<object>);
  const definitions = resolver.getDefinitions();
  return async (request, runtime) => {
    // @forge/resolver looks names up with `in`, which finds `constructor` and its like on any object.
    if (!functions.has(request.call.functionKey)) throw new Error(`There is no function ${JSON.stringify(request.call.functionKey)}`);
    try {
      return await definitions(request, runtime);
    } catch (error) {
      throw error instanceof ForForge ? error.cause : error;
    }
  };
}
