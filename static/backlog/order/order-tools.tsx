import Button from '@atlaskit/button/new';
import { useState, type RefObject } from 'react';
import { backlog } from '../../../locales/en.json';
import type { OrderView } from '../../../src/contract/ranking';
import type { Reader } from '../../shared/reader';
import { AsOfForm } from './as-of';
import { Filters } from './filters';
import type { Opened } from './use-opened';

const text = backlog.order;

interface OrderToolsProps {
  readonly view: OrderView;
  readonly opened: Opened;
  readonly reader: Reader;
  /** The button that chooses another moment. */
  readonly asOf: RefObject<HTMLButtonElement>;
  readonly onPreview: () => void;
}

/** Filters, the order of another time, and ranking by score. */
export function OrderTools({ view, opened, reader, asOf, onPreview }: OrderToolsProps) {
  const [isChoosing, setChoosing] = useState(false);
  const { filter, found, off, past, setFilter, lookAt } = opened;
  return (
    <>
      <div className="order-tools">
        <Filters projectId={view.projectId} filter={filter} reader={reader} isLooking={found.isLooking} onFilter={setFilter} />
        <div className="buttons">
          {past === null && (
            <Button ref={asOf} appearance="subtle" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
              {text.past.open}
            </Button>
          )}
          {view.mayRank && (
            <Button isDisabled={off !== null || view.order.length < 2} onClick={onPreview}>
              {text.rankByScore}
            </Button>
          )}
        </div>
      </div>
      {isChoosing && (
        <AsOfForm
          reader={reader}
          onCancel={() => {
            setChoosing(false);
            asOf.current?.focus();
          }}
          onChoose={(at) => {
            setChoosing(false);
            lookAt(at);
          }}
        />
      )}
    </>
  );
}
