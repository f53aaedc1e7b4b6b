import Button from '@atlaskit/button/new';
import { Radio } from '@atlaskit/radio';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useRef } from 'react';
import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView, WishInput } from '../../../src/contract/requests';
import { Failure } from '../failure';
import { Field } from '../field';
import './ask.css';
import { useAsk, type AskOptions } from './use-ask';
import { LONGEST_REASON } from './wish';

interface AskFormProps extends AskOptions {
  readonly owner: RequestView['askers'][number]['person'] | null;
  readonly onCancel: () => void;
}

const KINDS: readonly WishInput['kind'][] = ['top', 'above', 'below', 'position'];

/** Asks the owner for another place (Q1): where to, and why. */
export function AskForm({ owner, onCancel, ...options }: AskFormProps) {
  const id = useId();
  const { draft, faults, tries, isSending, failure, write, send } = useAsk(options);
  const { projectKey, issueId } = options;
  const form = useRef<HTMLFormElement>(null);

  // Who opened it begins at its first question.
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tries]);

  const keyHelp = fill(text.issueHelp, { key: projectKey });
  return (
    <form
      ref={form}
      className="ask"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3 id={`${id}-title`}>{text.title}</h3>
      <p className="quiet" dir="auto">
        {owner === null ? text.explainVacant : owner.name === null ? text.explainUnnamed : fill(text.explain, { name: owner.name })}
      </p>
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
      {failure !== null && <Failure sentence={fill(text.notSent, { reason: failure })} onRetry={send} />}
      <div className="buttons">
        <Button type="submit" appearance="primary" isLoading={isSending}>
          {owner?.name == null ? text.sendUnnamed : fill(text.send, { name: owner.name })}
        </Button>
        <Button appearance="subtle" isDisabled={isSending} onClick={onCancel}>
          {text.cancel}
        </Button>
        <span role="status" className="visually-hidden">
          {isSending && text.sending}
        </span>
      </div>
    </form>
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

/** What is said after asking. */
export function askedSentence(owner: AskFormProps['owner'], joined: boolean): string {
  if (joined) return text.joined;
  return owner?.name == null ? text.sentUnnamed : fill(text.sent, { name: owner.name });
}
