import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import DragHandleIcon from '@atlaskit/icon/core/drag-handle-vertical';
import PinIcon from '@atlaskit/icon/core/pin-filled';
import Lozenge from '@atlaskit/lozenge';
import { memo, useEffect, useRef, type MouseEvent } from 'react';
import { ask as askText, backlog, panel } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { IssueRowView } from '../../../src/contract/scoring';
import { numberText } from '../../shared/numbers';
import { IssueLink } from '../../shared/requests/issue-link';
import type { Reader } from '../../shared/reader';
import { DRAGGED, ROW_HEIGHT } from './row-height';
import type { RowStore } from './row-store';
import { ScoreCell } from './score-cell';
import { useRow } from './use-row';

const text = backlog.order;

const CATEGORIES = { new: 'default', indeterminate: 'inprogress', done: 'success' } as const;

interface OrderRowProps {
  readonly id: string;
  readonly index: number;
  /** Index in the whole order. */
  readonly place: number;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly isPinned: boolean;
  /** The place it had before; null: it is new. Undefined: not pointed out. */
  readonly markFrom: number | null | undefined;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isLifted: boolean;
  readonly mayMove: boolean;
  readonly onSelect: (id: string) => void;
  readonly onActive: (id: string) => void;
}

/** One issue; drawn again only when something of its own has changed. */
export const OrderRow = memo(function OrderRow(props: OrderRowProps) {
  const { id, index, place, store, reader, isPinned, markFrom, isSelected, isActive, isLifted, mayMove, onSelect, onActive } = props;
  const row = useRow(store, id);
  const element = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!mayMove || !element.current || !handle.current) return undefined;
    return draggable({ element: element.current, dragHandle: handle.current, getInitialData: () => ({ [DRAGGED]: id }) });
  }, [id, mayMove]);

  const onClick = (event: MouseEvent): void => {
    onActive(id);
    if (event.target instanceof Element && event.target.closest('a') !== null) return;
    onSelect(id);
  };
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the list hears Enter for all of them
    <div
      ref={element}
      role="row"
      className="order-row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-id={id}
      data-lifted={isLifted || undefined}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={onClick}
      onFocus={() => onActive(id)}
    >
      {mayMove && (
        <span ref={handle} className="order-handle" aria-hidden="true">
          <DragHandleIcon label="" size="small" color="currentColor" />
        </span>
      )}
      <span role="gridcell" className="order-rank">
        {numberText(place + 1, reader.locale)}
        {isPinned && <PinIcon label={text.pinned} size="small" color="currentColor" />}
      </span>
      {row === undefined ? (
        <Waiting />
      ) : row === 'absent' ? (
        <span role="gridcell" className="order-gone quiet">
          {text.gone}
        </span>
      ) : (
        <Cells row={row} reader={reader} place={place} markFrom={markFrom} isActive={isActive} />
      )}
    </div>
  );
});

function Waiting() {
  return (
    <>
      <span role="gridcell" className="order-key">
        <span className="skeleton order-skeleton" />
      </span>
      <span role="gridcell" className="order-type" />
      <span role="gridcell" className="order-summary">
        <span className="visually-hidden">{text.rowLoading}</span>
        <span className="skeleton order-skeleton" />
      </span>
    </>
  );
}

interface CellsProps extends Pick<OrderRowProps, 'reader' | 'place' | 'markFrom' | 'isActive'> {
  readonly row: IssueRowView;
}

function Cells({ row, reader, place, markFrom, isActive }: CellsProps) {
  const { key, type, summary, estimate, status, assignee, sprint } = row;
  return (
    <>
      <span role="gridcell" className="order-key">
        <IssueLink issueKey={key} reader={reader} isTabStop={isActive}>
          <span className="request-key">{key}</span>
        </IssueLink>
      </span>
      <Text column="type">{type}</Text>
      <span role="gridcell" className="order-summary" dir="auto" title={summary}>
        {markFrom !== undefined && <Came from={markFrom} to={place + 1} locale={reader.locale} />}
        {summary}
      </span>
      <ScoreCell row={row} locale={reader.locale} />
      <Text column="estimate">{estimate === null ? null : numberText(estimate, reader.locale)}</Text>
      <span role="gridcell" className="order-status">
        <Lozenge appearance={CATEGORIES[status.category]} maxWidth="100%">
          {status.name}
        </Lozenge>
      </span>
      <Text column="assignee">{assignee === null ? null : (assignee.name ?? panel.formerUser)}</Text>
      <Text column="sprint">{sprint}</Text>
    </>
  );
}

function Text({ column, children }: { readonly column: string; readonly children: string | null }) {
  return (
    <span role="gridcell" className={`order-${column}`} dir="auto" title={children ?? undefined}>
      {children ?? (
        <>
          <span aria-hidden="true" className="quiet">
            –
          </span>
          <span className="visually-hidden">{text.none}</span>
        </>
      )}
    </span>
  );
}

/** "#14 → #2" of an issue that stands elsewhere than when the reader was here last. */
function Came({ from, to, locale }: { readonly from: number | null; readonly to: number; readonly locale: string }) {
  const place = (number: number): string => fill(askText.place, { place: numberText(number, locale) });
  if (from === null) return <span className="effect order-mark">{text.isNew}</span>;
  return (
    <span className="effect order-mark">
      <span className="visually-hidden">{fill(askText.fromToSaid, { from: place(from), to: place(to) })}</span>
      <span aria-hidden="true" className="from-to">
        {fill(askText.fromTo, { from: place(from), to: place(to) })}
      </span>
    </span>
  );
}
