import { useEffect, useRef, type RefObject } from 'react';

/** Whoever pressed a button that is gone now, because what it was for is done, stays on the panel and does not begin at the page's top again. */
export function useKeepFocus(region: RefObject<HTMLElement>): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const onFocus = ({ target }: FocusEvent): void => {
      last.current = target instanceof Element ? target : null;
    };
    element.addEventListener('focusin', onFocus);
    return () => element.removeEventListener('focusin', onFocus);
  }, [region]);

  useEffect(() => {
    if (last.current === null || last.current.isConnected || document.activeElement !== document.body || !document.hasFocus()) return;
    last.current = null;
    region.current?.focus({ preventScroll: true });
  });
}
