import type { App } from '../app';
import type { Answer, Call, Immutable } from '../contract/call';
import { readOwnership, setOwner } from '../contract/ownership';
import { openPanel, scoreIssue } from '../contract/scoring';
import { failed as failures, refused as refusals } from '../../locales/en.json';
import type { Actor, CallerContext } from '../core/actor';
import { failed, refused } from './answer';

type Person = Extract<Actor, { kind: 'person' }>;
type Handler<Input, Output> = (input: Input, actor: Person) => Promise<Answer<Immutable<Output>>>;

/** Every function a page can call. Whoever can load a page can call all of them with any payload: each asks authority, or shows what Jira shows this person. */
function define(app: App): ReadonlyMap<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>> {
  const table = new Map<string, (payload: unknown, actor: Actor) => Promise<Answer<unknown>>>();
  const on = <Input, Output>(call: Call<Input, Output>, handle: Handler<Input, Output>): void => {
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

  on(openPanel, async ({ issueId }, actor) => {
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
        return {
          ok: false,
          code: 'refused',
          message: result.problems.map(({ sentence }) => sentence).join(' '),
          fields: Object.fromEntries(fields),
        };
      }
    }
  });

  on(readOwnership, async ({ projectId }) => {
    return { ok: true, data: await app.ownership.ownerOf(projectId) };
  });

  on(setOwner, async (claim, actor) => {
    const result = await app.ownership.setOwner(actor, claim);
    if (result.kind === 'named') return { ok: true, data: { projectId: result.projectId, owner: result.owner } };
    return refused(result.reason === 'cannot-see' ? 'cannot-see-project' : result.reason);
  });

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
