import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import { ask as askText, cancelSprint as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { askToCancel } from '../../src/contract/requests';
import type { CancelView } from '../../src/contract/sprints';
import { AskFrame } from '../shared/ask/ask-frame';
import { ask } from '../shared/client';
import { Field } from '../shared/field';
import { LONGEST_REASON } from './draft';

interface AskToCancelProps extends Pick<CancelView, 'sprint' | 'owner'> {
  readonly onCancel: () => void;
  readonly onAsked: (joined: boolean) => void;
}

/** Asks the owner to cancel the sprint (Q1). What failed to be sent is still there. */
export function AskToCancel({ sprint, owner, onCancel, onAsked }: AskToCancelProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const [tries, setTries] = useState(0);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const send = (): void => {
    if (isSending) return;
    if (reason.trim() === '') {
      setFault(askText.faultReason);
      return setTries((count) => count + 1);
    }
    setSending(true);
    setFailure(null);
    void ask(askToCancel, { sprintId: sprint.id, reason: reason.trim() }).then((answer) => {
      setSending(false);
      if (answer.ok) onAsked(answer.data.joined);
      else setFailure(answer.message);
    });
  };

  return (
    <AskFrame
      title={fill(text.ask.title, { sprint: sprint.name })}
      explain={owner?.name == null ? text.ask.explainUnnamed : fill(text.ask.explain, { name: owner.name })}
      owner={owner}
      tries={tries}
      isSending={isSending}
      failure={failure}
      onSend={send}
      onCancel={onCancel}
    >
      <Field label={askText.reason} help={askText.reasonHelp} fault={fault}>
        {(control) => (
          <TextArea
            {...control}
            resize="smart"
            minimumRows={2}
            maxLength={LONGEST_REASON}
            value={reason}
            isReadOnly={isSending}
            onChange={(event) => {
              setFault(undefined);
              setReason(event.target.value);
            }}
          />
        )}
      </Field>
    </AskFrame>
  );
}
