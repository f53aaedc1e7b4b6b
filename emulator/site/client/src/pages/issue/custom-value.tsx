import { InlineFieldEditor } from '../../frames/field-editor';
import { hasOwnEditor, type ModuleJson } from '../../jira-types';
import { Editable } from '../../parts/editable';
import { isEmpty, plainText } from '../../../../field-text';
import type { IssueView } from './issue-data';

interface CustomValueProps {
  readonly id: string;
  readonly view: IssueView;
  /** The app's module, when the field is an app's. */
  readonly module: ModuleJson | undefined;
  readonly save: (fields: Record<string, unknown>) => Promise<void>;
}

/** The value of a custom field and its editor: the app's where its manifest asks for it, else Jira's for the type; objects have none. */
export function CustomValue({ id, view, module, save }: CustomValueProps) {
  const { issue, editable, texts } = view;
  const value = issue.fields[id];
  const schema = issue.schema?.[id];
  const name = issue.names?.[id] ?? id;
  const shown = texts[id] ?? plainText(value, asRead);
  const text = shown === '' ? <span className="subtle">None</span> : <span dir="auto">{shown}</span>;
  const canEdit = editable.has(id);

  if (canEdit && hasOwnEditor(module, 'issue-view')) {
    return <InlineFieldEditor name={name} module={module} issueKey={issue.key} view={text} save={(next) => save({ [id]: next })} />;
  }
  if (schema?.type === 'number') {
    const saveNumber = async (typed: string): Promise<void> => {
      const number = typed.trim() === '' ? null : Number(typed.replace(',', '.'));
      if (number !== null && !Number.isFinite(number)) throw new Error(`${name} takes a number.`);
      await save({ [id]: number });
    };
    return <Editable label={name} numeric value={isEmpty(value) ? '' : String(value)} canEdit={canEdit} view={text} save={saveNumber} />;
  }
  if (schema?.type === 'string' && typeof (value ?? '') === 'string') {
    return (
      <Editable
        label={name}
        value={isEmpty(value) ? '' : String(value)}
        canEdit={canEdit}
        view={text}
        save={(typed) => save({ [id]: typed === '' ? null : typed })}
      />
    );
  }
  return text;
}

const asRead = (number: number): string => number.toLocaleString(undefined, { maximumFractionDigits: 4 });
