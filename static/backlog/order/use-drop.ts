import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { DRAGGED, ROW_HEIGHT } from './row-height';

/** So near the list's edge, in pixels, a dragged row makes it scroll; faster the nearer. */
const EDGE = 56;
const FASTEST = 18;

interface DropOptions {
  readonly scroller: RefObject<HTMLElement>;
  readonly count: number;
  readonly indexes: ReadonlyMap<string, number>;
  readonly isOn: boolean;
  readonly onDragged: (id: string | null) => void;
  readonly onMove: (id: string, index: number) => void;
}

/** Ranking by hand: above which index what is dragged would drop; null while nothing is. One target for all rows, whichever are on the page. */
export function useDrop(options: DropOptions): number | null {
  const { scroller, isOn } = options;
  const [dropAt, setDropAt] = useState<number | null>(null);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const element = scroller.current;
    if (!isOn || element === null) return undefined;
    let pointer: number | null = null;
    let frame = 0;
    const gapAt = (clientY: number): number => {
      const top = element.getBoundingClientRect().top;
      const gap = Math.round((clientY - top + element.scrollTop) / ROW_HEIGHT);
      return Math.min(latest.current.count, Math.max(0, gap));
    };
    const scroll = (): void => {
      const { top, bottom } = element.getBoundingClientRect();
      if (pointer !== null) {
        const over = pointer < top + EDGE ? pointer - top - EDGE : Math.max(0, pointer - bottom + EDGE);
        const by = Math.max(-FASTEST, Math.min(FASTEST, (over / EDGE) * FASTEST));
        if (by !== 0) {
          element.scrollTop += by;
          setDropAt(gapAt(pointer));
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    const stop = (): void => {
      cancelAnimationFrame(frame);
      pointer = null;
      setDropAt(null);
      latest.current.onDragged(null);
    };
    const idOf = (data: Record<string | symbol, unknown>): string | null => {
      const id = data[DRAGGED];
      return typeof id === 'string' ? id : null;
    };
    const stopMonitor = monitorForElements({
      canMonitor: ({ source }) => idOf(source.data) !== null,
      onDragStart: ({ source }) => {
        latest.current.onDragged(idOf(source.data));
        frame = requestAnimationFrame(scroll);
      },
      onDrag: ({ location }) => {
        pointer = location.current.input.clientY;
      },
      onDrop: stop,
    });
    const stopTarget = dropTargetForElements({
      element,
      canDrop: ({ source }) => idOf(source.data) !== null,
      onDrag: ({ location }) => setDropAt(gapAt(location.current.input.clientY)),
      onDragLeave: () => setDropAt(null),
      onDrop: ({ source, location }) => {
        const id = idOf(source.data);
        const from = id === null ? undefined : latest.current.indexes.get(id);
        if (id === null || from === undefined) return;
        const gap = gapAt(location.current.input.clientY);
        const to = gap > from ? gap - 1 : gap;
        if (to !== from) latest.current.onMove(id, to);
      },
    });
    return () => {
      stopMonitor();
      stopTarget();
      cancelAnimationFrame(frame);
      setDropAt(null);
    };
  }, [isOn, scroller]);

  return dropAt;
}
