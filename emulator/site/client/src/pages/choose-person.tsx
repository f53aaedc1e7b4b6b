import { Avatar } from '../parts/basics';
import type { Account } from '../jira-types';

/** How many people stand for a role; the others fill the site. They are first in the list. */
export const AT_HAND = 5;

interface ChooseProps {
  readonly people: readonly Account[];
  readonly choose: (person: Account) => void;
}

export function ChoosePerson({ people, choose }: ChooseProps) {
  const others = people.slice(AT_HAND);
  return (
    <main className="choose-person">
      <h1>Jira (local stand-in)</h1>
      <p>
        A small Jira on this machine, with the app installed. Nothing here is Atlassian’s. Who would you like to be? You can change at any
        time, at the top right.
      </p>
      <Choices people={people.slice(0, AT_HAND)} choose={choose} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} more people</summary>
          <Choices people={others} choose={choose} />
        </details>
      )}
    </main>
  );
}

function Choices({ people, choose }: ChooseProps) {
  return (
    <ul>
      {people.map((person) => (
        <li key={person.accountId}>
          <button type="button" className="person-choice" onClick={() => choose(person)}>
            <Avatar person={person} size={32} />
            <span>
              <strong>{person.displayName}</strong>
              <span className="subtle">{person.emailAddress}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
