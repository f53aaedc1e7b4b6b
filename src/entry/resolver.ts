import Resolver from '@forge/resolver';
import type { App } from '../app';
import type { Answer, Call, Immutable } from '../contract/call';
import { readOwnership, setOwner } from '../contract/ownership';
import { openPanel, scoreIssue } from '../contract/scoring';
import { failed as failures, refused as refusals } from '../../locales/en.json';
import type { Actor } from '../core/actor';
import { failed, refused } from './answer';

/** What Forge puts into a resolver's context and a caller cannot write. */
interface ForgeContext {
  readonly accountId?: string;
  readonly accountType?: string;
}

type Handler<Input, Output> = (input: Input, actor: Actor) => Promise<Answer<Immutable<Output>>>;

/** Every function a page can call. Whoever can load a page can call all of them with any payload: each asks authority first. */
function define(app: App): ReadonlyMap<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>> {
  const table = new Map<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>>();
  const on = <Input, Output>(call: Call<Input, Output>, handle: Handler<Input, Output>): void => {
    table.set(call.name, async (payload, actor) => {
      const input = call.input.safeParse(payload);
      if (!input.success) return { ok: false, code: 'invalid-input', message: failures['invalid-input'] };
      try {
        return await handle(input.data, actor);
      } catch (error) {
        return failed(error, app.log, app.newId);
      }
    });
  };

  on(openPanel, async ({ issueId }, actor) => {
    if (actor.kind !== 'person') return refused(actor.kind);
    const { decision, ...panel } = await app.scoring.open(actor, issueId);
    if (!decision.allowed && decision.reason === 'cannot-see') return refused('cannot-see');
    const mayScore = decision.allowed
      ? { allowed: true as const, capacity: decision.capacity }
      : { allowed: false as const, message: refusals[decision.reason] };
    return { ok: true, data: { ...panel, viewer: actor.accountId, mayScore } };
  });

  on(scoreIssue, async (claim, actor) => {
    const result = await app.scoring.score(actor, claim);
    switch (result.kind) {
      case 'scored':
        return { ok: true, data: { value: result.value } };
      case 'refused':
        return refused(result.reason);
      case 'invalid': {
        const fields = result.problems.flatMap(({ factor, sentence }) => (factor === undefined ? [] : [[factor, sentence] as const]));
        return { ok: false, code: 'refused', message: result.problems.map(({ sentence }) => sentence).join(' '), fields: Object.fromEntries(fields) };
      }
    }
  });

  on(readOwnership, async ({ projectId }, actor) => {
    if (actor.kind !== 'person') return refused(actor.kind);
    return { ok: true, data: await app.ownership.ownerOf(projectId) };
  });

  on(setOwner, async (claim, actor) => {
    const result = await app.ownership.setOwner(actor, claim);
    if (result.kind === 'named') return { ok: true, data: { projectId: result.projectId, owner: result.owner } };
    return refused(result.reason === 'cannot-see' ? 'cannot-see-project' : result.reason);
  });

  return table;
}

export function createResolver(app: App): ReturnType<Resolver['getDefinitions']> {
  const resolver = new Resolver();
  const table = define(app);
  for (const [name, handle] of table) {
    resolver.define(name, ({ payload, context }) => handle(payload, actorOf(context as ForgeContext)));
  }
  const definitions = resolver.getDefinitions();
  return async (request, runtime) => {
    // @forge/resolver looks names up with `in`, which finds `constructor` and its like on any object.
    if (!table.has(request.call.functionKey)) throw new Error(`There is no function ${JSON.stringify(request.call.functionKey)}`);
    return definitions(request, runtime);
  };
}

/** Forge's own account and licence, and nothing from the payload (O3). */
function actorOf({ accountId, accountType }: ForgeContext): Actor {
  if (accountId === undefined || accountType === 'anonymous') return { kind: 'anonymous' };
  return { kind: 'person', accountId, licensed: accountType === undefined || accountType === 'licensed' };
}
