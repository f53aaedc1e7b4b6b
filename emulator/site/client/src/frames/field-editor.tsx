import { useRef, useState, type ReactNode } from 'react';
import CrossIcon from '@atlaskit/icon/core/cross';
import { IconButton } from '@atlaskit/button/new';
import type { ModuleJson } from '../jira-types';
import { AppFrame } from './app-frame';
import type { Place } from './host';

interface InlineEditorProps {
  readonly name: string;
  readonly module: ModuleJson;
  readonly issueKey: string;
  readonly view: ReactNode;
  /** Saves; a rejection goes back to the app, which shows it in its own way. */
  readonly save: (value: unknown) => Promise<void>;
}

/**
 * The app's editor of a field, in the place of its value: since August 2025 Jira opens no modal of its own for it. What the frame
 * submits is saved at once, and saving closes it; so do `view.close()`, Escape and the cross. Keys pressed inside a frame are the
 * app's: no page of another origin learns of them, so an editor that wants Escape calls `view.close()`.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#issue-view
 */
export function InlineFieldEditor({ name, module, issueKey, view, save }: InlineEditorProps) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const place: Place = { issue: issueKey, experience: 'issue-view' };
  const leave = (): void => {
    setEditing(false);
    window.setTimeout(() => opener.current?.focus());
  };
  if (!editing) {
    return (
      <div className="editable editable-view">
        {view}
        <button ref={opener} type="button" className="editable-open" aria-label={`Edit ${name}`} onClick={() => setEditing(true)} />
      </div>
    );
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape is a second way to the button inside
    <div className="field-frame field-frame-inline" onKeyDown={(event) => event.key === 'Escape' && leave()}>
      <FieldFrame
        module={module}
        place={place}
        takesFocus
        onClose={leave}
        submit={async (value) => {
          await save(value);
          leave();
        }}
      />
      <span className="field-frame-close">
        <IconButton icon={CrossIcon} label={`Stop editing ${name}`} appearance="subtle" spacing="compact" onClick={leave} />
      </span>
    </div>
  );
}

interface FieldFrameProps {
  readonly module: ModuleJson;
  readonly place: Place;
  readonly takesFocus?: boolean;
  readonly submit: (value: unknown) => Promise<void>;
  readonly onClose?: () => void;
}

/** The page behind a field's `edit.resource`. */
export function FieldFrame({ module, place, takesFocus = false, submit, onClose }: FieldFrameProps) {
  return (
    <AppFrame
      module={module}
      place={place}
      src={module.editSrc}
      takesFocus={takesFocus}
      onSubmit={submit}
      {...(onClose ? { onClose } : {})}
    />
  );
}
