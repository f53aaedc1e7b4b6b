import { useState } from 'react';
import { rulePage as text } from '../../locales/en.json';
import { useReading } from '../shared/use-reading';
import { readSaved, type SavedRead } from './read-saved';
import './rules.css';

/** The rule in a sentence, where Jira shows it read-only. A page of its own: how one page would know which of the two it is, is not documented. */
export function RuleView() {
  const [state, setState] = useState<SavedRead>({ kind: 'loading' });
  useReading(readSaved, setState);
  return (
    <main aria-label={text.region} aria-busy={state.kind === 'loading'}>
      <p className="rule-sentence">
        {state.kind === 'loading' && text.loading}
        {state.kind === 'failed' && state.message}
        {state.kind === 'read' && (state.rule === null ? text.unread : text.choices[state.rule.needs].sentence)}
      </p>
    </main>
  );
}
