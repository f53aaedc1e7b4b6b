import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Radio } from '@atlaskit/radio';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { Failure } from '../../shared/failure';
import { Field } from '../../shared/field';
import { ChangedBy } from '../../shared/saving/changed-by';
import { Notice } from '../../shared/saving/notice';
import { Section } from '../../shared/saving/section';
import { PolicyConflict } from './policy-conflict';
import { choiceOf, daysOf, TEAM_POLICIES, type OpenPolicy, type PolicyChoice } from './policy-state';
import type { PolicyApi } from './use-policy';

const text = settings.policy;
const EXPLAINED = { off: text.offExplain, median: text.medianExplain, owner: text.ownerExplain } as const;

interface PolicySectionProps {
  readonly policy: PolicyApi;
  /** There is somebody whose answers could count. */
  readonly hasOwner: boolean;
  readonly locale: string;
}

/** How scores come about (S5) and how long they count (S6). */
export function PolicySection({ policy, ...props }: PolicySectionProps) {
  const { state } = policy;
  const settled = state.kind === 'open' ? `${state.saved.revision} ${state.status === 'saving'} ${state.conflict === null}` : state.kind;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          {TEAM_POLICIES.map((each) => (
            <div key={each} className="skeleton skeleton-choice" />
          ))}
          <div className="skeleton skeleton-buttons" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={policy.retry} />}
      {state.kind === 'open' && <PolicyForm policy={policy} open={state} {...props} />}
    </Section>
  );
}

function PolicyForm({ policy, open, hasOwner, locale }: PolicySectionProps & { readonly open: OpenPolicy }) {
  const { saved, status, failure, conflict } = open;
  const choice = open.choice ?? choiceOf(saved);
  const isSaving = status === 'saving';
  const isFaulty = daysOf(choice) === undefined;
  const form = useRef<HTMLDivElement>(null);
  const choose = (change: Partial<PolicyChoice>): void => policy.choose({ ...choice, ...change });

  // The two answers to a conflict take the focus from the Save button that was pressed.
  useEffect(() => {
    if (conflict !== null) form.current?.querySelector<HTMLElement>('[role=alert] button')?.focus();
  }, [conflict]);

  return (
    <div ref={form} className="stack">
      <ChangedBy change={saved.lastChange} locale={locale} />
      <fieldset className="choices" disabled={isSaving}>
        <legend className="visually-hidden">{text.choices}</legend>
        {TEAM_POLICIES.map((team) => (
          <Radio
            key={team}
            name="team-policy"
            value={team}
            isChecked={choice.team === team}
            onChange={() => choose({ team })}
            label={
              <span className="choice-text">
                <span className="choice-name">
                  <strong>{text[team]}</strong>
                  {saved.team === team && <Lozenge appearance="success">{text.current}</Lozenge>}
                </span>
                <span className="quiet">{EXPLAINED[team]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <div aria-live="polite">
        {choice.team === 'owner' && !hasOwner && <Notice appearance="warning">{text.needsOwner}</Notice>}
        {choice.team !== 'off' && (choice.team !== 'owner' || hasOwner) && <p className="quiet">{text.wide}</p>}
      </div>
      <fieldset className="choices" disabled={isSaving}>
        <legend className="field-label">{text.stale}</legend>
        <Radio
          name="stale"
          value="after"
          isChecked={!choice.isNever}
          onChange={() => choose({ isNever: false })}
          label={<strong>{text.after}</strong>}
        />
        {!choice.isNever && (
          <div className="stale-days">
            <Field label={text.days} help={text.afterHelp} fault={isFaulty ? text.daysFault : undefined}>
              {(control) => (
                <Textfield
                  {...control}
                  width={120}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={4}
                  value={choice.days}
                  onChange={(event) => choose({ days: (event.target as HTMLInputElement).value })}
                />
              )}
            </Field>
          </div>
        )}
        <Radio
          name="stale"
          value="never"
          isChecked={choice.isNever}
          onChange={() => choose({ isNever: true })}
          label={
            <span className="choice-text">
              <strong>{text.never}</strong>
              <span className="quiet">{text.neverHelp}</span>
            </span>
          }
        />
      </fieldset>
      {conflict !== null && <PolicyConflict open={{ ...open, conflict }} save={policy.save} concede={policy.concede} />}
      {conflict === null && (
        <div className="actions">
          <Button appearance="primary" isDisabled={open.choice === null || isFaulty} isLoading={isSaving} onClick={() => policy.save()}>
            {text.save}
          </Button>
        </div>
      )}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} onRetry={() => policy.save()} />}
      <p role="status" className="quiet">
        {isSaving && settings.saving}
        {status === 'saved' && text.saved}
      </p>
    </div>
  );
}
