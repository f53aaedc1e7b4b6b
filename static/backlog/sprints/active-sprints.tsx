import { useId, useState } from 'react';
import { backlog } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { SprintListView } from '../../../src/contract/sprints';
import { numberText } from '../../shared/numbers';
import { leftWords } from '../../shared/sprints/time-words';
import type { Place } from '../../shared/use-place';
import { ScopeLog } from './scope-log';

const text = backlog.sprints.active;

interface ActiveSprintsProps {
  readonly active: SprintListView['active'];
  readonly place: Place;
}

/** What runs, and how its scope changed (C4). */
export function ActiveSprints({ active, place }: ActiveSprintsProps) {
  const id = useId();
  return (
    <section className="sprints-part" aria-labelledby={id}>
      <h2 id={id}>{text.title}</h2>
      {active.length === 0 && <p className="quiet">{text.none}</p>}
      {active.map((each) => (
        <Active key={each.sprint.id} {...each} place={place} />
      ))}
    </section>
  );
}

type ActiveProps = SprintListView['active'][number] & { readonly place: Place };

function Active({ sprint, added, removed, place }: ActiveProps) {
  const [wasOpened, setOpened] = useState(false);
  const { locale } = place.reader;
  const isChanged = added + removed > 0;
  return (
    <article className="sprint">
      <h3 dir="auto">{sprint.name}</h3>
      {sprint.goal !== '' && (
        <p dir="auto">
          <span className="quiet">{text.goal}</span> {sprint.goal}
        </p>
      )}
      <p className="quiet" dir="auto">
        {leftWords(sprint, Date.now(), place.reader)}{' '}
        {isChanged ? fill(text.changed, { added: numberText(added, locale), removed: numberText(removed, locale) }) : text.unchanged}
      </p>
      {isChanged && (
        <details className="sprint-details" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
          <summary>{text.show}</summary>
          {wasOpened && <ScopeLog sprint={sprint} place={place} since={`${added} ${removed}`} />}
        </details>
      )}
    </article>
  );
}
