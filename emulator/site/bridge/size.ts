/**
 * Tells the page how large the content is, so that a module without a `viewportSize` grows with it, as Jira's do. The
 * document's own height is no measure: Atlaskit's reset stretches html and body to the frame, and it would never shrink.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export function watchSize(tell: (size: Size) => void): void {
  let last = '';
  const measure = (): void => {
    const size = contentSize();
    const text = `${size.width}x${size.height}`;
    if (text !== last && size.height > 0) tell(size);
    last = text;
  };
  const start = (): void => {
    const resized = new ResizeObserver(measure);
    const watchChildren = (): void => {
      resized.disconnect();
      for (const element of [document.body, ...document.body.children]) resized.observe(element);
      measure();
    };
    new MutationObserver(watchChildren).observe(document.body, { childList: true });
    watchChildren();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}

function contentSize(): Size {
  const style = getComputedStyle(document.body);
  const below = parseFloat(style.paddingBottom) + parseFloat(style.marginBottom);
  let bottom = 0;
  let right = 0;
  for (const element of document.body.children) {
    const box = element.getBoundingClientRect();
    if (box.height === 0) continue;
    bottom = Math.max(bottom, box.bottom + window.scrollY);
    right = Math.max(right, box.right + window.scrollX);
  }
  return { width: Math.ceil(right), height: bottom === 0 ? 0 : Math.ceil(bottom + below) };
}
