import { useCallback, useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { ApiError } from '../api';
import { filledIn, type Draft, type ScreenField } from './field-kinds';
import { settled } from './settled';

interface ScreenFormOptions {
  readonly fields: readonly ScreenField[];
  readonly begin?: Draft['typed'];
  /** What the fields hold already: only what differs is sent. */
  readonly initial?: Draft['typed'];
  /** Sends what is filled in; its refusal is shown at the fields it names. */
  readonly send: (fields: Record<string, unknown>) => Promise<void>;
}

interface ScreenForm {
  readonly form: RefObject<HTMLFormElement>;
  readonly draft: Draft;
  readonly refusal: unknown;
  /** Jira's sentences, and the form's own, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly sending: boolean;
  readonly type: (fieldId: string, typed: string) => void;
  readonly submit: (fieldId: string, value: unknown) => void;
  /** Forgets what editors submitted: it belonged to another place. */
  readonly dropSubmitted: () => void;
  readonly forgive: () => void;
  readonly onSubmit: (event: FormEvent) => void;
}

/** The form of a create or transition screen: what is typed and submitted so far, sent once, kept when it is refused. */
export function useScreenForm({ fields, begin = {}, initial, send }: ScreenFormOptions): ScreenForm {
  const [draft, setDraft] = useState<Draft>({ typed: begin, submitted: {} });
  const [refusal, setRefusal] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // A frame that is left submits while the button is being pressed: what counts is the draft once that has arrived.
  const latest = useRef(draft);
  latest.current = draft;

  useEffect(() => {
    if (refusal !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .form-problem')?.focus();
  }, [refusal]);

  const sendNow = async (): Promise<void> => {
    setSending(true);
    await settled(fields.some(({ own }) => own));
    const given = filledIn(fields, latest.current, initial);
    try {
      if (Object.keys(given.errors).length > 0) throw new ApiError(400, [], given.errors);
      await send(given.fields);
    } catch (error) {
      setRefusal(error);
      setSending(false);
    }
  };

  return {
    form,
    draft,
    refusal,
    errors: refusal instanceof ApiError ? refusal.fields : {},
    sending,
    type: useCallback((id, typed) => setDraft((old) => ({ ...old, typed: { ...old.typed, [id]: typed } })), []),
    submit: useCallback((id, value) => setDraft((old) => ({ ...old, submitted: { ...old.submitted, [id]: value } })), []),
    dropSubmitted: useCallback(() => setDraft(({ typed }) => ({ typed, submitted: {} })), []),
    forgive: useCallback(() => setRefusal(undefined), []),
    onSubmit: (event) => {
      event.preventDefault();
      if (!sending) void sendNow();
    },
  };
}
