import { Avatar } from '../parts/basics';
import type { Account } from '../jira-types';

export function ChoosePerson({ people, choose }: { people: readonly Account[]; choose: (person: Account) => void }) {
  return (
    <main className="choose-person">
      <h1>Jira (local stand-in)</h1>
      <p>A small Jira on this machine, with the app installed. Nothing here is Atlassian’s. Who would you like to be?</p>
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
    </main>
  );
}
