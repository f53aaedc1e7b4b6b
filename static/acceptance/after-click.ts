let isDown = false;

for (const event of ['pointerdown', 'pointerup', 'pointercancel'] as const)
  window.addEventListener(event, () => (isDown = event === 'pointerdown'), true);

/**
 * Now, or where a button of the mouse is held down, after the click that it becomes: a field that closes under the pointer moves away what was about to be clicked.
 */
export function afterClick(act: () => void): void {
  if (!isDown) return act();
  const done = (): void => {
    window.removeEventListener('pointerup', done, true);
    window.removeEventListener('pointercancel', done, true);
    setTimeout(act);
  };
  window.addEventListener('pointerup', done, true);
  window.addEventListener('pointercancel', done, true);
}
