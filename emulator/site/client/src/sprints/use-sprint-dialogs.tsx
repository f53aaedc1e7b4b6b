import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ModuleDialog } from '../frames/module-dialog';
import type { ModuleJson } from '../jira-types';
import { CompleteDialog } from './complete-dialog';
import { DeleteDialog } from './delete-dialog';
import type { BoardSprint, Planning } from './sprint-data';
import { SprintFormDialog } from './sprint-form-dialog';

export type SprintDialog =
  | { readonly kind: 'edit' | 'start' | 'complete' | 'delete'; readonly sprint: BoardSprint }
  | { readonly kind: 'app'; readonly sprint: BoardSprint; readonly module: ModuleJson };

interface SprintDialogsOptions {
  readonly boardId: number | undefined;
  readonly planning: Planning | undefined;
  readonly sprints: readonly BoardSprint[];
  readonly say: (sentence: string) => void;
  readonly onDone: () => void;
}

/**
 * The dialogs of a page's sprints, one at a time. They are the page's, not the sprint's own: an app's stays open when its sprint leaves
 * the page because of what it did.
 */
export function useSprintDialogs({ boardId, planning, sprints, say, onDone }: SprintDialogsOptions): {
  readonly open: (dialog: SprintDialog) => void;
  readonly dialog: ReactNode;
} {
  const [shown, setShown] = useState<SprintDialog>();
  const acted = useRef(false);
  const close = (): void => setShown(undefined);
  const done = (said?: string): void => {
    acted.current = true;
    if (said !== undefined) say(said);
    onDone();
  };

  // With its sprint goes the button that had the focus, and by keyboard one would begin at the top again.
  const ids = sprints.map(({ id, state }) => `${id} ${state}`).join();
  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true });
  }, [ids]);

  return {
    open: setShown,
    dialog: shown && planning && boardId !== undefined && dialogOf(shown, { boardId, planning, sprints, close, done }),
  };
}

interface Around {
  readonly boardId: number;
  readonly planning: Planning;
  readonly sprints: readonly BoardSprint[];
  readonly close: () => void;
  readonly done: (said?: string) => void;
}

function dialogOf(shown: SprintDialog, { boardId, planning, sprints, close, done }: Around): ReactNode {
  const { sprint } = shown;
  const shared = { sprint, done, close };
  switch (shown.kind) {
    case 'complete': {
      const planned = sprints.filter(({ state }) => state === 'future');
      return <CompleteDialog {...shared} planned={planned} nextSprintName={planning.nextSprintName} />;
    }
    case 'delete':
      return <DeleteDialog {...shared} />;
    case 'app':
      return (
        <ModuleDialog
          module={shown.module}
          place={{ board: boardId, sprint: sprint.id }}
          close={() => {
            close();
            done();
          }}
        />
      );
    default:
      return <SprintFormDialog {...shared} kind={shown.kind} now={planning.now} />;
  }
}
