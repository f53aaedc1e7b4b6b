import { IconButton } from '@atlaskit/button/new';
import ArrowDownIcon from '@atlaskit/icon/core/arrow-down';
import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import DeleteIcon from '@atlaskit/icon/core/delete';
import DragHandleIcon from '@atlaskit/icon/core/drag-handle-vertical';
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import TextArea from '@atlaskit/textarea';
import { useEffect, useId, useRef } from 'react';
import { acceptancePages } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { LONGEST_ITEM, type Item } from './checklists';
import { dragData } from './use-sortable';

const text = acceptancePages.checklists.item;

interface ItemRowProps {
  readonly list: string;
  readonly item: Item;
  readonly index: number;
  readonly count: number;
  readonly fault: string | undefined;
  readonly isDisabled: boolean;
  /** What is dragged would drop above it, or below it. */
  readonly drop: 'above' | 'below' | undefined;
  readonly onChange: (change: Partial<Omit<Item, 'id'>>) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly onNext: () => void;
}

/** One criterion of a list that is written: its words, and whether it is mandatory. */
export function ItemRow({ list, item, index, count, fault, isDisabled, drop, onChange, onMove, onRemove, onNext }: ItemRowProps) {
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const words = nameOf(item, index);

  useEffect(() => {
    if (isDisabled || row.current === null || handle.current === null) return undefined;
    const element = row.current;
    return draggable({
      element: handle.current,
      getInitialData: () => dragData({ list, id: item.id }),
      // The handle alone is what the browser drags: in a draggable row nobody could select words.
      onGenerateDragPreview: ({ nativeSetDragImage }) => nativeSetDragImage?.(element, 12, 16),
    });
  }, [list, item.id, isDisabled]);

  return (
    <li ref={row} className="item" data-row={item.id} data-drop={drop}>
      <span ref={handle} className="item-handle" aria-hidden="true">
        <DragHandleIcon label="" size="small" color="currentColor" />
      </span>
      <div className="item-words">
        <TextArea
          aria-label={fill(text.field, { number: index + 1 })}
          aria-describedby={`${id}-fault`}
          resize="smart"
          minimumRows={1}
          isCompact
          dir="auto"
          maxLength={LONGEST_ITEM}
          isInvalid={fault !== undefined}
          aria-invalid={fault !== undefined}
          isDisabled={isDisabled}
          value={item.text}
          onChange={(event) => onChange({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onNext();
          }}
        />
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      </div>
      <label className="item-mandatory tick">
        <input
          type="checkbox"
          aria-label={fill(text.mandatoryOf, { item: words })}
          checked={item.mandatory}
          disabled={isDisabled}
          onChange={(event) => onChange({ mandatory: event.target.checked })}
        />
        <span aria-hidden="true">{text.mandatory}</span>
      </label>
      <span className="item-tools">
        <IconButton
          appearance="subtle"
          spacing="compact"
          icon={ArrowUpIcon}
          label={fill(text.up, { item: words })}
          isDisabled={isDisabled || index === 0}
          onClick={() => onMove(-1)}
          data-move="up"
        />
        <IconButton
          appearance="subtle"
          spacing="compact"
          icon={ArrowDownIcon}
          label={fill(text.down, { item: words })}
          isDisabled={isDisabled || index === count - 1}
          onClick={() => onMove(1)}
          data-move="down"
        />
        <IconButton
          appearance="subtle"
          spacing="compact"
          icon={DeleteIcon}
          label={fill(text.remove, { item: words })}
          isDisabled={isDisabled}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}

/** What it is called in a sentence: its words, or its number while it has none. */
export const nameOf = ({ text: words }: Item, index: number): string =>
  words.trim() === '' ? fill(text.field, { number: index + 1 }) : words.trim();
