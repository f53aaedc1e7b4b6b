import Button from '@atlaskit/button/new';
import { useRef } from 'react';
import { guard as guardText, settings, sprintGuard as sprintText } from '../../locales/en.json';
import { useAfloat } from './use-afloat';

const text = settings.unsaved;

interface UnsavedBarProps {
  readonly owner: boolean;
  readonly guard: boolean;
  readonly sprintGuard: boolean;
  readonly model: boolean;
  readonly policy: boolean;
  readonly locale: string;
  readonly isSaving: boolean;
  readonly isFailed: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Stays in sight while something is unsaved: what, and the way out. */
export function UnsavedBar({ owner, guard, sprintGuard, model, policy, locale, isSaving, isFailed, onSave, onDiscard }: UnsavedBarProps) {
  const bar = useRef<HTMLElement>(null);
  const parts = [
    owner && text.owner,
    guard && guardText.section.unsaved,
    sprintGuard && sprintText.section.unsaved,
    model && text.model,
    policy && settings.policy.unsaved,
  ].filter((part) => part !== false);
  const isShown = parts.length > 0;
  useAfloat(bar, isShown);
  if (!isShown) return null;
  return (
    <section ref={bar} className="unsaved" aria-label={text.label}>
      <p>
        <strong>{text.title}</strong>
        <span className="quiet"> {new Intl.ListFormat(locale).format(parts)}</span>
        {isFailed && <span className="unsaved-failed">{text.failed}</span>}
      </p>
      <div className="actions">
        <Button appearance="primary" isLoading={isSaving} onClick={onSave}>
          {text.save}
        </Button>
        <Button appearance="subtle" isDisabled={isSaving} onClick={onDiscard}>
          {text.discard}
        </Button>
      </div>
    </section>
  );
}
