import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useEffect, useId, useRef, useState } from 'react';
import { delegates as text, powers as names } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { DelegatesView } from '../../../src/contract/ownership';
import { LONGEST_REASON } from '../../../src/features/ownership/rules';
import { Failure } from '../failure';
import { Field } from '../field';
import { PersonSelect } from '../people/person-select';
import { dayOf, dayText } from './days';
import { anewLoan, faultsOf, loanOf, type Draft, type Faults } from './loan';
import { OFFERED } from './lent-powers';
import type { DelegatesApi } from './use-delegates';

interface LendFormProps extends Pick<DelegatesApi, 'lend'> {
  readonly projectId: string;
  readonly owner: NonNullable<DelegatesView['owner']>;
  readonly viewer: string;
  readonly locale: string;
  readonly onUnsaved?: ((unsaved: boolean) => void) | undefined;
  /** With what there is to say of it. */
  readonly onClose: (sentence: string) => void;
}

/** Who, what, from when until when, and why. What is chosen stays until it is stored or dropped. */
export function LendForm({ projectId, owner, viewer, locale, lend, onUnsaved, onClose }: LendFormProps) {
  const [draft, setDraft] = useState(() => anewLoan(Date.now()));
  const [faults, setFaults] = useState<Faults>({});
  /** Each refused attempt leads to the first fault; writing on does not. */
  const [attempts, setAttempts] = useState(0);
  const [failure, setFailure] = useState<{ readonly sentence: string; readonly isConflict: boolean } | null>(null);
  const [isSaving, setSaving] = useState(false);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const today = dayOf(Date.now());

  // The button that was pressed is gone: the form's first question has the focus.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-faulty] input')?.focus();
  }, [attempts]);

  const set = (change: Partial<Draft>): void => {
    setDraft({ ...draft, ...change });
    setFaults(Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in change))));
    onUnsaved?.(true);
  };

  const save = async (): Promise<void> => {
    if (isSaving) return;
    const found = faultsOf(draft, owner.accountId, Date.now());
    setFaults(found);
    setFailure(null);
    const loan = loanOf(draft, Date.now());
    if (Object.keys(found).length > 0 || loan === null) {
      setAttempts(attempts + 1);
      return;
    }
    setSaving(true);
    const outcome = await lend(loan);
    setSaving(false);
    const name = draft.person?.name ?? '';
    if (outcome.kind === 'done') {
      onClose(draft.first > today ? fill(text.lentLater, { name, from: dayText(loan.from, locale) }) : fill(text.lent, { name }));
    } else if (outcome.kind === 'conflict') setFailure({ sentence: text.lendConflict, isConflict: true });
    else setFailure({ sentence: fill(text.notLent, { reason: outcome.message }), isConflict: false });
  };

  return (
    <form
      ref={form}
      className="lend"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 id={`${id}-title`}>
        {owner.accountId === viewer ? text.formTitleYou : fill(text.formTitle, { owner: owner.name ?? text.theOwner })}
      </h3>
      <Field label={text.who} fault={faults.person} isUnmarked>
        {(control) => (
          <PersonSelect
            projectId={projectId}
            inputId={control.id}
            describedBy={control['aria-describedby']}
            person={draft.person}
            isDisabled={isSaving}
            onChoose={(person) => set({ person })}
          />
        )}
      </Field>
      <fieldset className="lend-powers" disabled={isSaving} aria-describedby={`${id}-powers-fault`} data-faulty={faults.powers && true}>
        <legend className="field-label">{text.powers}</legend>
        {OFFERED.map((power) => (
          <label key={power} className="lend-power">
            <input
              type="checkbox"
              checked={draft.powers.includes(power)}
              aria-describedby={`${id}-${power}`}
              onChange={(event) =>
                set({ powers: OFFERED.filter((each) => (each === power ? event.target.checked : draft.powers.includes(each))) })
              }
            />
            <span>{names[power]}</span>
            <span id={`${id}-${power}`} className="field-help" aria-hidden>
              {text.means[power]}
            </span>
          </label>
        ))}
        <p id={`${id}-powers-fault`} className="field-fault" role="alert">
          {faults.powers}
        </p>
      </fieldset>
      <div className="lend-days">
        <Field label={text.from} fault={faults.first}>
          {({ isInvalid, ...control }) => (
            <input
              {...control}
              type="date"
              className="lend-day"
              min={today}
              value={draft.first}
              disabled={isSaving}
              aria-invalid={isInvalid}
              onChange={(event) => set({ first: event.target.value })}
            />
          )}
        </Field>
        <Field label={text.until} help={text.untilHelp} fault={faults.last}>
          {({ isInvalid, ...control }) => (
            <input
              {...control}
              type="date"
              className="lend-day"
              min={draft.first || today}
              value={draft.last}
              disabled={isSaving}
              aria-invalid={isInvalid}
              onChange={(event) => set({ last: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={text.reasonLabel} help={text.reasonHelp} fault={faults.reason}>
        {(control) => (
          <TextArea
            {...control}
            resize="smart"
            minimumRows={2}
            maxLength={LONGEST_REASON}
            value={draft.reason}
            isDisabled={isSaving}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
      {failure !== null && <Failure sentence={failure.sentence} {...(failure.isConflict ? {} : { onRetry: () => void save() })} />}
      <div className="delegates-actions">
        <Button type="submit" appearance="primary" isLoading={isSaving}>
          {draft.person === null ? text.send : fill(text.sendName, { name: draft.person.name })}
        </Button>
        <Button appearance="subtle" isDisabled={isSaving} onClick={() => onClose('')}>
          {text.cancel}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {isSaving && text.saving}
      </span>
    </form>
  );
}
