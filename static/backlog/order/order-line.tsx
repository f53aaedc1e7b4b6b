import { ask as askText, backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { OrderView } from '../../../src/contract/ranking';
import { numberText } from '../../shared/numbers';
import type { Opened } from './use-opened';

const text = backlog.order;

interface OrderLineProps {
  readonly opened: Opened;
  /** By a list one can rank. */
  readonly isList: boolean;
  readonly mayRank: boolean;
  readonly owner: OrderView['owner'];
  readonly locale: string;
}

/** How much is shown, who decides its order, and why one cannot just now. */
export function OrderLine({ opened, isList, mayRank, owner, locale }: OrderLineProps) {
  const { ids, whole, hidden, off, past } = opened;
  const count = (number: number): string => numberText(number, locale);
  const shows = off === 'filter' || off === 'changes' || ids.length !== whole.length;
  return (
    <div className="order-line">
      <p role="status">
        {(past === null || past.kind === 'open') &&
          (shows
            ? fill(text.countOf, { count: count(ids.length), total: count(whole.length) })
            : whole.length === 1
              ? text.countOne
              : fill(text.count, { count: count(whole.length) }))}
        {hidden > 0 && <span className="quiet"> {hidden === 1 ? askText.hiddenOne : fill(askText.hidden, { count: count(hidden) })}</span>}
      </p>
      <p className="quiet" dir="auto">
        {mayRank ? (off !== null ? text.off[off] : isList ? text.how : text.matrix.how) : decides(owner)}{' '}
        {(off === 'filter' || off === 'changes') && (
          <button type="button" className="link-button" onClick={opened.clear}>
            {off === 'filter' ? text.filters.clear : text.changes.showAll}
          </button>
        )}
      </p>
    </div>
  );
}

function decides(owner: OrderView['owner']): string {
  if (owner === null) return text.decidesNobody;
  return owner.name === null ? text.decidesUnnamed : fill(text.decides, { name: owner.name });
}
