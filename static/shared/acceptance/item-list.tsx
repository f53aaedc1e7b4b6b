import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useEffect, useId, useRef, useState } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { criteriaInText } from '../../../src/features/acceptance/rules/criteria-in-text';
import { addedWords, addItems, changeItem, insertItem, LONGEST_ITEM, MOST_ITEMS, moveItem, type Item } from './checklists';
import { ItemRow, nameOf } from './item-row';
import { useSortable } from './use-sortable';

const text = acceptancePages.checklists.item;

interface ItemListProps {
  /** Of the group. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly faults: Readonly<Record<string, string>>;
  readonly isDisabled: boolean;
  /** What stands in the field for a new one. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onChange: (items: readonly Item[]) => void;
}

/** Criteria of a template, or of the Definition of Done, while they are written. Whoever moves, adds or removes one keeps the focus at hand, and is told what happened. */
export function ItemList({ label, items, faults, isDisabled, typed, onType, onChange }: ItemListProps) {
  const id = useId();
  const [said, setSaid] = useState('');
  const [removed, setRemoved] = useState<{ readonly item: Item; readonly at: number } | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<readonly string[]>([]);

  useEffect(() => {
    const targets = focusNext.current;
    focusNext.current = [];
    for (const target of targets) {
      const control = group.current?.querySelector<HTMLElement>(`${target}:not(:disabled)`);
      if (!control) continue;
      control.focus();
      return;
    }
  });

  const within = (item: Item, control: string): string => `[data-row="${item.id}"] ${control}`;
  const place = (item: Item, to: number): void => {
    setSaid(fill(text.moved, { item: nameOf(item, to), place: to + 1, total: items.length }));
    onChange(moveItem(items, item.id, to));
  };
  const gap = useSortable({
    name: id,
    list,
    ids: items.map((item) => item.id),
    // Without a row there is no list yet.
    isOn: !isDisabled && items.length > 0,
    onMove: (moved, to) => {
      const item = items.find((each) => each.id === moved);
      if (item !== undefined) place(item, to);
    },
  });

  const add = (texts: readonly string[]): void => {
    const added = addItems(items, texts, () => crypto.randomUUID());
    setRemoved(null);
    setSaid(addedWords(added));
    if (added.added > 0) onChange(added.items);
  };
  const addTyped = (): void => {
    if (typed.trim() === '') return;
    add([typed]);
    if (items.length < MOST_ITEMS) onType('');
  };
  const remove = (item: Item, at: number): void => {
    setRemoved({ item, at });
    setSaid('');
    focusNext.current = ['[data-undo]'];
    onChange(items.filter((each) => each !== item));
  };
  const undo = (): void => {
    if (removed === null) return;
    focusNext.current = [within(removed.item, 'textarea')];
    setSaid(fill(text.back, { item: nameOf(removed.item, removed.at) }));
    setRemoved(null);
    onChange(insertItem(items, removed.item, Math.min(removed.at, items.length)));
  };

  return (
    <div ref={group} className="items-editor" role="group" aria-label={label}>
      {items.length > 0 && (
        <ol ref={list} className="items">
          {items.map((item, index) => (
            <ItemRow
              key={item.id}
              list={id}
              item={item}
              index={index}
              count={items.length}
              fault={faults[item.id]}
              isDisabled={isDisabled}
              drop={gap === index ? 'above' : gap === items.length && index === items.length - 1 ? 'below' : undefined}
              onChange={(change) => onChange(changeItem(items, item.id, change))}
              onMove={(by) => {
                const [pressed, other] = by === 1 ? (['down', 'up'] as const) : (['up', 'down'] as const);
                focusNext.current = [within(item, `[data-move=${pressed}]`), within(item, `[data-move=${other}]`)];
                place(item, index + by);
              }}
              onRemove={() => remove(item, index)}
              onNext={() => {
                const next = items[index + 1];
                group.current?.querySelector<HTMLElement>(next === undefined ? '[data-new]' : within(next, 'textarea'))?.focus();
              }}
            />
          ))}
        </ol>
      )}
      {removed !== null && (
        <div className="items-removed">
          <span role="status" dir="auto">
            {fill(text.removed, { item: nameOf(removed.item, removed.at) })}
          </span>
          <Button spacing="compact" data-undo onClick={undo}>
            {text.undo}
          </Button>
        </div>
      )}
      <div className="field">
        <label className="field-label" htmlFor={`${id}-new`}>
          {text.new}
        </label>
        <TextArea
          id={`${id}-new`}
          data-new
          aria-describedby={`${id}-help ${id}-said`}
          resize="smart"
          minimumRows={1}
          isCompact
          dir="auto"
          maxLength={LONGEST_ITEM}
          isDisabled={isDisabled || (items.length >= MOST_ITEMS && typed === '')}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape') onType('');
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            addTyped();
          }}
          onPaste={(event) => {
            const found = criteriaInText(event.clipboardData.getData('text/plain'));
            if (found.length < 2) return;
            event.preventDefault();
            add(found);
          }}
        />
        <p id={`${id}-help`} className="field-help">
          {items.length >= MOST_ITEMS ? fill(text.full, { most: MOST_ITEMS }) : text.newHelp}
        </p>
        <p id={`${id}-said`} role="status" className="items-said" dir="auto">
          {said}
        </p>
      </div>
    </div>
  );
}
