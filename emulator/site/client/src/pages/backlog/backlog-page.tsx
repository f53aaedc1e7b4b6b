import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import Button from '@atlaskit/button/new';
import { showFailure } from '../../flags';
import { useProjectModules } from '../../frames/modules';
import type { IssueJson } from '../../jira-types';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { useSession } from '../../session';
import { projectPath } from '../../sidebar';
import { createSprint } from '../../sprints/sprint-data';
import { SprintControls } from '../../sprints/sprint-controls';
import { useSprintDialogs } from '../../sprints/use-sprint-dialogs';
import { Page } from '../page';
import { loadBacklog, sendMove, withMove, type Move, type Section } from './backlog-data';
import { BacklogSection } from './backlog-section';
import { ModuleMenu } from './module-menu';
import { RowsHead } from './rows-head';
import { useGlide } from './use-glide';
import { useMovedByOthers } from './use-moved-by-others';

const ROW_HEIGHT = 40;
const NARROW_ROW_HEIGHT = 64;
const MARKED_MS = 4_000;
const narrow = window.matchMedia('(max-width: 640px)');

/** Sprints and backlog of a project's board. Moves show at once; what Jira refuses, or the app puts back, shows as it comes. */
export function BacklogPage({ projectKey }: { projectKey: string }) {
  const { account } = useSession();
  const backlog = useLoad(`backlog ${projectKey}`, () => loadBacklog(projectKey));
  const modulesOf = useProjectModules(projectKey);
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const [held, setHeld] = useState<string>();
  const followed = useRef<string | undefined>(undefined);
  const pending = useRef(0);
  const page = useRef<HTMLDivElement>(null);
  const ownMove = useRef(false);
  const isNarrow = useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );

  const rowHeight = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;

  useEffect(
    () =>
      monitorForElements({
        onDragStart: ({ source }) => setHeld((source.data['issue'] as IssueJson | undefined)?.id),
        onDrop: () => setHeld(undefined),
      }),
    [],
  );

  useChanges(
    (change) => change.projectKey === undefined || change.projectKey === projectKey,
    (changes) => {
      // While an own move is on its way its answer reads again anyway, and an older read would undo it on screen.
      if (pending.current === 0) backlog.reload();
      const others = changes.filter(({ issueKey, atlassianId }) => issueKey !== undefined && atlassianId !== account.accountId);
      if (others.length === 0) return;
      setMoved(new Set(others.map(({ issueKey }) => issueKey as string)));
      window.setTimeout(() => setMoved(new Set()), MARKED_MS);
    },
  );

  useGlide(page, backlog.data?.sections, rowHeight, ownMove);

  useMovedByOthers(backlog.data?.sections, () => pending.current > 0, setSaid);

  // Reordering takes the focus off a row that the browser puts elsewhere: by keyboard one stays with the row one moves.
  useEffect(() => {
    const row = followed.current === undefined ? null : document.querySelector(`[data-key="${followed.current}"]`);
    const { activeElement } = document;
    if (!row || (activeElement !== document.body && !row.contains(activeElement))) {
      followed.current = undefined;
      return;
    }
    row.querySelector<HTMLElement>('.row-move')?.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }, [backlog.data]);

  const move = async (wanted: Move): Promise<void> => {
    const before = backlog.data;
    if (!before) return;
    pending.current += 1;
    followed.current = wanted.follow ? wanted.issue.key : undefined;
    setHeld(wanted.follow ? wanted.issue.id : undefined);
    ownMove.current = true;
    backlog.set((old) => old && withMove(old, wanted));
    const section = before.sections.find(({ id }) => id === wanted.to);
    try {
      await sendMove(before, wanted);
      setSaid(`${wanted.issue.key} moved in ${section?.sprint?.name ?? 'the backlog'}`);
    } catch (error) {
      showFailure(`${wanted.issue.key} was not moved`, error);
      setSaid(`${wanted.issue.key} was not moved`);
    }
    pending.current -= 1;
    if (pending.current === 0) backlog.reload();
  };

  const { data } = backlog;
  const planning = data?.planning;
  const sprints = (data?.sections ?? []).flatMap(({ sprint }) => sprint ?? []);
  const dialogs = useSprintDialogs({ boardId: data?.board.id, planning, sprints, say: setSaid, onDone: backlog.reload });

  const create = async (): Promise<void> => {
    if (!data || !planning) return;
    try {
      const { name } = await createSprint(data.board.id, planning.nextSprintName);
      setSaid(`${name} is created`);
    } catch (error) {
      showFailure('No sprint was created', error);
    }
    backlog.reload();
  };

  const controlsOf = ({ sprint }: Section): ReactNode => {
    if (!planning) return null;
    if (sprint) {
      const anotherRuns = sprints.some(({ id, state }) => state === 'active' && id !== sprint.id);
      const shared = { planning, anotherRuns, modules: modulesOf('jira:sprintAction'), open: dialogs.open };
      return <SprintControls sprint={sprint} {...shared} />;
    }
    return planning.mayManageSprints ? (
      <span className="sprint-controls">
        <Button spacing="compact" onClick={() => void create()}>
          Create sprint
        </Button>
      </span>
    ) : null;
  };

  return (
    <Page
      title="Backlog"
      crumbs={[
        { href: '/projects', text: 'Projects' },
        { href: projectPath(projectKey), text: projectKey },
      ]}
      actions={
        data && (
          <ModuleMenu
            label="More for this backlog"
            modules={modulesOf('jira:backlogAction')}
            place={{ board: data.board.id }}
            onDone={backlog.reload}
          />
        )
      }
    >
      {backlog.error !== undefined && !data && <Failure error={backlog.error} onRetry={backlog.reload} />}
      {!data && backlog.loading && <Skeleton rows={12} height={32} />}
      {!data && !backlog.loading && backlog.error === undefined && <EmptyState title="This project has no board" />}
      {data && (
        <div className="backlog" ref={page}>
          <RowsHead backlog={data} />
          {data.sections.map((section) => (
            <BacklogSection
              key={section.id}
              section={section}
              backlog={data}
              rowHeight={rowHeight}
              moved={moved}
              held={held}
              controls={controlsOf(section)}
              onMove={(wanted) => void move(wanted)}
            />
          ))}
        </div>
      )}
      {dialogs.dialog}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </Page>
  );
}
