import { changeRequest, type Step } from './change-request';
import { shown, type FindDeps, type FoundRequest, type Outcome } from './found-request';
import type { Request } from './store';
import { tellAskers, type TellDeps, type Telling } from './tell-askers';

/** A decider's word: stored first, then told to those who asked. */
export async function changeAndTell(
  deps: FindDeps & TellDeps,
  { request: before, reader, capacity, issues }: FoundRequest,
  step: (current: Request) => Step,
  mail: Telling['mail'],
): Promise<Outcome> {
  const changed = await changeRequest(deps.storage, before, step);
  if (changed.kind === 'refused') return changed;
  const { request } = changed;
  await tellAskers(deps, { request, by: reader.account, capacity, issues, mail });
  return shown(deps, reader, request);
}
