import {
  endDelegation,
  findPeople,
  lendPowers,
  readDelegates,
  readOwnership,
  readOwnershipSettings,
  setOwner,
  type DelegatesView,
} from '../../contract/ownership';
import type { App } from '../../app';
import type { Answer, Immutable } from '../../contract/call';
import { refused as refusals } from '../../../locales/en.json';
import { ofProject, refusedProject } from '../answer';
import type { On, Person } from './on';

/** The functions of `ownership/…`. */
export function ownershipFunctions(app: App, on: On): void {
  on(readOwnership, async ({ projectId }) => {
    return { ok: true, data: await app.ownership.ownerOf(projectId) };
  });

  on(readOwnershipSettings, async ({ projectId }, actor) => ofProject(await app.ownership.settings(actor, projectId)));

  on(findPeople, async (claim, actor) => {
    const people = await app.ownership.findPeople(actor, claim);
    return people.kind === 'shown' ? { ok: true, data: { people: people.shown } } : refusedProject(people.reason);
  });

  on(setOwner, async (claim, actor) => {
    const result = await app.ownership.setOwner(actor, claim);
    return result.kind === 'named' ? ofProject(await app.ownership.settings(actor, result.projectId)) : refusedProject(result.reason);
  });

  const delegatesOf = async (projectId: string, actor: Person): Promise<Answer<Immutable<DelegatesView>>> => {
    const result = await app.ownership.delegates(actor, projectId);
    if (result.kind === 'refused') return refusedProject(result.reason);
    const { lending, ...delegates } = result.shown;
    // Who sees the project but none of its issues is told who decides, as everybody else.
    const why = lending.allowed ? null : refusals[lending.reason === 'cannot-see' ? 'not-lender' : lending.reason];
    return { ok: true, data: { ...delegates, may: { lend: lending.allowed, message: why }, viewer: actor.accountId } };
  };
  on(readDelegates, ({ projectId }, actor) => delegatesOf(projectId, actor));

  on(lendPowers, async (claim, actor) => {
    const result = await app.ownership.lend(actor, claim);
    return result.kind === 'lent' ? delegatesOf(claim.projectId, actor) : refusedProject(result.reason);
  });

  on(endDelegation, async (claim, actor) => {
    const result = await app.ownership.endDelegation(actor, claim);
    return result.kind === 'ended' ? delegatesOf(claim.projectId, actor) : refusedProject(result.reason);
  });
}
