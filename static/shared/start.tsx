import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { view } from '@forge/bridge';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import './base.css';

/** Shows a page of the app in its frame, in the host's theme. */
export function start(page: ReactNode): void {
  // Atlaskit asks Atlassian's own feature flags, which no app has; without an answer it says so in the console.
  setBooleanFeatureFlagResolver(() => false);
  void view.theme.enable();
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
