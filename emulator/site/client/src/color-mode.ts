import { useSyncExternalStore } from 'react';

export type Choice = 'light' | 'dark' | 'auto';
const KEY = 'local-site.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function choice(): Choice {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/** What is shown now: `auto` follows the machine. */
export function colorMode(): 'light' | 'dark' {
  const chosen = choice();
  if (chosen !== 'auto') return chosen;
  return dark.matches ? 'dark' : 'light';
}

export function choose(next: Choice): void {
  localStorage.setItem(KEY, next);
  apply();
}

export function onColorMode(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useColorMode = (): 'light' | 'dark' => useSyncExternalStore(onColorMode, colorMode);
export const useChoice = (): Choice => useSyncExternalStore(onColorMode, choice);

export function apply(): void {
  document.documentElement.dataset['colorMode'] = colorMode();
  listeners.forEach((listener) => listener());
}

dark.addEventListener('change', apply);
