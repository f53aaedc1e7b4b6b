import type { Actor, IssueId } from '../../core/actor';
import type { AcceptanceDeps } from './deps';
import { changerOf, foundStory, type FoundStory, type NotFound } from './found-story';
import { changeChecklist, type Next } from './keep-in-step';
import { applyChanges, withDone, withTemplate, type Change, type Changed, type Changer } from './rules/change';
import type { Checklist } from './rules/checklist';
import { showStory, type ShownStory } from './show-story';
import { readChecklist, type StoredChecklist } from './stored-checklist';
import { noteUse } from './stored-policy';
import { forType, readTemplates, type StoredTemplates } from './stored-templates';

export type StoryResult<Refused extends string = never> =
  | { readonly kind: 'shown'; readonly story: ShownStory }
  | NotFound
  | { readonly kind: 'refused'; readonly reason: Refused | 'conflict' | 'field-closed' };

export type ChangeResult<Refused extends string = never> =
  { readonly kind: 'shown'; readonly story: ShownStory; readonly left: Changed['left'] } | Exclude<StoryResult<Refused>, { kind: 'shown' }>;

export async function openStory(deps: AcceptanceDeps, actor: Actor, claim: { readonly issueId: IssueId }): Promise<StoryResult> {
  const found = await foundStory(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  return { kind: 'shown', story: await showStory(deps, found, await readChecklist(deps.storage, found.issue.id)) };
}

/** Changes criteria, for whoever may edit the issue; verdicts are for whoever holds `accept`, who need not be able to edit it (A1, A3). */
export async function changeStory(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly changes: readonly Change[] },
): Promise<ChangeResult> {
  const found = await foundStory(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  const onlyJudges = claim.changes.every(({ kind }) => kind === 'judge');
  if (!found.edits.allowed && !(onlyJudges && found.judging !== null)) return { kind: 'refused', reason: found.edits.reason };
  return change(deps, found, (list, changer) => applyChanges(list, claim.changes, changer));
}

/** Puts a template, or the Definition of Done as it is now, on the issue (A2). */
export async function applyTemplate(
  deps: AcceptanceDeps,
  actor: Actor,
  claim: { readonly issueId: IssueId; readonly templateId: string },
): Promise<ChangeResult<'no-such-template'>> {
  const found = await foundStory(deps, actor, claim.issueId);
  if (found.kind === 'refused') return found;
  if (!found.edits.allowed) return { kind: 'refused', reason: found.edits.reason };
  const templates = await readTemplates(deps.storage, found.issue.projectId);
  if (claim.templateId === 'done')
    return change(deps, found, (list, changer) =>
      changer.locked && changer.judging === null
        ? { list, left: templates.done.map(({ id }) => ({ id, why: 'locked' })) }
        : withDone(list, templates.done, changer),
    );
  const template = forType(templates, found.issue.typeId).find(({ id }) => id === claim.templateId);
  if (template === undefined) return { kind: 'refused', reason: 'no-such-template' };
  return change(deps, found, (list, changer) => withTemplate(list, template.items, changer, deps.newId));
}

async function change(
  deps: AcceptanceDeps,
  found: FoundStory,
  make: (list: Checklist, changer: Changer) => Changed,
): Promise<ChangeResult> {
  const { issue } = found;
  let left: Changed['left'] = [];
  const at = deps.now();
  const stored = await changeChecklist(deps, issue, async (before): Promise<Next<never>> => {
    const begun = await beginning(deps, before, issue.projectId, at);
    const made = make(begun.list, changerOf(found, before.acceptance !== null, at));
    ({ left } = made);
    if (made.list === begun.list) return null;
    const writes = [...begun.writes, ...voidingEntry(deps, found, before, made.list)];
    return { list: made.list, writes };
  });
  if (typeof stored === 'string') return { kind: 'refused', reason: stored };
  return { kind: 'shown', story: await showStory(deps, found, stored), left };
}

/** A checklist begins with the project's Definition of Done (A2), and its project is looked after from then on. */
export async function beginning(
  deps: Pick<AcceptanceDeps, 'storage'>,
  before: StoredChecklist,
  projectId: string,
  at: number,
  templates?: StoredTemplates,
) {
  if (before.revision > 0) return { list: before as Checklist, writes: [] };
  const { done } = templates ?? (await readTemplates(deps.storage, projectId));
  return { list: withDone(before, done, { by: '', at }).list, writes: await noteUse(deps.storage, projectId) };
}

/** That an acceptance came to nothing is on record, whoever brought it about. */
function voidingEntry(deps: AcceptanceDeps, { issue, reader, judging, accountableOwner }: FoundStory, before: Checklist, after: Checklist) {
  if (before.acceptance === null || after.acceptance !== null) return [];
  return [
    deps.audit.entry({
      ...{
        projectId: issue.projectId,
        kind: 'acceptance-voided',
        actor: reader,
        capacity: judging ?? { kind: 'member' },
        accountableOwner,
      },
      ...{ before: { issue: issue.id, acceptedBy: before.acceptance.by }, after: { issue: issue.id, why: after.voided?.why ?? null } },
    }),
  ];
}
