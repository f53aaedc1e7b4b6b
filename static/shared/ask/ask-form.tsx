import { Radio } from '@atlaskit/radio';
import Textfield from '@atlaskit/textfield';
import { useId } from 'react';
import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { WishInput } from '../../../src/contract/requests';
import { Field } from '../field';
import { AskFrame, type Asked } from './ask-frame';
import { useAsk, type AskOptions } from './use-ask';
import { LONGEST_REASON } from './wish';

interface AskFormProps extends AskOptions {
  readonly owner: Asked;
  readonly onCancel: () => void;
}

const KINDS: readonly WishInput['kind'][] = ['top', 'above', 'below', 'position'];

/** Asks the owner for another place (Q1): where to, and why. */
export function AskForm({ owner, onCancel, ...options }: AskFormProps) {
  const id = useId();
  const { draft, faults, tries, isSending, failure, write, send } = useAsk(options);
  const { projectKey, issueId } = options;
  const keyHelp = fill(text.issueHelp, { key: projectKey });
  return (
    <AskFrame
      title={text.title}
      explain={owner === null ? text.explainVacant : owner.name === null ? text.explainUnnamed : fill(text.explain, { name: owner.name })}
      owner={owner}
      tries={tries}
      isSending={isSending}
      failure={failure}
      onSend={send}
      onCancel={onCancel}
    >
      {issueId === null && (
        <TextLine
          label={text.issue}
          help={keyHelp}
          fault={faults.issue}
          value={draft.issue}
          isReadOnly={isSending}
          maxLength={100}
          width={200}
          onWrite={(issue) => write({ issue })}
        />
      )}
      <fieldset disabled={isSending}>
        <legend>{text.where}</legend>
        {KINDS.map((kind) => (
          <Radio
            key={kind}
            name={`${id}-where`}
            value={kind}
            isChecked={draft.kind === kind}
            onChange={() => write({ kind })}
            label={text[kind]}
          />
        ))}
      </fieldset>
      {(draft.kind === 'above' || draft.kind === 'below') && (
        <TextLine
          label={text.anchor}
          help={keyHelp}
          fault={faults.anchor}
          value={draft.anchor}
          isReadOnly={isSending}
          maxLength={100}
          width={200}
          onWrite={(anchor) => write({ anchor })}
        />
      )}
      {draft.kind === 'position' && (
        <TextLine
          label={text.positionField}
          help={text.positionHelp}
          fault={faults.position}
          value={draft.position}
          isReadOnly={isSending}
          maxLength={12}
          inputMode="numeric"
          width={200}
          onWrite={(position) => write({ position })}
        />
      )}
      <TextLine
        label={text.reason}
        help={text.reasonHelp}
        fault={faults.reason}
        value={draft.reason}
        isReadOnly={isSending}
        maxLength={LONGEST_REASON}
        onWrite={(reason) => write({ reason })}
      />
    </AskFrame>
  );
}

interface TextLineProps {
  readonly label: string;
  readonly help?: string;
  readonly fault: string | undefined;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly maxLength?: number;
  /** Pixels, where the answer is short. */
  readonly width?: number;
  readonly inputMode?: 'numeric';
  readonly onWrite: (value: string) => void;
}

function TextLine({ label, help, fault, onWrite, ...line }: TextLineProps) {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })} fault={fault}>
      {(control) => (
        <Textfield {...line} {...control} autoComplete="off" onChange={(event) => onWrite((event.target as HTMLInputElement).value)} />
      )}
    </Field>
  );
}
