import { acceptancePanel as text } from '../../locales/en.json';
import { fill } from '../../locales/fill';
import { Failure } from '../shared/failure';
import '../shared/factors.css';
import './acceptance.css';
import './criterion.css';
import { Checklist } from './checklist';
import { useStory } from './use-story';

/** What is to be met before a story is accepted, on the issue: "reads like a story's criteria, not like a form". */
export function Acceptance() {
  const [state, retry] = useStory();
  switch (state.kind) {
    case 'loading':
      return (
        <section className="acceptance" aria-label={text.region} aria-busy="true">
          <span className="visually-hidden" role="status">
            {text.loading}
          </span>
          <div className="skeleton acceptance-head-skeleton" />
          {['a', 'b', 'c'].map((row) => (
            <div key={row} className="skeleton criterion-skeleton" />
          ))}
        </section>
      );
    case 'refused':
      return (
        <section className="acceptance" aria-label={text.region}>
          <p>{state.message}</p>
        </section>
      );
    case 'failed':
      return (
        <section className="acceptance" aria-label={text.region}>
          <Failure sentence={fill(text.couldNotLoad, { reason: state.message })} onRetry={retry} />
        </section>
      );
    case 'open':
      return <Checklist key={state.story.issue.id} read={state.story} reader={state.reader} />;
  }
}
