import { useCallback, useState } from 'react';

export interface Lifted {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

export interface LiftApi {
  readonly lifted: Lifted | null;
  readonly begin: (id: string, index: number) => void;
  readonly moveTo: (index: number) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}

interface LiftEvents {
  readonly onLifted: (id: string, index: number) => void;
  readonly onPlace: (id: string, index: number) => void;
  readonly onCancelled: (id: string) => void;
  readonly onDropped: (id: string, index: number) => void;
}

/** Ordering by keyboard: one is lifted, carried and dropped; until then only this person sees it move. */
export function useLift(ids: readonly string[], events: LiftEvents): LiftApi {
  const [state, setLifted] = useState<Lifted | null>(null);
  // What left the order meanwhile is not carried any further.
  const lifted = state !== null && ids.includes(state.id) ? state : null;
  const last = ids.length - 1;
  const { onLifted, onPlace, onCancelled, onDropped } = events;

  const begin = (id: string, index: number): void => {
    setLifted({ id, from: index, to: index });
    onLifted(id, index);
  };
  const moveTo = (index: number): void => {
    if (lifted === null) return;
    const to = Math.min(last, Math.max(0, index));
    setLifted({ ...lifted, to });
    onPlace(lifted.id, to);
  };
  const end = useCallback(() => setLifted(null), []);
  return {
    lifted,
    begin,
    moveTo,
    drop: () => {
      if (lifted === null) return;
      end();
      if (lifted.to === ids.indexOf(lifted.id)) onCancelled(lifted.id);
      else onDropped(lifted.id, lifted.to);
    },
    cancel: () => {
      if (lifted === null) return;
      end();
      onCancelled(lifted.id);
    },
  };
}
