import type { IssueId } from '../../core/actor';
import { beginning } from './change-story';
import type { SettleDeps } from './deps';
import { changeChecklist } from './keep-in-step';
import { reset } from './rules/change';

/** A workflow's post function (A6): what it does to the checklist of the issue that went its way. As the app; doing it twice changes nothing more. */
export async function byTransition(deps: SettleDeps, issueId: IssueId, what: 'ask' | 'reset'): Promise<void> {
  const [issue] = await deps.stories.read([issueId]);
  if (issue === undefined || !issue.software) return;
  const { id, projectId } = issue;
  const at = deps.now();
  const by = await deps.stories.lastMover(id);
  await changeChecklist(deps, issue, async (before) => {
    if (what === 'ask') {
      if (before.acceptance !== null || before.asked !== null) return null;
      const { list, writes } = await beginning(deps, before, projectId, at);
      return { list: { ...list, asked: { by, at } }, writes };
    }
    const isUntouched =
      before.acceptance === null &&
      before.asked === null &&
      before.rejection === null &&
      before.criteria.every(({ claim, verdict }) => claim === null && verdict === null);
    if (isUntouched) return null;
    const { acceptance } = before;
    const writes =
      acceptance === null
        ? []
        : [
            deps.audit.entry({
              ...{ projectId, kind: 'acceptance-voided', actor: by ?? acceptance.by, capacity: { kind: 'member' } },
              accountableOwner: null,
              before: { issue: id, acceptedBy: acceptance.by },
              after: { issue: id, why: 'reset' },
            }),
          ];
    return { list: reset(before, by, at), writes };
  });
}
