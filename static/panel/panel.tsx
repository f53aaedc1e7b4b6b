import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import { Scoring } from '../shared/scoring/scoring';
import { Skeleton } from '../shared/skeleton';
import '../shared/factors.css';
import './panel.css';
import { Sheet } from './sheet';
import { usePanel } from './use-panel';

/** What an issue is worth and where it stands, on the right-hand side of the issue view. */
export function Panel() {
  const [state, retry] = usePanel();
  switch (state.kind) {
    case 'loading':
      return (
        <section className="sheet" aria-label={text.region} aria-busy="true">
          <Skeleton above={1} below={2} />
        </section>
      );
    case 'refused':
      return (
        <section className="sheet" aria-label={text.region}>
          <p>{state.message}</p>
        </section>
      );
    case 'failed':
      return (
        <section className="sheet" aria-label={text.region}>
          <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={retry} />
        </section>
      );
    case 'open':
      return <Scoring key={state.view.issueId} view={state.view} locale={state.locale} sheet={(props) => <Sheet {...props} />} />;
  }
}
