import { useState } from 'react';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { get } from '../../api';
import type { IssueJson } from '../../jira-types';
import { useLoad } from '../../load';
import { Menu } from '../../parts/menu';
import { CloneDialog } from './clone-dialog';
import { MoveDialog } from './move-dialog';

interface Actions {
  readonly mayClone: boolean;
  readonly mayMove: boolean;
}

/** The issue's "…" menu. */
export function IssueActions({ issue }: { issue: IssueJson }) {
  const actions = useLoad(`actions of ${issue.key}`, () => get<Actions>(`/_site/issues/${encodeURIComponent(issue.key)}/actions`));
  const [open, setOpen] = useState<'clone' | 'move'>();
  const { mayClone = false, mayMove = false } = actions.data ?? {};
  const close = (): void => setOpen(undefined);
  if (!mayClone && !mayMove) return null;
  return (
    <>
      <Menu
        label={`Actions for ${issue.key}`}
        align="end"
        className="icon-button"
        trigger={<MoreIcon label="" />}
        items={[
          ...(mayClone ? [{ key: 'clone', text: 'Clone…', onSelect: () => setOpen('clone') }] : []),
          ...(mayMove ? [{ key: 'move', text: 'Move…', onSelect: () => setOpen('move') }] : []),
        ]}
      />
      {open === 'clone' && <CloneDialog issue={issue} close={close} />}
      {open === 'move' && <MoveDialog issue={issue} close={close} />}
    </>
  );
}
