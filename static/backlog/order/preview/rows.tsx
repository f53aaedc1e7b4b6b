import PinFilledIcon from '@atlaskit/icon/core/pin-filled';
import PinIcon from '@atlaskit/icon/core/pin';
import { memo } from 'react';
import { backlog } from '../../../../locales/en.json';
import { fill } from '../../../../locales/fill';
import { numberText, scoreText } from '../../../shared/numbers';
import { FromTo } from '../../../shared/requests/from-to';
import type { Reader } from '../../../shared/reader';
import { ROW_HEIGHT } from '../row-height';
import type { RowStore } from '../row-store';
import { useRow } from '../use-row';

const text = backlog.order;

interface OldRowProps {
  readonly id: string;
  readonly index: number;
  readonly place: number;
  readonly isMoved: boolean;
  readonly store: RowStore;
  readonly reader: Reader;
}

export const OldRow = memo(function OldRow({ id, index, place, isMoved, store, reader }: OldRowProps) {
  return (
    <div className="preview-row" data-moved={isMoved || undefined} style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}>
      <span className="preview-rank">{numberText(place + 1, reader.locale)}</span>
      <Issue id={id} store={store} />
    </div>
  );
});

interface NewRowProps {
  readonly id: string;
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly isMoved: boolean;
  readonly isPinned: boolean;
  readonly score: number | null;
  readonly store: RowStore;
  readonly reader: Reader;
  readonly onPin: (id: string, pinned: boolean) => void;
}

export const NewRow = memo(function NewRow(props: NewRowProps) {
  const { id, index, from, to, isMoved, isPinned, score, store, reader, onPin } = props;
  const row = useRow(store, id);
  const key = row === undefined || row === 'absent' ? text.anIssue : row.key;
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className="preview-row"
      data-moved={isMoved || undefined}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      <span role="cell" className="preview-rank">
        {numberText(to + 1, reader.locale)}
      </span>
      <span role="cell" className="preview-issue">
        <Issue id={id} store={store} />
      </span>
      <span role="cell" className="preview-move">
        {isMoved && <FromTo from={{ place: from + 1 }} to={{ place: to + 1 }} locale={reader.locale} />}
      </span>
      <span role="cell" className="preview-score">
        {score === null ? (
          <>
            <span aria-hidden="true" className="quiet">
              –
            </span>
            <span className="visually-hidden">{text.none}</span>
          </>
        ) : (
          scoreText(score, reader.locale)
        )}
      </span>
      <span role="cell">
        <button
          type="button"
          className="pin-button"
          data-pin={id}
          aria-pressed={isPinned}
          aria-label={fill(text.preview.pin, { key })}
          title={isPinned ? text.preview.unpinTitle : text.preview.pinTitle}
          onClick={() => onPin(id, !isPinned)}
        >
          {isPinned ? <PinFilledIcon label="" size="small" color="currentColor" /> : <PinIcon label="" size="small" color="currentColor" />}
        </button>
      </span>
    </div>
  );
});

function Issue({ id, store }: Pick<OldRowProps, 'id' | 'store'>) {
  const row = useRow(store, id);
  if (row === undefined) return <span className="skeleton order-skeleton" />;
  if (row === 'absent') return <span className="quiet">{text.gone}</span>;
  return (
    <span className="preview-words" title={row.summary}>
      <span className="request-key">{row.key}</span> <bdi>{row.summary}</bdi>
    </span>
  );
}
