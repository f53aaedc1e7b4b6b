import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { ApiError } from '../api';

interface Sending {
  readonly form: RefObject<HTMLFormElement>;
  readonly sending: boolean;
  readonly refusal: unknown;
  /** Jira's sentences, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onSubmit: (event: FormEvent) => void;
}

/** A form that is sent once, and stays with what Jira says against it, the focus on that. */
export function useSend(send: () => Promise<void>): Sending {
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusal !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .form-problem')?.focus();
  }, [refusal]);

  const sendNow = async (): Promise<void> => {
    setSending(true);
    try {
      await send();
    } catch (error) {
      setRefusal(error);
      setSending(false);
    }
  };

  return {
    form,
    sending,
    refusal,
    errors: refusal instanceof ApiError ? refusal.fields : {},
    onSubmit: (event) => {
      event.preventDefault();
      if (!sending) void sendNow();
    },
  };
}
