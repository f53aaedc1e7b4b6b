import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { view } from '@forge/bridge';
import { Component, StrictMode, type ReactNode } from 'react';
import { failed } from '../../locales/en.json';
import { createRoot } from 'react-dom/client';
import './base.css';

/** Shows a page of the app in its frame, in the host's theme. */
export function start(page: ReactNode): void {
  // Atlaskit asks Atlassian's own feature flags, which no app has; without an answer it says so in the console.
  setBooleanFeatureFlagResolver(() => false);
  void view.theme.enable();
  const root = document.getElementById('root');
  if (root)
    createRoot(root).render(
      <StrictMode>
        <Boundary>{page}</Boundary>
      </StrictMode>,
    );
}

/** A page that breaks says so instead of going blank. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <p role="alert">{failed.page}</p> : this.props.children;
  }
}
