import { useId, type ReactNode } from 'react';
import { FieldFrame } from '../frames/field-editor';
import type { Place } from '../frames/host';
import { FieldInput } from './field-input';
import { FieldError, Required } from './field-parts';
import type { Draft, ScreenField } from './field-kinds';

interface FieldRowsProps {
  readonly fields: readonly ScreenField[];
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  /** Where the app's editors are told they stand; the draft of each is added. */
  readonly place: Place;
  /** Key of the project whose people and sprints can be chosen. */
  readonly projectKey: string;
  readonly type: (fieldId: string, typed: string) => void;
  readonly submit: (fieldId: string, value: unknown) => void;
}

/** The fields of a create or transition screen, each with its label, its editor, and under it what is wrong with it. */
export function FieldRows({ fields, draft, errors, place, projectKey, type, submit }: FieldRowsProps) {
  return (
    <>
      {fields.map(({ meta, own, kind }) =>
        own ? (
          <FrameRow key={meta.fieldId} name={meta.name} required={meta.required} error={errors[meta.fieldId]}>
            <FieldFrame
              module={own}
              place={meta.fieldId in draft.submitted ? { ...place, value: draft.submitted[meta.fieldId] } : place}
              submit={(value) => {
                submit(meta.fieldId, value);
                return Promise.resolve();
              }}
            />
          </FrameRow>
        ) : (
          kind && (
            <FieldInput
              key={meta.fieldId}
              meta={meta}
              kind={kind}
              projectKey={projectKey}
              value={draft.typed[meta.fieldId] ?? ''}
              error={errors[meta.fieldId]}
              change={(typed) => type(meta.fieldId, typed)}
            />
          )
        ),
      )}
    </>
  );
}

/** The app's own editor with the label and the refusal Jira puts around it. */
export function FrameRow({
  name,
  required = false,
  error,
  children,
}: {
  name: string;
  required?: boolean;
  error: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="form-row" role="group" aria-labelledby={id} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <span className="form-label" id={id}>
        {name}
        {required && <Required />}
      </span>
      <div className={error === undefined ? 'field-frame' : 'field-frame field-frame-refused'}>{children}</div>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
