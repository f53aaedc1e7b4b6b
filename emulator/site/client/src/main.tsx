import './styles/base.css';
import './styles/drawer.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/overlays.css';
import './styles/mail.css';
import './styles/forms.css';
import './styles/pages.css';
import './styles/search.css';
import './styles/backlog.css';
import './styles/issue.css';
import './styles/workflows.css';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { apply } from './color-mode';

// Outside Atlassian all of Atlaskit's feature gates are off; without a resolver each would complain on the console.
setBooleanFeatureFlagResolver(() => false);
apply();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
