import { useEffect, type RefObject } from 'react';

/** Often enough to follow a page that scrolls. */
const LOOK_MS = 100;

/**
 * Keeps an element that stands at the end of the page in sight where `position: sticky` can't: Jira makes the frame as high as its content and scrolls around
 * it, and of that scrolling a frame of another site learns only what an IntersectionObserver measures. The focus order stays the page's.
 */
export function useAfloat(element: RefObject<HTMLElement>, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    let lifted = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Observing anew makes it measure now; by itself it tells only of edges that come into sight.
    const observer = new IntersectionObserver(([page]) => {
      observer.disconnect();
      const bar = element.current;
      // A button that moves away under the pointer is not clicked.
      if (page && bar && !bar.matches(':active')) {
        const { bottom } = bar.getBoundingClientRect();
        const lift = page.isIntersecting ? Math.max(0, Math.round(bottom + lifted - page.intersectionRect.bottom)) : 0;
        if (lift !== lifted) bar.style.transform = lift === 0 ? '' : `translateY(-${lift}px)`;
        lifted = lift;
      }
      timer = setTimeout(look, LOOK_MS);
    });
    const look = (): void => observer.observe(document.documentElement);
    look();
    // What gets the focus below it comes out from there.
    const onFocus = ({ target }: FocusEvent): void => {
      const bar = element.current;
      if (!bar || !(target instanceof HTMLElement) || bar.contains(target) || !target.matches(':focus-visible')) return;
      const [above, own] = [bar.getBoundingClientRect(), target.getBoundingClientRect()];
      if (own.bottom > above.top && own.top < above.bottom) target.scrollIntoView({ block: 'center' });
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [active, element]);
}
