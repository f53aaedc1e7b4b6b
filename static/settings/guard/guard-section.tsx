import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Radio } from '@atlaskit/radio';
import { useEffect, useRef } from 'react';
import { guard as guardText, settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { GUARD_MODES } from '../../../src/contract/ranking';
import { Failure } from '../../shared/failure';
import { stateSentence } from '../../shared/guard/state-sentence';
import { when } from '../../shared/moment';
import { ChangedBy } from '../changed-by';
import { Notice } from '../notice';
import { Section } from '../section';
import { GuardConflict } from './guard-conflict';
import { hasOwner, type OpenGuard } from './guard-state';
import type { GuardApi } from './use-guard';

const text = guardText.section;
const EXPLAINED = { off: text.offExplain, report: text.reportExplain, restore: text.restoreExplain } as const;

interface GuardSectionProps {
  readonly guard: GuardApi;
  readonly locale: string;
}

/** What happens when somebody moves an issue who does not decide the order (O5). */
export function GuardSection({ guard, locale }: GuardSectionProps) {
  const { state } = guard;
  const settled = state.kind === 'open' ? `${state.saved.revision} ${state.status === 'saving'} ${state.conflict === null}` : state.kind;
  return (
    <Section title={text.title} explain={text.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          {GUARD_MODES.map((mode) => (
            <div key={mode} className="skeleton skeleton-choice" />
          ))}
          <div className="skeleton skeleton-buttons" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={guard.retry} />}
      {state.kind === 'open' && <GuardForm guard={guard} open={state} locale={locale} />}
    </Section>
  );
}

function GuardForm({ guard, open, locale }: GuardSectionProps & { readonly open: OpenGuard }) {
  const { saved, choice, status, failure, conflict } = open;
  const chosen = choice ?? saved.mode;
  const isSaving = status === 'saving';
  const isProposed = hasOwner(saved) && saved.mode !== 'restore';
  const since = saved.state.kind === 'frozen' ? when(saved.state.at, Date.now(), locale).relative : '';
  const form = useRef<HTMLDivElement>(null);

  // The two answers to a conflict take the focus from the Save button that was pressed.
  useEffect(() => {
    if (conflict !== null) form.current?.querySelector<HTMLElement>('[role=alert] button')?.focus();
  }, [conflict]);

  return (
    <div ref={form} className="stack">
      <div>
        <p dir="auto">{fill(stateSentence(saved, null), { when: since })}</p>
        <ChangedBy change={saved.lastChange} locale={locale} />
      </div>
      {isProposed && choice === null && conflict === null && (
        <Notice
          appearance="information"
          actions={
            <Button isLoading={isSaving} onClick={() => guard.save('restore')}>
              {text.setProposed}
            </Button>
          }
        >
          {saved.owner?.name == null ? text.proposeUnnamed : fill(text.propose, { name: saved.owner.name })}
        </Notice>
      )}
      <fieldset className="choices" disabled={isSaving}>
        <legend className="visually-hidden">{text.choices}</legend>
        {GUARD_MODES.map((mode) => (
          <Radio
            key={mode}
            name="guard"
            value={mode}
            isChecked={chosen === mode}
            onChange={() => guard.choose(mode)}
            label={
              <span className="choice-text">
                <span className="choice-name">
                  <strong>{text[mode]}</strong>
                  {saved.mode === mode && <Lozenge appearance="success">{text.current}</Lozenge>}
                  {mode === 'restore' && isProposed && <Lozenge appearance="inprogress">{text.proposed}</Lozenge>}
                </span>
                <span className="quiet">{EXPLAINED[mode]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <div aria-live="polite">{chosen === 'restore' && !hasOwner(saved) && <Notice appearance="warning">{text.needsOwner}</Notice>}</div>
      {conflict !== null && <GuardConflict open={{ ...open, conflict }} save={guard.save} concede={guard.concede} />}
      {conflict === null && (
        <div className="actions">
          <Button appearance="primary" isDisabled={choice === null} isLoading={isSaving} onClick={() => guard.save()}>
            {text.save}
          </Button>
        </div>
      )}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} onRetry={() => guard.save()} />}
      <p role="status" className="quiet">
        {isSaving && settings.saving}
        {status === 'saved' && text.saved[saved.mode]}
      </p>
    </div>
  );
}
