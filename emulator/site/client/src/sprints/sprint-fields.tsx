import { useId, type ReactNode } from 'react';
import { FieldError, Required } from '../forms/field-parts';
import { DURATIONS, durationOf, endOf, toInput, type Duration } from './sprint-dates';
import type { BoardSprint } from './sprint-data';

/** What is typed into the fields of a sprint. */
export interface SprintDraft {
  readonly name: string;
  readonly duration: Duration;
  readonly start: string;
  readonly end: string;
  readonly goal: string;
}

/** A sprint's fields as they are. */
export function draftOf({ name, startDate, endDate, goal = '' }: BoardSprint): SprintDraft {
  const [start, end] = [toInput(startDate), toInput(endDate)];
  return { name, start, end, goal, duration: durationOf(start, end) };
}

/** What Jira proposes when a sprint is started: two weeks from now, unless its dates are set. */
export function startDraftOf(sprint: BoardSprint, now: string): SprintDraft {
  const draft = draftOf(sprint);
  if (draft.start !== '' && draft.end !== '') return draft;
  const start = draft.start || toInput(now);
  return draft.end === '' ? { ...draft, start, duration: '2', end: endOf(start, '2') } : { ...draft, start };
}

interface SprintFieldsProps {
  readonly draft: SprintDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly datesRequired: boolean;
  readonly change: (draft: SprintDraft) => void;
}

/** Name, length, dates and goal of a sprint. The end follows the start unless the length is custom. */
export function SprintFields({ draft, errors, datesRequired, change }: SprintFieldsProps) {
  const { duration } = draft;
  const follow = (next: SprintDraft): void =>
    change(next.duration === 'custom' ? next : { ...next, end: endOf(next.start, next.duration) });
  return (
    <>
      <Row label="Sprint name" error={errors['name']} required>
        {(shared) => (
          <input {...shared} dir="auto" value={draft.name} onChange={({ target }) => change({ ...draft, name: target.value })} />
        )}
      </Row>
      <Row label="Duration">
        {(shared) => (
          <select {...shared} value={duration} onChange={({ target }) => follow({ ...draft, duration: target.value as Duration })}>
            {DURATIONS.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Row>
      <Row label="Start date" error={errors['startDate']} required={datesRequired}>
        {(shared) => (
          <input
            {...shared}
            type="datetime-local"
            value={draft.start}
            onChange={({ target }) => follow({ ...draft, start: target.value })}
          />
        )}
      </Row>
      <Row label="End date" error={errors['endDate']} required={datesRequired}>
        {(shared) => (
          <input
            {...shared}
            type="datetime-local"
            value={draft.end}
            disabled={duration !== 'custom'}
            onChange={({ target }) => change({ ...draft, end: target.value })}
          />
        )}
      </Row>
      <Row label="Sprint goal" error={errors['goal']}>
        {(shared) => (
          <textarea
            {...shared}
            dir="auto"
            rows={4}
            value={draft.goal}
            onChange={({ target }) => change({ ...draft, goal: target.value })}
          />
        )}
      </Row>
    </>
  );
}

interface Shared {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
  readonly 'aria-describedby'?: string;
}

interface RowProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly children: (shared: Shared) => ReactNode;
}

function Row({ label, error, required = false, children }: RowProps) {
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {label}
        {required && <Required />}
      </label>
      {children({
        id,
        className: 'textfield',
        'aria-invalid': error !== undefined,
        'aria-required': required,
        ...(error === undefined ? {} : { 'aria-describedby': `${id}-error` }),
      })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
