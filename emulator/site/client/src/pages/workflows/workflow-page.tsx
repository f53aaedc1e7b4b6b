import { useState } from 'react';
import { useLoad } from '../../load';
import { EmptyState, Failure, Lozenge, Skeleton } from '../../parts/basics';
import { Link, navigate } from '../../router';
import { projectPath } from '../../sidebar';
import { Page } from '../page';
import { TransitionRules } from './transition-rules';
import { loadWorkflow, transitionTitle, type TransitionView, type WorkflowView } from './workflow-data';
import { workflowsPath } from './workflows-page';

interface WorkflowPageProps {
  readonly id: string;
  readonly transitionId: string | null;
  readonly projectKey?: string;
}

/** One workflow: its statuses, its transitions, and of the transition in the address its screen and rules. */
export function WorkflowPage({ id, transitionId, projectKey }: WorkflowPageProps) {
  const loaded = useLoad(`workflow ${id}`, () => loadWorkflow(id));
  const [said, setSaid] = useState('');
  const { data: workflow } = loaded;
  if (loaded.error !== undefined && !workflow) return <Failure page error={loaded.error} onRetry={loaded.reload} />;
  if (!workflow) return <Skeleton rows={8} height={32} />;
  const transition =
    workflow.transitions.find((one) => one.id === transitionId) ?? workflow.transitions.find(({ isInitial }) => !isInitial);
  const project = projectKey === undefined ? [] : [{ href: projectPath(projectKey), text: projectKey }];
  return (
    <Page title={workflow.name} crumbs={[...project, { href: workflowsPath(projectKey), text: 'Workflows' }]}>
      <p className="page-note">{noteOn(workflow)}</p>
      <ul className="workflow-statuses" aria-label="Statuses">
        {workflow.statuses.map((status) => (
          <li key={status.id}>
            <Lozenge status={status} />
          </li>
        ))}
      </ul>
      {!transition && <EmptyState title="This workflow has no transitions" />}
      {transition && (
        <div className="workflow">
          <Transitions workflow={workflow} current={transition} path={`${workflowsPath(projectKey)}/${encodeURIComponent(id)}`} />
          <TransitionRules
            key={transition.id}
            workflow={workflow}
            transition={transition}
            done={(sentence) => {
              setSaid(sentence);
              loaded.reload();
            }}
          />
        </div>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </Page>
  );
}

function noteOn({ projects, mayEdit, teamManaged }: WorkflowView): string {
  const names = projects.map(({ name }) => name).join(', ');
  const used = projects.length === 0 ? 'No project uses it.' : `Used by ${names}.`;
  if (mayEdit) return `${used} Changes count at once.`;
  return `${used} ${teamManaged ? 'Only its administrators change it.' : 'Only Jira administrators change it.'}`;
}

interface TransitionsProps {
  readonly workflow: WorkflowView;
  readonly current: TransitionView;
  readonly path: string;
}

function Transitions({ workflow, current, path }: TransitionsProps) {
  const address = (transition: TransitionView): string => `${path}?transition=${encodeURIComponent(transition.id)}`;
  return (
    <nav aria-label="Transitions" className="workflow-transitions">
      <ul>
        {workflow.transitions.map((transition) => {
          const rules = Object.values(transition.rules).flat();
          return (
            <li key={transition.id}>
              <Link
                href={address(transition)}
                className={`workflow-transition ${transition === current ? 'side-current' : ''}`}
                aria-current={transition === current ? 'true' : undefined}
                onClick={(event) => {
                  // What one looks through is one entry of the browser's history.
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  navigate(address(transition), { replace: true });
                }}
              >
                <strong>{transition.name}</strong>
                <span className="subtle">{transitionTitle(transition)}</span>
                {rules.length > 0 && <span className="subtle">{rules.length === 1 ? '1 rule' : `${rules.length} rules`}</span>}
                {rules.some(({ state }) => state === 'gone') && <span className="field-error">A rule’s app is gone</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
