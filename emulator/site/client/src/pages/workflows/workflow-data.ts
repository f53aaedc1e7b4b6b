import { call, get } from '../../api';
import type { ModuleJson, StatusJson } from '../../jira-types';

export type RuleKind = 'conditions' | 'validators' | 'postFunctions';

export interface RuleJson {
  readonly id: string;
  /** `gone`: its app, or the module of it, is no more. */
  readonly state: 'app' | 'gone' | 'unknown';
  readonly moduleKey?: string;
  readonly name: string;
  readonly description: string;
  /** There, but not asked: only REST sets that. */
  readonly disabled?: boolean;
}

export interface TransitionView {
  readonly id: string;
  readonly name: string;
  /** The one that creates an issue. */
  readonly isInitial: boolean;
  /** Empty: from any status. */
  readonly from: readonly StatusJson[];
  readonly to: StatusJson | null;
  readonly screenId: string | null;
  readonly rules: Readonly<Record<RuleKind, readonly RuleJson[]>>;
}

export interface RuleModule extends ModuleJson {
  readonly kind: RuleKind;
  readonly description: string;
  /** Made for this kind of project. */
  readonly mayAdd: boolean;
}

export interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly teamManaged: boolean;
  readonly projects: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly statuses: number;
  readonly transitions: number;
  readonly rules: number;
}

export interface WorkflowView extends Omit<WorkflowRow, 'statuses' | 'transitions'> {
  readonly mayEdit: boolean;
  readonly appName: string;
  readonly statuses: readonly StatusJson[];
  readonly transitions: readonly TransitionView[];
  readonly modules: readonly RuleModule[];
  readonly screens: readonly { readonly id: string; readonly name: string }[];
}

/** What each kind is called in the new workflow editor: https://support.atlassian.com/jira-software-cloud/docs/what-are-the-different-workflow-rule-types/ */
export const KINDS: readonly { readonly kind: RuleKind; readonly title: string; readonly note: string; readonly gone: string }[] = [
  {
    kind: 'conditions',
    title: 'Restrict transition',
    note: 'Hides the transition from people for whom a rule does not hold.',
    gone: 'Jira hides the transition from everybody until the rule is removed.',
  },
  {
    kind: 'validators',
    title: 'Validate details',
    note: 'Stops the transition with a message when a rule does not hold.',
    gone: 'Jira stops the transition for everybody until the rule is removed.',
  },
  {
    kind: 'postFunctions',
    title: 'Perform actions',
    note: 'Runs after the transition.',
    gone: 'It does nothing any more.',
  },
];

const root = '/_site/workflows';
const path = (workflow: string, transition?: string): string =>
  `${root}/${encodeURIComponent(workflow)}${transition === undefined ? '' : `/transitions/${encodeURIComponent(transition)}`}`;

export const loadWorkflows = (projectKey: string | undefined): Promise<readonly WorkflowRow[]> =>
  get<{ workflows: WorkflowRow[] }>(projectKey === undefined ? root : `${root}?project=${encodeURIComponent(projectKey)}`).then(
    ({ workflows }) => workflows,
  );

export const loadWorkflow = (id: string): Promise<WorkflowView> => get(path(id));

export const setScreen = (workflow: string, transition: string, screenId: string | null): Promise<void> =>
  call('PUT', `${path(workflow, transition)}/screen`, { screenId });

export const addRule = (workflow: string, transition: string, module: string, configuration: string | undefined): Promise<void> =>
  call('POST', `${path(workflow, transition)}/rules`, { module, ...(configuration === undefined ? {} : { configuration }) });

export const updateRule = (workflow: string, transition: string, kind: RuleKind, rule: string, configuration: string): Promise<void> =>
  call('PUT', `${path(workflow, transition)}/rules/${kind}/${encodeURIComponent(rule)}`, { configuration });

export const removeRule = (workflow: string, transition: string, kind: RuleKind, rule: string): Promise<void> =>
  call('DELETE', `${path(workflow, transition)}/rules/${kind}/${encodeURIComponent(rule)}`);

export const transitionTitle = ({ isInitial, from, to }: TransitionView): string =>
  `${isInitial ? 'Start' : from.length === 0 ? 'Any status' : from.map(({ name }) => name).join(', ')} → ${to?.name ?? 'no status'}`;
