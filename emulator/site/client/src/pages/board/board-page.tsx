import { useState } from 'react';
import { allPages, get } from '../../api';
import { useProjectModules } from '../../frames/modules';
import type { BoardConfiguration, IssueJson } from '../../jira-types';
import { useChanges } from '../../live';
import { useLoad } from '../../load';
import { EmptyState, Failure, Skeleton } from '../../parts/basics';
import { Link } from '../../router';
import { projectPath } from '../../sidebar';
import { SprintControls } from '../../sprints/sprint-controls';
import { useSprintDialogs } from '../../sprints/use-sprint-dialogs';
import { isRanked, loadBacklog } from '../backlog/backlog-data';
import { Page } from '../page';
import { Column } from './board-column';
import { useCardMoves } from './use-card-moves';

/** The board's columns: of the active sprints, or of everything on a kanban board. Cards are dragged from column to column, sprints completed here. */
export function BoardPage({ projectKey }: { projectKey: string }) {
  const loaded = useLoad(`board ${projectKey}`, async () => {
    const backlog = await loadBacklog(projectKey);
    if (!backlog) return undefined;
    const base = `/rest/agile/1.0/board/${backlog.board.id}`;
    const kanban = backlog.board.type === 'kanban';
    const sprints = backlog.sections.filter(({ sprint }) => sprint?.state === 'active');
    const [configuration, all] = await Promise.all([
      get<BoardConfiguration>(`${base}/configuration`),
      kanban ? allPages<IssueJson>(`${base}/issue?fields=summary,issuetype,status,assignee`, 'issues', 500) : [],
    ]);
    const issues = kanban ? all.filter(isRanked) : sprints.flatMap((section) => section.issues);
    return { backlog, columns: configuration.columnConfig?.columns ?? [], issues, sprints, kanban };
  });
  const modulesOf = useProjectModules(projectKey);
  const [said, setSaid] = useState('');
  useChanges(({ projectKey: changed }) => changed === undefined || changed === projectKey, loaded.reload);
  const { data } = loaded;
  const moves = useCardMoves({ data, say: setSaid, reload: loaded.reload });
  const planning = data?.backlog.planning;
  const dialogs = useSprintDialogs({
    boardId: data?.backlog.board.id,
    planning,
    sprints: (data?.backlog.sections ?? []).flatMap(({ sprint }) => sprint ?? []),
    say: setSaid,
    onDone: loaded.reload,
  });
  const names = data?.sprints
    .map(({ sprint }) => sprint?.name)
    .filter(Boolean)
    .join(', ');
  return (
    <Page
      title={names ? `Board: ${names}` : 'Board'}
      crumbs={[
        { href: '/projects', text: 'Projects' },
        { href: projectPath(projectKey), text: projectKey },
      ]}
      actions={data?.sprints.map(
        ({ sprint }) =>
          sprint &&
          planning && (
            <SprintControls
              key={sprint.id}
              sprint={sprint}
              planning={planning}
              anotherRuns={false}
              modules={modulesOf('jira:sprintAction')}
              open={dialogs.open}
            />
          ),
      )}
    >
      {loaded.error !== undefined && !data && <Failure error={loaded.error} onRetry={loaded.reload} />}
      {!data && loaded.error === undefined && <Skeleton />}
      {data && data.issues.length === 0 && (
        <EmptyState title="Nothing on the board">
          <p>
            {data.kanban ? 'This project has no issues yet.' : 'No sprint is active.'}{' '}
            <Link href={projectPath(projectKey)}>Go to the backlog</Link>
          </p>
        </EmptyState>
      )}
      {data && data.issues.length > 0 && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
        <div className="board" tabIndex={0} role="group" aria-label="Columns">
          {data.columns.map((column) => (
            <Column
              key={column.name}
              column={column}
              cards={data.issues.filter((issue) => column.statuses.some(({ id }) => id === moves.statusOf(issue)))}
              moves={moves}
            />
          ))}
        </div>
      )}
      {dialogs.dialog}
      {moves.dialog}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </Page>
  );
}
