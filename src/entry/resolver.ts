import type { App } from '../app';
import type { Answer } from '../contract/call';
import type { Actor, CallerContext } from '../core/actor';
import { failed as failures } from '../../locales/en.json';
import { failed, refused } from './answer';
import { acceptanceFunctions } from './functions/acceptance';
import type { On } from './functions/on';
import { ownershipFunctions } from './functions/ownership';
import { rankingFunctions } from './functions/ranking';
import { requestsFunctions } from './functions/requests';
import { scoringFunctions } from './functions/scoring';
import { sprintsFunctions } from './functions/sprints';

/** Every function a page can call. Whoever can load a page can call all of them with any payload: each asks authority, or shows what Jira shows this person. */
function define(app: App): ReadonlyMap<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>> {
  const table = new Map<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>>();
  const on: On = (call, handle) => {
    table.set(call.name, async (payload, actor) => {
      // No function is for anybody else, not even to read; what a person may do, each asks of authority (O3).
      if (actor.kind !== 'person') return refused(actor.kind);
      if (!actor.licensed) return refused('unlicensed');
      const input = call.input.safeParse(payload);
      if (!input.success) return { ok: false, code: 'invalid-input', message: failures['invalid-input'] };
      try {
        return await handle(input.data, actor);
      } catch (error) {
        return failed(error, app.log, app.newId);
      }
    });
  };
  for (const functions of [
    scoringFunctions,
    ownershipFunctions,
    rankingFunctions,
    requestsFunctions,
    sprintsFunctions,
    acceptanceFunctions,
  ])
    functions(app, on);
  return table;
}

/** The handler of every module's resolver. */
export function createResolver(app: App): ReturnType<App['resolverOf']> {
  const functions = [...define(app)].map(
    ([name, handle]) => [name, (payload: unknown, context: CallerContext) => handle(payload, actorOf(context))] as const,
  );
  return app.resolverOf(new Map(functions));
}

/**
 * Forge's own account and licence, and nothing from the payload (O3). Forge names the account type only to modules that admit people without a licence;
 * ours do not, so where it is absent Forge has checked already.
 */
function actorOf({ accountId, accountType }: CallerContext): Actor {
  if (accountId === undefined || accountType === 'anonymous') return { kind: 'anonymous' };
  return { kind: 'person', accountId, licensed: accountType === undefined || accountType === 'licensed' };
}
