import { useEffect, useLayoutEffect, useRef, type MutableRefObject, type RefObject } from 'react';
import type { Section } from './backlog-data';
import { offsetOf, placesOf, type Place } from './glide';

const GLIDE_MS = 300;
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Rows that somebody else moved glide to where they are now. They are there at once; only their picture is late, by an offset that is
 * added to it and shrinks, so a change that comes meanwhile just adds its own.
 * @param skip one's own move: the row already is where one put it
 */
export function useGlide(
  page: RefObject<HTMLElement | null>,
  sections: readonly Section[] | undefined,
  rowHeight: number,
  skip: MutableRefObject<boolean>,
): void {
  const last = useRef<{ sections: readonly Section[]; rowHeight: number; tops: ReadonlyMap<string, number> } | undefined>(undefined);

  useLayoutEffect(() => {
    const element = page.current;
    if (!element || !sections) return;
    const before = last.current;
    const tops = listTops(element);
    last.current = { sections, rowHeight, tops };
    const own = skip.current;
    skip.current = false;
    if (!before || own || before.rowHeight !== rowHeight || stillness.matches) return;
    const [old, now] = [placesOf(before.sections, before.tops, rowHeight), placesOf(sections, tops, rowHeight)];
    const reach = element.closest('.main')?.clientHeight ?? 0;
    for (const row of element.querySelectorAll<HTMLElement>('[data-key]')) glide(row, old, now, reach);
  }, [page, sections, rowHeight, skip]);

  const loaded = sections !== undefined;
  // A section that is folded, or a page that gets narrower, moves lists without anybody having moved an issue.
  useEffect(() => {
    const element = page.current;
    if (!element || !loaded) return undefined;
    const resized = new ResizeObserver(() => {
      if (last.current) last.current = { ...last.current, tops: listTops(element) };
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [page, loaded]);
}

function glide(row: HTMLElement, old: ReadonlyMap<string, Place>, now: ReadonlyMap<string, Place>, reach: number): void {
  const key = row.dataset['key'] ?? '';
  const offset = offsetOf(old.get(key), now.get(key), reach);
  if (offset === 0) return;
  row.animate({ transform: [`translateY(${offset}px)`, 'translateY(0)'] }, { duration: GLIDE_MS, easing: 'ease', composite: 'add' });
}

const listTops = (page: HTMLElement): ReadonlyMap<string, number> =>
  new Map([...page.querySelectorAll<HTMLElement>('[data-section]')].map((list) => [list.dataset['section'] ?? '', list.offsetTop]));
