import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import { settings } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { MAX_FACTORS } from '../../../src/features/scoring/custom-model';
import { labelOf } from '../formula';
import { insert, move, placeOf, removeRow, withRow, type Row } from './draft';
import type { EditorProps } from './editor';
import { FactorEditor } from './factor-editor';

const text = settings.editor;

type FactorListProps = Pick<EditorProps, 'draft' | 'faults' | 'onWrite' | 'onVisit'>;

/** The questions in their order. Whoever moves, adds or removes one keeps the focus at hand, and is told what happened. */
export function FactorList({ draft, faults, onWrite, onVisit }: FactorListProps) {
  const [said, setSaid] = useState('');
  const [removed, setRemoved] = useState<{ readonly row: Row; readonly at: number } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useRef<readonly string[]>([]);

  useEffect(() => {
    const targets = focusNext.current;
    focusNext.current = [];
    for (const target of targets) {
      const control = list.current?.querySelector<HTMLElement>(`${target}:not(:disabled)`);
      if (!control) continue;
      control.focus();
      return;
    }
  });

  const { rows } = draft;
  const within = (id: number, control: string): string => `[data-row="${id}"] ${control}`;

  const onMove = (row: Row, by: 1 | -1): void => {
    const next = move(draft, row.id, by);
    const place = placeOf(next, row.id);
    const [pressed, other] = by === 1 ? (['down', 'up'] as const) : (['up', 'down'] as const);
    focusNext.current = [within(row.id, `[data-move=${pressed}]`), within(row.id, `[data-move=${other}]`)];
    setSaid(fill(text.moved, { label: labelOf(row, place), place: place + 1, total: rows.length }));
    onWrite(next, []);
  };

  const onRemove = (row: Row, at: number): void => {
    setRemoved({ row, at });
    setSaid('');
    focusNext.current = ['[data-undo]'];
    onWrite(removeRow(draft, row.id), ['factors']);
  };

  const onUndo = (): void => {
    if (removed === null) return;
    const at = Math.min(removed.at, rows.length);
    focusNext.current = [within(removed.row.id, 'input')];
    setSaid(fill(text.back, { label: labelOf(removed.row, at), place: at + 1 }));
    setRemoved(null);
    onWrite(insert(draft, removed.row, at), ['factors']);
  };

  const onAdd = (): void => {
    focusNext.current = [within(draft.nextRow, 'input')];
    setSaid(fill(text.added, { place: rows.length + 1 }));
    setRemoved(null);
    onWrite(withRow(draft), ['factors']);
  };

  return (
    <div ref={list} className="stack" role="group" aria-label={text.questions}>
      {rows.map((row, index) => (
        <FactorEditor
          key={row.id}
          draft={draft}
          row={row}
          index={index}
          faults={faults}
          onWrite={onWrite}
          onVisit={onVisit}
          onMove={(by) => onMove(row, by)}
          onRemove={() => onRemove(row, index)}
        />
      ))}
      {removed !== null && (
        <div className="actions">
          <span role="status" dir="auto">
            {fill(text.removed, { label: labelOf(removed.row, removed.at) })}
          </span>
          <Button data-undo onClick={onUndo}>
            {text.undo}
          </Button>
        </div>
      )}
      {faults['factors'] !== undefined && (
        <p className="field-fault" role="alert" tabIndex={-1} data-fault>
          {faults['factors']}
        </p>
      )}
      <div className="actions">
        <Button onClick={onAdd} isDisabled={rows.length >= MAX_FACTORS}>
          {text.add}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}
