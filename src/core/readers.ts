import type { Actor, ProjectId } from './actor';
import type { Authority, LendablePower } from './authority';
import type { Project, Projects } from './permissions';

/** Something that whoever may see the project gets. Elsewhere than in software projects there is nothing of ours to read (M3). */
export type ForReaders<T> = { readonly kind: 'shown'; readonly shown: T } | { readonly kind: 'refused'; readonly reason: 'not-software' };

/** AppError `not-found` for whoever cannot see the project. */
export async function forReaders<T>(
  deps: { readonly projects: Projects },
  claimed: ProjectId,
  show: (project: Project) => Promise<T>,
): Promise<ForReaders<T>> {
  const project = await deps.projects.asCaller(claimed);
  return project.software ? { kind: 'shown', shown: await show(project) } : { kind: 'refused', reason: 'not-software' };
}

/** The same for whoever may see its issues too: an administrator of Jira may see the one without the other. */
export type ForBrowsers<T> = ForReaders<T> | { readonly kind: 'refused'; readonly reason: 'cannot-see' };

/** `may`: the question that tells whether they may see its issues also tells whether they may use this power. */
export async function forBrowsers<T>(
  deps: { readonly projects: Projects; readonly authority: Authority },
  actor: Actor,
  claimed: ProjectId,
  show: (project: Project, may: boolean) => Promise<T>,
  power: LendablePower = 'rank',
): Promise<ForBrowsers<T>> {
  const [project, decision] = await Promise.all([
    deps.projects.asCaller(claimed),
    deps.authority.mayUse(actor, power, { projectId: claimed }),
  ]);
  if (!project.software) return { kind: 'refused', reason: 'not-software' };
  if (!decision.allowed && decision.reason === 'cannot-see') return { kind: 'refused', reason: 'cannot-see' };
  return { kind: 'shown', shown: await show(project, decision.allowed) };
}
