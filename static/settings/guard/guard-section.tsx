import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Radio } from '@atlaskit/radio';
import { useEffect, useRef, type ReactNode } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { GUARD_MODES } from '../../../src/contract/ranking';
import { Failure } from '../../shared/failure';
import { when } from '../../shared/moment';
import { ChangedBy } from '../../shared/saving/changed-by';
import type { OpenChoice } from '../../shared/saving/choice-state';
import { Notice } from '../../shared/saving/notice';
import { Section } from '../../shared/saving/section';
import type { ChoiceApi } from '../../shared/saving/use-choice';
import { hasOwner, type Guarded, type GuardKind } from './guard-kind';

/** Somebody was faster. */
export type Overtaken<Saved, Choice> = OpenChoice<Saved, Choice> & { readonly conflict: Saved };

interface GuardSectionProps<Saved extends Guarded, Choice> {
  readonly kind: GuardKind<Saved, Choice>;
  readonly guard: ChoiceApi<Saved, Choice>;
  readonly locale: string;
  readonly conflict: (open: Overtaken<Saved, Choice>) => ReactNode;
  /** What is chosen beside the mode. */
  readonly more?: (choice: Choice, isSaving: boolean) => ReactNode;
}

/** What a guard does when somebody acts who does not decide (O5). */
export function GuardSection<Saved extends Guarded, Choice>(props: GuardSectionProps<Saved, Choice>) {
  const { kind, guard } = props;
  const { state } = guard;
  const { words } = kind;
  const settled = state.kind === 'open' ? `${state.saved.revision} ${state.status === 'saving'} ${state.conflict === null}` : state.kind;
  return (
    <Section title={words.title} explain={words.explain} busy={state.kind === 'loading'} settled={settled}>
      {state.kind === 'loading' && (
        <>
          {GUARD_MODES.map((mode) => (
            <div key={mode} className="skeleton skeleton-choice" />
          ))}
          <div className="skeleton skeleton-buttons" />
        </>
      )}
      {state.kind === 'failed' && <Failure sentence={fill(words.couldNotLoad, { reason: state.message })} onRetry={guard.retry} />}
      {state.kind === 'open' && <GuardForm {...props} open={state} />}
    </Section>
  );
}

interface GuardFormProps<Saved extends Guarded, Choice> extends GuardSectionProps<Saved, Choice> {
  readonly open: OpenChoice<Saved, Choice>;
}

function GuardForm<Saved extends Guarded, Choice>({ kind, guard, open, locale, ...parts }: GuardFormProps<Saved, Choice>) {
  const { saved, status, failure, conflict } = open;
  const { words } = kind;
  const stored = kind.choiceOf(saved);
  const choice = open.choice ?? stored;
  const chosen = kind.modeOf(choice);
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
        <p dir="auto">{fill(kind.sentence(saved), { when: since })}</p>
        <ChangedBy change={saved.lastChange} locale={locale} />
      </div>
      {isProposed && open.choice === null && conflict === null && (
        <Notice
          appearance="information"
          actions={
            <Button isLoading={isSaving} onClick={() => guard.save(kind.withMode(stored, 'restore'))}>
              {words.setProposed}
            </Button>
          }
        >
          {saved.owner?.name == null ? words.proposeUnnamed : fill(words.propose, { name: saved.owner.name })}
        </Notice>
      )}
      <fieldset className="choices" disabled={isSaving}>
        <legend className="visually-hidden">{words.choices}</legend>
        {GUARD_MODES.map((mode) => (
          <Radio
            key={mode}
            name={kind.name}
            value={mode}
            isChecked={chosen === mode}
            onChange={() => guard.choose(kind.withMode(choice, mode))}
            label={
              <span className="choice-text">
                <span className="choice-name">
                  <strong>{words[mode]}</strong>
                  {saved.mode === mode && <Lozenge appearance="success">{words.current}</Lozenge>}
                  {mode === 'restore' && isProposed && <Lozenge appearance="inprogress">{words.proposed}</Lozenge>}
                </span>
                <span className="quiet">{words[`${mode}Explain`]}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <div aria-live="polite">{chosen === 'restore' && !hasOwner(saved) && <Notice appearance="warning">{words.needsOwner}</Notice>}</div>
      {parts.more?.(choice, isSaving)}
      {conflict !== null && parts.conflict({ ...open, conflict })}
      {conflict === null && (
        <div className="actions">
          <Button appearance="primary" isDisabled={open.choice === null} isLoading={isSaving} onClick={() => guard.save()}>
            {words.save}
          </Button>
        </div>
      )}
      {failure !== null && <Failure sentence={fill(settings.notSaved, { reason: failure })} onRetry={() => guard.save()} />}
      <p role="status" className="quiet">
        {isSaving && settings.saving}
        {status === 'saved' && words.saved[saved.mode]}
      </p>
    </div>
  );
}
