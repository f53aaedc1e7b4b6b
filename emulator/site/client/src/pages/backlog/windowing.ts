import { useLayoutEffect, useState, type RefObject } from 'react';

/** Rows beyond the visible ones, so that scrolling and Tab find their neighbours. */
const OVERSCAN = 10;

/** Which of `count` rows of a fixed height are near the visible part of the element that scrolls them: the page's, or a list's own. */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  scroller = '.main',
): { first: number; last: number } {
  const [range, setRange] = useState({ first: 0, last: Math.min(count, 30) });
  useLayoutEffect(() => {
    const element = list.current;
    const scrolling = element?.closest<HTMLElement>(scroller);
    if (!element || !scrolling) return;
    const measure = (): void => {
      const top = element.getBoundingClientRect().top;
      const view = scrolling.getBoundingClientRect();
      const first = Math.max(0, Math.floor((view.top - top) / rowHeight) - OVERSCAN);
      const last = Math.max(0, Math.min(count, Math.ceil((view.bottom - top) / rowHeight) + OVERSCAN));
      setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
    };
    measure();
    scrolling.addEventListener('scroll', measure, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(scrolling);
    // A section above this one that grows or shrinks moves it too.
    if (element.closest('.backlog')) resized.observe(element.closest('.backlog') as HTMLElement);
    return () => {
      scrolling.removeEventListener('scroll', measure);
      resized.disconnect();
    };
  }, [list, count, rowHeight, scroller]);
  return { first: Math.min(range.first, count), last: Math.min(range.last, count) };
}
