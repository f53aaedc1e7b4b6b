import { useEffect, useRef, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/new';
import { get, messageOf } from '../../api';
import { showFlag } from '../../flags';
import type { IssueJson, TransitionJson } from '../../jira-types';
import { Dialog } from '../../parts/dialog';
import { TransitionDialog } from '../../transition/transition-dialog';
import { loadTransitions, transition } from '../issue/issue-data';

export interface BoardColumn {
  readonly name: string;
  readonly statuses: readonly { readonly id: string }[];
}

interface CardMovesOptions {
  /** What the board shows: a new one is an answer to what was done. */
  readonly data: unknown;
  readonly say: (sentence: string) => void;
  readonly reload: () => void;
}

export interface CardMoves {
  /** The status a card stands in: where it is going, as long as Jira has not answered. */
  readonly statusOf: (issue: IssueJson) => string | undefined;
  readonly intoColumn: (issue: IssueJson, column: BoardColumn) => void;
  readonly by: (issue: IssueJson, chosen: TransitionJson, follow: boolean) => void;
  readonly dialog: ReactNode;
}

type Asking =
  | { readonly kind: 'screen'; readonly issue: IssueJson; readonly transition: TransitionJson }
  | { readonly kind: 'which'; readonly issue: IssueJson; readonly column: BoardColumn; readonly transitions: readonly TransitionJson[] };

/**
 * Cards that go from column to column: by a transition of their workflow, through its screen where it has one. A card that Jira refuses goes back,
 * with what Jira says. Where several transitions lead into a column, one is asked which; Jira has a zone for each while one drags.
 */
export function useCardMoves({ data, say, reload }: CardMovesOptions): CardMoves {
  const [going, setGoing] = useState<{ readonly id: string; readonly statusId: string }>();
  const [asking, setAsking] = useState<Asking>();
  const following = useRef<string>();

  useEffect(() => {
    setGoing(undefined);
    if (following.current === undefined) return;
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(following.current)}"] .menu-button`)?.focus();
    following.current = undefined;
  }, [data]);

  const refused = (issue: IssueJson, description: string): void => {
    setGoing(undefined);
    showFlag({
      title: `${issue.key} stays in ${issue.fields.status?.name ?? 'its status'}`,
      description,
      type: 'error',
      links: [{ text: `Open ${issue.key}`, href: `/browse/${issue.key}` }],
    });
  };

  const by = (issue: IssueJson, chosen: TransitionJson, follow: boolean): void => {
    if (chosen.hasScreen === true) {
      // The screen begins with what the issue has, which the board has not asked for.
      get<IssueJson>(`/rest/api/3/issue/${encodeURIComponent(issue.key)}`).then(
        (whole) => setAsking({ kind: 'screen', issue: whole, transition: chosen }),
        (error: unknown) => refused(issue, messageOf(error)),
      );
      return;
    }
    setGoing({ id: issue.id, statusId: chosen.to.id });
    transition(issue.key, chosen.id).then(
      () => {
        say(`${issue.key} moved to ${chosen.to.name}.`);
        if (follow) following.current = issue.key;
        reload();
      },
      (error: unknown) => refused(issue, messageOf(error)),
    );
  };

  const intoColumn = (issue: IssueJson, column: BoardColumn): void => {
    if (column.statuses.some(({ id }) => id === issue.fields.status?.id)) return;
    loadTransitions(issue.key).then(
      (open) => {
        const leading = open.filter(({ to }) => column.statuses.some(({ id }) => id === to.id));
        const [only] = leading;
        if (!only) refused(issue, `No transition into ${column.name} is open to you from here.`);
        else if (leading.length === 1) by(issue, only, false);
        else setAsking({ kind: 'which', issue, column, transitions: leading });
      },
      (error: unknown) => refused(issue, messageOf(error)),
    );
  };

  const close = (): void => setAsking(undefined);
  return {
    statusOf: (issue) => (going?.id === issue.id ? going.statusId : issue.fields.status?.id),
    intoColumn,
    by,
    dialog:
      asking?.kind === 'screen' ? (
        <TransitionDialog
          issue={asking.issue}
          transition={asking.transition}
          done={() => {
            say(`${asking.issue.key} moved to ${asking.transition.to.name}.`);
            reload();
          }}
          close={close}
        />
      ) : asking ? (
        <Dialog title={`Move ${asking.issue.key} to ${asking.column.name}`} label={`Move ${asking.issue.key}`} close={close}>
          <div className="choices">
            {asking.transitions.map((one) => (
              <Button
                key={one.id}
                onClick={() => {
                  close();
                  by(asking.issue, one, false);
                }}
              >
                {one.name === one.to.name ? one.name : `${one.name} → ${one.to.name}`}
              </Button>
            ))}
          </div>
        </Dialog>
      ) : null,
  };
}
