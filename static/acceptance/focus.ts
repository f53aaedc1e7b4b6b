/** After the page is drawn again: the words of a criterion, or another control of its row. */
export function focusWords(id: string, control = '.criterion-words'): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] ${control}`)?.focus({ preventScroll: true });
  });
}
