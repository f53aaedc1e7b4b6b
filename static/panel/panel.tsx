import Button from '@atlaskit/button/new';
import { panel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import './panel.css';
import { OpenPanel } from './open-panel';
import { usePanel } from './use-panel';

/** What an issue is worth and where it stands, on the right-hand side of the issue view. */
export function Panel() {
  const [state, retry] = usePanel();
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'failed':
      return (
        <section className="panel" aria-label={text.region}>
          <p role="alert">{fill(text.couldNotLoad, { reason: state.message })}</p>
          <Button onClick={retry}>{text.retry}</Button>
        </section>
      );
    case 'open':
      return <OpenPanel key={state.view.issueId} view={state.view} locale={state.locale} />;
  }
}

/** The shape of the open panel, so that nothing jumps when it arrives. */
function Skeleton() {
  return (
    <section className="panel" aria-label={text.region} aria-busy="true">
      <span className="visually-hidden" role="status">
        {text.loading}
      </span>
      <div className="skeleton skeleton-score" />
      <div className="skeleton skeleton-line" />
      <div className="factors">
        {['a', 'b', 'c', 'd'].map((row) => (
          <div key={row} className="skeleton skeleton-row" />
        ))}
      </div>
      <div className="skeleton skeleton-line" />
    </section>
  );
}
