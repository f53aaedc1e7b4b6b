import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** What is dragged, and from which list: rows do not go from one list into another. */
const DRAGGED = Symbol('checklist item');

interface Dragged {
  readonly list: string;
  readonly id: string;
}

export const dragData = (dragged: Dragged): Record<symbol, Dragged> => ({ [DRAGGED]: dragged });

interface SortableOptions {
  readonly name: string;
  readonly list: RefObject<HTMLElement>;
  readonly ids: readonly string[];
  readonly isOn: boolean;
  /** `to`: its index once it is there. */
  readonly onMove: (id: string, to: number) => void;
}

/** Order by hand: above which index what is dragged would drop; null while nothing is. */
export function useSortable(options: SortableOptions): number | null {
  const { name, list, isOn } = options;
  const [gap, setGap] = useState<number | null>(null);
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const element = list.current;
    if (!isOn || element === null) return undefined;
    const idOf = (data: Record<string | symbol, unknown>): string | null => {
      const dragged = data[DRAGGED] as Dragged | undefined;
      return dragged?.list === name ? dragged.id : null;
    };
    const gapAt = (clientY: number): number => {
      const rows = [...element.querySelectorAll(':scope > [data-row]')];
      return rows.filter((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2 < clientY;
      }).length;
    };
    const stopMonitor = monitorForElements({ canMonitor: ({ source }) => idOf(source.data) !== null, onDrop: () => setGap(null) });
    const stopTarget = dropTargetForElements({
      element,
      canDrop: ({ source }) => idOf(source.data) !== null,
      onDrag: ({ location }) => setGap(gapAt(location.current.input.clientY)),
      onDragLeave: () => setGap(null),
      onDrop: ({ source, location }) => {
        const id = idOf(source.data);
        if (id === null) return;
        const from = latest.current.ids.indexOf(id);
        const at = gapAt(location.current.input.clientY);
        const to = at > from ? at - 1 : at;
        if (from >= 0 && to !== from) latest.current.onMove(id, to);
      },
    });
    return () => {
      stopMonitor();
      stopTarget();
      setGap(null);
    };
  }, [isOn, list, name]);

  return gap;
}
