import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import Button from '@atlaskit/button/new';
import { messageOf } from '../api';

interface EditableProps {
  readonly label: string;
  readonly value: string;
  readonly view: ReactNode;
  readonly multiline?: boolean;
  readonly numeric?: boolean;
  readonly canEdit: boolean;
  /** Saves; a rejection keeps the editor open with what was typed and shows the sentence. */
  readonly save: (value: string) => Promise<void>;
}

/** Read as text, click or Enter to edit in place; Escape leaves, Enter (Ctrl+Enter in long text) saves. */
export function Editable({ label, value, view, multiline = false, numeric = false, canEdit, save }: EditableProps) {
  const [draft, setDraft] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string>();
  const opener = useRef<HTMLButtonElement>(null);

  if (!canEdit) return <div className="editable">{view}</div>;
  const leave = (): void => {
    setDraft(undefined);
    setFailure(undefined);
    window.setTimeout(() => opener.current?.focus());
  };
  if (draft === undefined) {
    return (
      <div className="editable editable-view">
        {view}
        <button ref={opener} type="button" className="editable-open" aria-label={`Edit ${label}`} onClick={() => setDraft(value)} />
      </div>
    );
  }
  const submit = async (): Promise<void> => {
    if (draft === value) return leave();
    setSaving(true);
    try {
      await save(draft);
      leave();
    } catch (error) {
      setFailure(messageOf(error));
    }
    setSaving(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };
  const shared = {
    'aria-label': label,
    'aria-invalid': failure !== undefined,
    className: 'textfield',
    value: draft,

    autoFocus: true,
    onKeyDown,
  };
  return (
    <div className="editable">
      {multiline ? (
        <textarea {...shared} rows={Math.min(20, draft.split('\n').length + 2)} onChange={(event) => setDraft(event.target.value)} />
      ) : (
        <input {...shared} inputMode={numeric ? 'decimal' : undefined} onChange={(event) => setDraft(event.target.value)} />
      )}
      {failure && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <div className="editable-actions">
        <Button appearance="primary" spacing="compact" isDisabled={saving} onClick={() => void submit()}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
        <Button appearance="subtle" spacing="compact" onClick={leave}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
