import { view } from '@forge/bridge';
import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useRef, type FormEvent } from 'react';
import { editor as text, panel as panelText } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ScoringModel } from '../../src/features/scoring/model';
import type { StoredFactors } from '../../src/features/scoring/rules';
import { Failure } from '../shared/failure';
import { Questions } from './questions';
import { useEdit } from './use-edit';

interface EditInPlaceProps {
  readonly model: ScoringModel;
  readonly stored: StoredFactors | null | 'unreadable';
  readonly locale: string;
}

const NOTHING_TO_FLUSH = (): void => undefined;

/** On the issue, in the place of the field's value: Save or Enter gives the answers to Jira, Cancel or Escape leaves them as they were. */
export function EditInPlace({ model, stored, locale }: EditInPlaceProps) {
  const edit = useEdit(model, stored, locale);
  const form = useRef<HTMLFormElement>(null);
  const isFaulty = Object.values(edit.errors).some((sentence) => sentence !== null);
  const isSending = edit.status === 'sending';
  const { reset } = edit;

  // Jira puts the host page's own buttons where a view cannot be closed: then at least what was typed goes.
  const cancel = useCallback(() => {
    view.close().catch(reset);
  }, [reset]);

  // Whoever opens the editor means to answer.
  useEffect(() => firstField(form.current, '')?.focus({ preventScroll: true }), []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') cancel();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [cancel]);

  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (isSending) return;
    if (Object.keys(edit.errors).length > 0) firstField(form.current, '[aria-invalid=true]')?.focus();
    else if (edit.isChanged) edit.submit();
    else cancel();
  };

  return (
    <section className="sheet" aria-label={text.region}>
      <form ref={form} className="editor-form" onSubmit={save} noValidate>
        <Questions model={model} stored={stored} locale={locale} edit={edit} onLeave={NOTHING_TO_FLUSH} />
        {edit.failure !== null && <Failure sentence={fill(panelText.notSaved, { reason: edit.failure })} />}
        <div className="buttons">
          <Button type="submit" appearance="primary" spacing="compact" isLoading={isSending}>
            {edit.failure === null ? text.save : panelText.retry}
          </Button>
          <Button appearance="subtle" spacing="compact" onClick={cancel}>
            {text.cancel}
          </Button>
          <span className="quiet" role="status">
            {isFaulty && text.faulty}
            {isSending && <span className="visually-hidden">{text.saving}</span>}
            {edit.status === 'taken' && text.saved}
          </span>
        </div>
      </form>
    </section>
  );
}

const firstField = (form: HTMLElement | null, having: string): HTMLElement | null =>
  form?.querySelector<HTMLElement>(`input${having}, select${having}`) ?? null;
