import { useCallback, useEffect, useRef } from 'react';
import { editor as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import type { ScoringModel } from '../../src/features/scoring/model';
import { Failure } from '../shared/failure';
import { Questions } from './questions';
import { useEdit } from './use-edit';
import type { OpenPlace } from './use-questions';

/** Shorter than it takes to reach for the form's own button. */
const QUIET_MS = 300;

interface EditInFormProps {
  readonly model: ScoringModel;
  readonly place: OpenPlace;
  readonly locale: string;
}

/** Part of a form of Jira's: every answer is given to Jira at once, which saves the last one with the form. */
export function EditInForm({ model, place, locale }: EditInFormProps) {
  const edit = useEdit(model, place.stored, locale);
  const { isNew, submit } = edit;
  const latest = useRef(edit);
  latest.current = edit;

  useEffect(() => {
    if (!isNew) return undefined;
    const timer = setTimeout(submit, QUIET_MS);
    return () => clearTimeout(timer);
  }, [isNew, submit]);

  // Whoever leaves the questions may be on the way to the form's button.
  const onLeave = useCallback(() => {
    if (latest.current.isNew) latest.current.submit();
  }, []);

  return (
    <section className="sheet" aria-label={text.region}>
      {place.kind === 'bulk' && <p>{place.issues === 1 ? text.bulkOne : fill(text.bulk, { count: place.issues })}</p>}
      <Questions model={model} stored={place.stored} locale={locale} edit={edit} onLeave={onLeave} />
      <p className="quiet editor-foot" role="status">
        {edit.status === 'taken' && text.taken}
      </p>
      {edit.failure !== null && <Failure sentence={fill(text.notTaken, { reason: edit.failure })} onRetry={submit} />}
    </section>
  );
}
