import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** What is dragged is named by this in the data that goes along. */
export const CRITERION_DRAGGED = Symbol('criterion');

interface DragOptions {
  readonly list: RefObject<HTMLElement>;
  readonly ids: readonly string[];
  readonly isOn: boolean;
  readonly onMove: (id: string, index: number) => void;
}

/** Reordering by hand: how far below the list's top, in pixels, what is dragged would drop; null while nothing is. One target for all rows. */
export function useDrag(options: DragOptions): number | null {
  const { list, isOn } = options;
  const [dropAt, setDropAt] = useState<number | null>(null);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const element = list.current;
    if (!isOn || element === null) return undefined;
    const rows = (): readonly DOMRect[] =>
      [...element.querySelectorAll<HTMLElement>(':scope > [data-movable]')].map((row) => row.getBoundingClientRect());
    const gapAt = (clientY: number, rects: readonly DOMRect[]): number => {
      const below = rects.findIndex(({ top, height }) => clientY < top + height / 2);
      return below < 0 ? rects.length : below;
    };
    const show = (clientY: number): void => {
      const rects = rows();
      const gap = gapAt(clientY, rects);
      const edge = rects[gap]?.top ?? rects.at(-1)?.bottom;
      setDropAt(edge === undefined ? null : edge - element.getBoundingClientRect().top);
    };
    const idOf = (data: Record<string | symbol, unknown>): string | null => {
      const id = data[CRITERION_DRAGGED];
      return typeof id === 'string' ? id : null;
    };
    const stopMonitor = monitorForElements({
      canMonitor: ({ source }) => idOf(source.data) !== null,
      onDrop: () => setDropAt(null),
    });
    const stopTarget = dropTargetForElements({
      element,
      canDrop: ({ source }) => idOf(source.data) !== null,
      onDrag: ({ location }) => show(location.current.input.clientY),
      onDragLeave: () => setDropAt(null),
      onDrop: ({ source, location }) => {
        const id = idOf(source.data);
        const from = id === null ? -1 : latest.current.ids.indexOf(id);
        if (id === null || from < 0) return;
        const gap = gapAt(location.current.input.clientY, rows());
        const to = gap > from ? gap - 1 : gap;
        if (to !== from) latest.current.onMove(id, to);
      },
    });
    return () => {
      stopMonitor();
      stopTarget();
      setDropAt(null);
    };
  }, [isOn, list]);

  return dropAt;
}
