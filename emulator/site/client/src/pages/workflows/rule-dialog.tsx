import { useRef, useState, type FormEvent } from 'react';
import { messageOf } from '../../api';
import { FormFoot } from '../../forms/form-foot';
import { Problems } from '../../forms/problems';
import { AppFrame } from '../../frames/app-frame';
import { titleOf } from '../../jira-types';
import { Dialog } from '../../parts/dialog';
import { addRule, updateRule, type RuleJson, type RuleModule, type TransitionView, type WorkflowView } from './workflow-data';

interface RuleDialogProps {
  readonly workflow: WorkflowView;
  readonly transition: TransitionView;
  readonly module: RuleModule;
  /** Absent: one is added. */
  readonly rule?: RuleJson;
  readonly done: (sentence: string) => void;
  readonly close: () => void;
}

/** How long Add waits for a page that has not yet said what to call: then the rule has no configuration. */
const PATIENCE_MS = 5_000;

/**
 * A rule's page of the app, in which the person configures it. Add and Update call what the page gave to `workflowRules.onConfigure`: the text it
 * returns is saved; where it returns none, the form wants another look, and says so itself.
 * https://developer.atlassian.com/platform/forge/custom-ui-jira-bridge/workflowRules/
 */
export function RuleDialog({ workflow, transition, module, rule, done, close }: RuleDialogProps) {
  const [refusal, setRefusal] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const callback = useRef<() => unknown>();
  const arrived = useRef<() => void>();
  const src = rule ? module.editSrc : module.createSrc;
  const name = titleOf(module);
  const action = rule ? 'Update' : 'Add';

  const configured = async (): Promise<string | undefined> => {
    if (src === undefined) return undefined;
    if (!callback.current) {
      await Promise.race([
        new Promise<void>((resolve) => (arrived.current = resolve)),
        new Promise((resolve) => window.setTimeout(resolve, PATIENCE_MS)),
      ]);
    }
    if (!callback.current) return '{}';
    let answer: unknown;
    try {
      answer = await callback.current();
    } catch (error) {
      throw new Error(`The app’s form failed: ${messageOf(error)}`);
    }
    return typeof answer === 'string' ? answer : undefined;
  };

  const send = async (): Promise<void> => {
    setSending(true);
    setRefusal(undefined);
    try {
      const configuration = await configured();
      if (configuration === undefined && src !== undefined) return setSending(false);
      if (rule) await updateRule(workflow.id, transition.id, module.kind, rule.id, configuration ?? '{}');
      else await addRule(workflow.id, transition.id, module.key, configuration);
      close();
      done(rule ? `${name} was updated.` : `${name} was added.`);
    } catch (error) {
      setRefusal(error);
      setSending(false);
    }
  };

  return (
    <Dialog title={name} label={`${action}: ${name}`} className="dialog-form dialog-short" closeOnOverlayClick={false} close={close}>
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!sending) void send();
        }}
      >
        <div className="form-body">
          <Problems refusal={refusal} shown={[]} names={[]} what="The rule was not saved." />
          <p>{module.description}</p>
          {src !== undefined && (
            <AppFrame
              module={module}
              src={src}
              place={{
                workflow: {
                  id: workflow.id,
                  transition: transition.id,
                  entryPoint: rule ? 'edit' : 'create',
                  ...(rule ? { rule: rule.id } : {}),
                },
              }}
              onConfigure={(given) => {
                callback.current = given;
                arrived.current?.();
              }}
            />
          )}
        </div>
        <FormFoot action={action} isDisabled={sending} close={close} />
      </form>
    </Dialog>
  );
}
