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
      <ul className="choices">
        {offered.map(({ field }) => (
          <li key={field.id}>
            <label>
              <input
                type="checkbox"
                checked={ids.includes(field.id)}
                onChange={() => change(ids.includes(field.id) ? ids.filter((id) => id !== field.id) : [...ids, field.id])}
              />
              {field.name}
            </label>
          </li>
        ))}
        {offered.length === 0 && <li className="subtle">No column is called that.</li>}
      </ul>
      <button type="button" className="link-button" onClick={() => change(undefined)}>
        Back to the usual columns
      </button>
    </Popover>
  );
}

const ALWAYS = ['issuekey', 'summary'];
