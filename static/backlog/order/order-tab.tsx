import { useMemo, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import { readRows } from '../../../src/contract/scoring';
import { ask } from '../../shared/client';
import { Failure } from '../../shared/failure';
import type { Place } from '../../shared/use-place';
import './order.css';
import { OpenedOrder } from './opened-order';
import type { Look } from './order-body';
import { ROW_HEIGHT } from './row-height';
import { RowStore } from './row-store';
import { Switch } from './switch';
import { useOrder, type Tier } from './use-order';

const text = backlog.order;

interface OrderTabProps {
  readonly place: Place;
  /** Somebody asked the owner for another place. */
  readonly onAsked: () => void;
}

/** The backlog in rank order (S8): scored, ranked, searched and looked at as a whole. */
export function OrderTab({ place, onAsked }: OrderTabProps) {
  const { projectId } = place;
  const [tier, setTier] = useState<Tier>('backlog');
  const [look, setLook] = useState<Look>('list');
  const api = useOrder(projectId, tier);
  const store = useMemo(() => new RowStore((ids) => ask(readRows, { projectId, ids: [...ids] })), [projectId]);
  const { state } = api;
  return (
    <div className="order">
      <div className="order-switches">
        <Switch label={text.tier} choices={TIERS} chosen={tier} onChoose={setTier} />
        <Switch label={text.look} choices={LOOKS} chosen={look} onChoose={setLook} />
      </div>
      {state.kind === 'loading' && <Loading />}
      {state.kind === 'failed' && <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={api.retry} />}
      {state.kind === 'open' && (
        <OpenedOrder key={tier} place={place} state={state} api={api} store={store} look={look} onAsked={onAsked} />
      )}
    </div>
  );
}

const TIERS = [
  { key: 'backlog', label: text.tiers.backlog },
  { key: 'epics', label: text.tiers.epics },
] as const;

const LOOKS = [
  { key: 'list', label: text.looks.list },
  { key: 'matrix', label: text.looks.matrix },
] as const;

function Loading() {
  return (
    <>
      <span role="status" className="visually-hidden">
        {text.loading}
      </span>
      <div className="skeleton order-tools-skeleton" />
      <div className="order-skeletons" style={{ blockSize: ROW_HEIGHT * 12 }}>
        {Array.from({ length: 12 }, (_, row) => (
          <div key={row} className="skeleton" />
        ))}
      </div>
    </>
  );
}
