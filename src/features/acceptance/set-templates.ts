import type { Actor, ProjectId } from '../../core/actor';
import type { Decision, RefusalReason } from '../../core/authority';
import { namesOf, type Named, type Project } from '../../core/permissions';
import { forBrowsers, type ForBrowsers } from '../../core/readers';
import type { AcceptanceDeps } from './deps';
import { noteUse } from './stored-policy';
import { readTemplates, templatesWrite, type StoredTemplates, type Templates } from './stored-templates';

export interface TemplatesShown extends Templates {
  readonly projectId: ProjectId;
  readonly revision: number;
  readonly types: readonly { readonly id: string; readonly name: string }[];
  readonly may: { readonly done: boolean; readonly templates: boolean; readonly reason: RefusalReason | 'not-template-editor' | null };
  readonly lastChange: (Named & { readonly at: number }) | null;
}

export type SetTemplatesResult =
  | ForBrowsers<TemplatesShown>
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'not-software' | 'not-template-editor' | 'template-words' | 'conflict' };

export const readTemplatesShown = (deps: AcceptanceDeps, actor: Actor, projectId: ProjectId): Promise<ForBrowsers<TemplatesShown>> =>
  forBrowsers(deps, actor, projectId, async (project) => {
    const [stored, decisions] = await Promise.all([readTemplates(deps.storage, project.id), decisionsOf(deps, actor, project.id)]);
    return shown(deps, project, stored, decisions);
  });

/** Changes a project's templates and its Definition of Done: the owner's words, the one, and the admins' business too, the other (A2). */
export async function setTemplates(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: {
    readonly projectId: ProjectId;
    readonly revision: number;
    readonly done: Templates['done'] | null;
    readonly templates: Templates['templates'] | null;
  },
): Promise<SetTemplatesResult> {
  const seen = await forBrowsers(deps, actor, claim.projectId, async (project) => project);
  if (seen.kind === 'refused') return seen;
  if (actor.kind !== 'person') return { kind: 'refused', reason: actor.kind };
  const project = seen.shown;
  const decisions = await decisionsOf(deps, actor, project.id);
  const { accept, configure } = decisions;
  if (claim.done !== null && !accept.allowed) return { kind: 'refused', reason: accept.reason };
  const decision = accept.allowed ? accept : configure;
  if (!decision.allowed) return { kind: 'refused', reason: 'not-template-editor' };
  const before = await readTemplates(deps.storage, project.id);
  if (before.revision !== claim.revision) return { kind: 'refused', reason: 'conflict' };
  const next: Templates = { done: claim.done ?? before.done, templates: claim.templates ?? before.templates };
  if ([next.done, ...next.templates.map(({ items }) => items)].some(repeats)) return { kind: 'refused', reason: 'template-words' };
  const changed = { by: actor.accountId, at: deps.now() };
  const committed = await deps.storage.commit([
    templatesWrite(project.id, next, changed, before.revision),
    ...(await noteUse(deps.storage, project.id)),
    deps.audit.entry({
      ...{ projectId: project.id, kind: 'templates-set', actor: actor.accountId },
      ...{ capacity: decision.capacity, accountableOwner: decision.accountableOwner },
      ...{ before: counted(before), after: counted(next) },
    }),
  ]);
  if (committed === 'conflict') return { kind: 'refused', reason: 'conflict' };
  return { kind: 'shown', shown: await shown(deps, project, { ...next, changed, revision: before.revision + 1 }, decisions) };
}

type Decisions = Readonly<Record<'accept' | 'configure', Decision>>;

const decisionsOf = (deps: AcceptanceDeps, actor: Actor, projectId: ProjectId): Promise<Decisions> =>
  deps.authority.mayUseEach(actor, ['accept', 'configure'], { projectId });

async function shown(
  deps: AcceptanceDeps,
  project: Project,
  { done, templates, revision, changed }: StoredTemplates,
  { accept, configure }: Decisions,
): Promise<TemplatesShown> {
  const [{ types }, names] = await Promise.all([deps.types.of(project.id), namesOf(deps.people, [changed?.by ?? null])]);
  const mayTemplates = accept.allowed || configure.allowed;
  return {
    ...{ projectId: project.id, revision, done, templates, types },
    may: {
      done: accept.allowed,
      templates: mayTemplates,
      reason: accept.allowed ? null : mayTemplates ? accept.reason : 'not-template-editor',
    },
    lastChange: changed === null ? null : { accountId: changed.by, name: names.get(changed.by) ?? null, at: changed.at },
  };
}

/** The words themselves are anybody's, and the record is for ever (D3). */
const counted = ({ done, templates }: Templates): unknown => ({
  done: done.length,
  templates: templates.map(({ id, items, onCreation }) => ({ id, items: items.length, onCreation })),
});

const repeats = (items: Templates['done']): boolean => new Set(items.map(({ text }) => text)).size < items.length;
