import { FieldChecklist } from './field-checklist';
import { useState } from 'react';
import { Popover } from '../../parts/popover';
import type { Column } from './columns';

interface ColumnChooserProps {
  readonly all: readonly Column[];
  readonly chosen: readonly Column[];
  /** undefined: as by default again. */
  readonly change: (ids: readonly string[] | undefined) => void;
}

/** Which columns the list has. A new one goes to the end; key and summary say which issue a row is about, so they stay. */
export function ColumnChooser({ all, chosen, change }: ColumnChooserProps) {
  const [text, setText] = useState('');
  const ids = chosen.map(({ field }) => field.id);
  const wanted = text.trim().toLowerCase();
  const offered = all
    .filter(({ field }) => !ALWAYS.includes(field.id) && field.name.toLowerCase().includes(wanted))
    .sort((a, b) => a.field.name.localeCompare(b.field.name));
  return (
    <Popover label="Columns" trigger="Columns">
      <input
        className="textfield"
        type="search"
        placeholder="Find a column"
        aria-label="Find a column"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FieldChecklist
        fields={offered.map(({ field }) => field)}
        isChecked={(id) => ids.includes(id)}
        toggle={(id) => change(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id])}
        empty="No column is called that."
      />
      <button type="button" className="link-button" onClick={() => change(undefined)}>
        Back to the usual columns
      </button>
    </Popover>
  );
}

const ALWAYS = ['issuekey', 'summary'];
