import Button from '@atlaskit/button/new';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { ask as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { RequestView } from '../../../src/contract/requests';
import { Failure } from '../failure';
import './ask.css';

/** Who is asked; null: nobody owns the backlog. */
export type Asked = RequestView['askers'][number]['person'] | null;

interface AskFrameProps {
  readonly title: string;
  readonly explain: string;
  readonly owner: Asked;
  /** Counts the tries that found something to change. */
  readonly tries: number;
  readonly isSending: boolean;
  readonly failure: string | null;
  readonly onSend: () => void;
  readonly onCancel: () => void;
  /** What is asked, field by field. */
  readonly children: ReactNode;
}

/** Around everything that is asked of the owner: who decides, and sending it. */
export function AskFrame({ title, explain, owner, tries, isSending, failure, onSend, onCancel, children }: AskFrameProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);

  // Who opened it begins at its first question.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tries]);

  return (
    <form
      ref={form}
      className="ask"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <h3 id={`${id}-title`}>{title}</h3>
      <p className="quiet" dir="auto">
        {explain}
      </p>
      {children}
      {failure !== null && <Failure sentence={fill(text.notSent, { reason: failure })} onRetry={onSend} />}
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

/** What is said after asking. */
export function askedSentence(owner: Asked, joined: boolean): string {
  if (joined) return text.joined;
  return owner?.name == null ? text.sentUnnamed : fill(text.sent, { name: owner.name });
}
