import Button from '@atlaskit/button/new';
import MoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { titleOf, type ModuleJson } from '../jira-types';
import { Menu, type MenuItem } from '../parts/menu';
import { useSession } from '../session';
import type { BoardSprint, Planning } from './sprint-data';
import type { SprintDialog } from './use-sprint-dialogs';

interface SprintControlsProps {
  readonly sprint: BoardSprint;
  readonly planning: Planning;
  /** Another sprint of the board is active. */
  readonly anotherRuns: boolean;
  readonly modules: readonly ModuleJson[];
  readonly open: (dialog: SprintDialog) => void;
}

/** What can be done with a sprint: its button and its "…" menu, with the app's actions below Jira's own. */
export function SprintControls({ sprint, planning, anotherRuns, modules, open }: SprintControlsProps) {
  const { app } = useSession();
  const manages = planning.mayManageSprints;
  const own: readonly MenuItem[] = [
    { key: 'edit', text: 'Edit sprint', onSelect: () => open({ kind: 'edit', sprint }) },
    { key: 'delete', text: 'Delete sprint', onSelect: () => open({ kind: 'delete', sprint }) },
  ];
  const ofApp = modules.map((module) => ({
    key: `app ${module.key}`,
    text: titleOf(module),
    group: app.name,
    onSelect: () => open({ kind: 'app', sprint, module }),
  }));
  const items = [...(manages ? own : []), ...ofApp];
  if (items.length === 0) return null;
  return (
    <span className="sprint-controls">
      {manages && sprint.state === 'active' && (
        <Button spacing="compact" onClick={() => open({ kind: 'complete', sprint })}>
          Complete sprint
        </Button>
      )}
      {manages && sprint.state === 'future' && (
        <StartButton why={whyNotYet(sprint, planning, anotherRuns)} start={() => open({ kind: 'start', sprint })} />
      )}
      <Menu label={`More for ${sprint.name}`} align="end" className="icon-button" trigger={<MoreIcon label="" />} items={items} />
    </span>
  );
}

function StartButton({ why, start }: { why: string | undefined; start: () => void }) {
  return (
    <span title={why}>
      <Button spacing="compact" isDisabled={why !== undefined} onClick={start}>
        Start sprint
      </Button>
    </span>
  );
}

function whyNotYet({ done, open }: BoardSprint, { parallelSprints }: Planning, anotherRuns: boolean): string | undefined {
  if (done + open === 0) return 'A sprint without issues cannot be started.';
  return anotherRuns && !parallelSprints ? 'Another sprint is active: complete it first.' : undefined;
}
