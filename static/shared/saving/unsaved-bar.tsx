import Button from '@atlaskit/button/new';
import { useRef } from 'react';
import { saving as text } from '../../../locales/en.json';
import './saving.css';
import { useAfloat } from './use-afloat';

interface UnsavedBarProps {
  /** What is unsaved, as people call it; none: there is no bar. */
  readonly parts: readonly string[];
  readonly locale: string;
  readonly isSaving: boolean;
  readonly isFailed: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Stays in sight while something is unsaved: what, and the way out. */
export function UnsavedBar({ parts, locale, isSaving, isFailed, onSave, onDiscard }: UnsavedBarProps) {
  const bar = useRef<HTMLElement>(null);
  const isShown = parts.length > 0;
  useAfloat(bar, isShown);
  if (!isShown) return null;
  return (
    <section ref={bar} className="unsaved" aria-label={text.unsaved}>
      <p>
        <strong>{text.unsavedTitle}</strong>
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
