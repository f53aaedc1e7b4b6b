import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import { siteAdmin } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { RuleUseView } from '../../src/contract/acceptance';

const text = siteAdmin.rules;

interface ConfirmProps {
  readonly rules: readonly RuleUseView[];
  /** Transitions that Jira would block once the app is gone. */
  readonly blocked: number;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}

/** Says before what it will do. */
export function Confirm({ rules, blocked, onRemove, onCancel }: ConfirmProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const workflows = new Set(rules.map(({ workflow }) => workflow.id)).size;
  const why = blocked === 0 ? text.blocksNone : blocked === 1 ? text.blocksOne : fill(text.blocks, { count: blocked });
  const what = fill(workflows === 1 ? text.changesOne : text.changes, { count: rules.length, workflows });
  return (
    <div className="admin-confirm" role="group" aria-labelledby="confirm-title" ref={box} tabIndex={-1}>
      <h3 id="confirm-title">{rules.length === 1 ? text.confirmOne : fill(text.confirm, { count: rules.length })}</h3>
      <p>{why}</p>
      <p>{what}</p>
      <div className="buttons">
        <Button appearance="danger" onClick={onRemove}>
          {rules.length === 1 ? text.removeOne : fill(text.removeSome, { count: rules.length })}
        </Button>
        <Button onClick={onCancel}>{rules.length === 1 ? text.cancelOne : text.cancel}</Button>
      </div>
    </div>
  );
}
