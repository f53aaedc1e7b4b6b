import { cancelSprint as text } from '../../locales/en.json';
import type { CancelView } from '../../src/contract/sprints';
import type { Reader } from '../shared/reader';
import { leftWords } from '../shared/sprints/time-words';
import { titleWords } from './cancel-words';

interface SprintHeadProps {
  readonly sprint: CancelView['sprint'];
  readonly reader: Reader;
  /** While it is being cancelled its goal and its time are beside the point. */
  readonly isFact?: boolean;
}

/** Which sprint, its goal, and how much time it has left. */
export function SprintHead({ sprint, reader, isFact = true }: SprintHeadProps) {
  return (
    <header className="cancel-head">
      <h1 dir="auto">{titleWords(sprint)}</h1>
      {isFact && (
        <>
          <p dir="auto">
            {sprint.goal === '' ? (
              <span className="quiet">{text.noGoal}</span>
            ) : (
              <>
                <strong className="cancel-goal">{text.goal}</strong> {sprint.goal}
              </>
            )}
          </p>
          <p className="quiet" dir="auto">
            {leftWords(sprint, Date.now(), reader)}
          </p>
        </>
      )}
    </header>
  );
}
