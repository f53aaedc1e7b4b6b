import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Radio } from '@atlaskit/radio';
import { useEffect, useRef } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { ChecklistsForm } from '../../shared/acceptance/checklists-form';
import type { ChecklistsApi } from '../../shared/acceptance/use-checklists';
import { Failure } from '../../shared/failure';
import { Field } from '../../shared/field';
import { ChangedBy } from '../../shared/saving/changed-by';
import { Conflict } from '../../shared/saving/conflict';
import { Section } from '../../shared/saving/section';
import { List } from '../list';
import { choiceOf, isChoice, OWN_WORK, policyWords, type AcceptanceChoice, type OpenAcceptance } from './acceptance-state';
import type { AcceptanceApi } from './use-acceptance';

const text = acceptancePages.policy;
const STAYS = '';

interface AcceptanceSectionProps {
  readonly acceptance: AcceptanceApi;
  readonly checklists: ChecklistsApi;
  readonly locale: string;
}

/** How stories are accepted here (A3), and what stands on their checklists (A2). */
export function AcceptanceSection({ acceptance, checklists, locale }: AcceptanceSectionProps) {
  const { state } = acceptance;
  const settled = [state, checklists.state]
    .map((each) =>
      each.kind === 'open'
        ? `${each.saved.revision} ${each.status === 'saving'} ${each.conflict === null} ${each.choice === null}`
        : each.kind,
    )
    .join();
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          {OWN_WORK.map((each) => (
            <div key={each} className="skeleton skeleton-choice" />
          ))}
          <div className="skeleton skeleton-field" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={acceptance.retry} />}
      {state.kind === 'open' && <PolicyForm acceptance={acceptance} open={state} locale={locale} />}
      <ChecklistsForm api={checklists} locale={locale} />
    </Section>
  );
}

type PolicyFormProps = Pick<AcceptanceSectionProps, 'acceptance' | 'locale'> & { readonly open: OpenAcceptance };

function PolicyForm({ acceptance, open, locale }: PolicyFormProps) {
  const { saved, status, failure, conflict } = open;
  const choice = open.choice ?? choiceOf(saved);
  const isSaving = status === 'saving';
  const form = useRef<HTMLDivElement>(null);
  const choose = (change: Partial<AcceptanceChoice>): void => acceptance.choose({ ...choice, ...change });

  // The two answers to a conflict take the focus from the Save button that was pressed.
  useEffect(() => {
    if (conflict !== null) form.current?.querySelector<HTMLElement>('[role=alert] button')?.focus();
  }, [conflict]);

  return (
    <div ref={form} className="stack">
      <ChangedBy change={saved.lastChange} locale={locale} />
      <fieldset className="choices" disabled={isSaving}>
        <legend className="field-label">{text.ownWork}</legend>
        {OWN_WORK.map((ownWork) => (
          <Radio
            key={ownWork}
            name="own-work"
            value={ownWork}
            isChecked={choice.ownWork === ownWork}
            onChange={() => choose({ ownWork })}
            label={
              <span className="choice-text">
                <span className="choice-name">
                  <strong>{text[ownWork]}</strong>
                  {saved.ownWork === ownWork && <Lozenge appearance="success">{text.current}</Lozenge>}
                </span>
                <span className="quiet">{text[`${ownWork}Explain`]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <fieldset className="choices" disabled={isSaving}>
        <Field label={text.backTo} help={text.backToHelp} className="short-field">
          {(control) => (
            <List
              control={control}
              value={choice.backTo ?? STAYS}
              options={[
                { value: STAYS, label: text.stays },
                ...(conflict ?? saved).statuses.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChoose={(backTo) => choose({ backTo: backTo === STAYS ? null : backTo })}
            />
          )}
        </Field>
      </fieldset>
      {conflict !== null && <Overtaken acceptance={acceptance} open={open} conflict={conflict} />}
      {conflict === null && (
        <div className="actions">
          <Button appearance="primary" isDisabled={open.choice === null} isLoading={isSaving} onClick={() => acceptance.save()}>
            {text.save}
          </Button>
        </div>
      )}
      {failure !== null && <Failure sentence={fill(text.notSaved, { reason: failure })} onRetry={() => acceptance.save()} />}
      <p role="status" className="quiet">
        {isSaving && text.saving}
        {status === 'saved' && text.saved}
      </p>
    </div>
  );
}

interface OvertakenProps extends Omit<PolicyFormProps, 'locale'> {
  readonly conflict: OpenAcceptance['saved'];
}

function Overtaken({ acceptance, open: { choice, saved, status }, conflict }: OvertakenProps) {
  const isAgreed = isChoice(choice ?? choiceOf(saved), conflict);
  const name = conflict.lastChange?.name ?? text.somebody;
  return (
    <Conflict
      sentence={fill(isAgreed ? text.conflictSame : text.conflict, { name, theirs: policyWords(conflict) })}
      agreed={isAgreed ? text.fine : null}
      keep={text.keep}
      mine={text.saveMine}
      isSaving={status === 'saving'}
      onKeep={acceptance.concede}
      onSave={() => acceptance.save()}
    />
  );
}
