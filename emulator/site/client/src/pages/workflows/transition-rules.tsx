import { useEffect, useId, useRef, useState } from 'react';
import Button from '@atlaskit/button/new';
import AddIcon from '@atlaskit/icon/core/add';
import { showFailure } from '../../flags';
import { AppFrame } from '../../frames/app-frame';
import { Menu } from '../../parts/menu';
import { RuleDialog } from './rule-dialog';
import {
  KINDS,
  removeRule,
  setScreen,
  transitionTitle,
  type RuleJson,
  type RuleKind,
  type RuleModule,
  type TransitionView,
  type WorkflowView,
} from './workflow-data';

interface TransitionRulesProps {
  readonly workflow: WorkflowView;
  readonly transition: TransitionView;
  /** Something was changed; what, in a sentence. */
  readonly done: (sentence: string) => void;
}

/** The details of a transition: its screen, and its rules of the three kinds. */
export function TransitionRules({ workflow, transition, done }: TransitionRulesProps) {
  const [dialog, setDialog] = useState<{ readonly module: RuleModule; readonly rule?: RuleJson }>();
  const title = useId();
  return (
    <section className="workflow-details" aria-labelledby={title}>
      <h2 id={title} tabIndex={-1}>
        {transition.name}
      </h2>
      <p className="subtle">{transitionTitle(transition)}</p>
      {!workflow.teamManaged && !transition.isInitial && <Screen {...{ workflow, transition, done }} />}
      {KINDS.filter(({ kind }) => kind !== 'conditions' || !transition.isInitial).map((each) => (
        <Rules
          key={each.kind}
          {...{ workflow, transition, done }}
          {...each}
          open={(module, rule) => setDialog({ module, ...(rule ? { rule } : {}) })}
        />
      ))}
      {dialog && <RuleDialog workflow={workflow} transition={transition} {...dialog} done={done} close={() => setDialog(undefined)} />}
    </section>
  );
}

function Screen({ workflow, transition, done }: TransitionRulesProps) {
  const id = useId();
  const current = workflow.screens.find((screen) => screen.id === transition.screenId);
  const choose = (screenId: string): void => {
    setScreen(workflow.id, transition.id, screenId === '' ? null : screenId).then(
      () => done(screenId === '' ? 'The transition has no screen.' : 'The transition has a screen.'),
      (error: unknown) => showFailure('The screen was not changed', error),
    );
  };
  if (!workflow.mayEdit) return <p>Screen: {current?.name ?? 'none'}</p>;
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        Screen
      </label>
      <select id={id} className="textfield" value={transition.screenId ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">No screen</option>
        {workflow.screens.map((screen) => (
          <option key={screen.id} value={screen.id}>
            {screen.name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface RulesProps extends TransitionRulesProps {
  readonly kind: RuleKind;
  readonly title: string;
  readonly note: string;
  readonly gone: string;
  readonly open: (module: RuleModule, rule?: RuleJson) => void;
}

function Rules({ workflow, transition, done, kind, title, note, gone, open }: RulesProps) {
  const heading = useId();
  const rules = transition.rules[kind];
  const offered = workflow.modules.filter((module) => module.kind === kind && module.mayAdd);
  const remove = (rule: RuleJson): void => {
    removeRule(workflow.id, transition.id, kind, rule.id).then(
      () => {
        done(`${rule.name} was removed.`);
        document.getElementById(heading)?.focus();
      },
      (error: unknown) => showFailure(`${rule.name} was not removed`, error),
    );
  };
  return (
    <section className="rules" aria-labelledby={heading}>
      <div className="rules-head">
        <h3 id={heading} tabIndex={-1}>
          {title}
        </h3>
        {workflow.mayEdit && (
          <Menu
            label={`Add a rule: ${title}`}
            align="end"
            trigger={
              <>
                <AddIcon label="" size="small" /> Add
              </>
            }
            empty="The app has no such rule for this kind of project."
            items={offered.map((module) => ({
              key: module.key,
              onSelect: () => open(module),
              text: (
                <span className="rule-choice">
                  {module.title} <span className="subtle">{module.description}</span>
                </span>
              ),
            }))}
          />
        )}
      </div>
      <p className="subtle">{note}</p>
      {rules.length > 0 && (
        <ul className="rule-list">
          {rules.map((rule) => (
            <Rule
              key={rule.id}
              {...{ workflow, transition, rule, gone, open }}
              module={workflow.modules.find(({ key }) => key === rule.moduleKey)}
              remove={() => remove(rule)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RuleProps extends Pick<RulesProps, 'workflow' | 'transition' | 'gone' | 'open'> {
  readonly rule: RuleJson;
  readonly module: RuleModule | undefined;
  readonly remove: () => void;
}

function Rule({ workflow, transition, rule, module, gone, open, remove }: RuleProps) {
  const [shown, setShown] = useState(false);
  const [removing, setRemoving] = useState(false);
  return (
    <li className="rule">
      <p>
        <strong>{rule.name}</strong> {module && <span className="lozenge lozenge-new">{workflow.appName}</span>}
      </p>
      {rule.state === 'gone' && <p className="field-error">The app of this rule is no longer installed. {gone}</p>}
      {rule.state === 'unknown' && <p className="subtle">A rule of another kind, which this page cannot show.</p>}
      {rule.disabled === true && <p className="subtle">This rule is disabled: it is not asked.</p>}
      {rule.state === 'app' && <p dir="auto">{rule.description}</p>}
      <div className="rule-actions">
        {module?.viewSrc !== undefined && (
          <Button spacing="compact" appearance="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide configuration' : 'Show configuration'}
          </Button>
        )}
        {workflow.mayEdit && module?.editSrc !== undefined && (
          <Button spacing="compact" aria-label={`Edit ${rule.name}`} onClick={() => open(module, rule)}>
            Edit
          </Button>
        )}
        {workflow.mayEdit && !removing && (
          <Button spacing="compact" aria-label={`Remove ${rule.name}`} onClick={() => setRemoving(true)}>
            Remove
          </Button>
        )}
        {removing && <Removal name={rule.name} remove={remove} keep={() => setRemoving(false)} />}
      </div>
      {shown && module && (
        <AppFrame
          module={module}
          src={module.viewSrc}
          place={{ workflow: { id: workflow.id, transition: transition.id, entryPoint: 'view', rule: rule.id } }}
        />
      )}
    </li>
  );
}

/** Asks once more, in the place of the button. */
function Removal({ name, remove, keep }: { readonly name: string; readonly remove: () => void; readonly keep: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <>
      <Button ref={button} spacing="compact" appearance="danger" aria-label={`Remove ${name} for good`} onClick={remove}>
        Remove the rule
      </Button>
      <Button spacing="compact" appearance="subtle" onClick={keep}>
        Keep it
      </Button>
    </>
  );
}
