/** Who lives on the demo site. The first five are the accounts a visitor is told of. */
export interface Person {
  readonly name: 'admin' | 'owner' | 'delegate' | 'developer' | 'stakeholder' | 'priya' | 'tomas' | 'mei' | 'lukas' | 'grace';
  readonly displayName: string;
  readonly timeZone: string;
  readonly does: string;
}

export const PEOPLE: readonly Person[] = [
  { name: 'admin', displayName: 'Ada Admin', timeZone: 'Europe/Berlin', does: 'administers the site and its projects' },
  { name: 'owner', displayName: 'Olivia Owner', timeZone: 'Europe/Berlin', does: 'owns the backlogs of SHOP and APP' },
  { name: 'delegate', displayName: 'Nora Delegate', timeZone: 'Europe/Lisbon', does: 'stands in for the owner' },
  {
    name: 'developer',
    displayName: 'Dana Developer',
    timeZone: 'Europe/Warsaw',
    does: 'develops; may rank and run sprints as Jira grants by default',
  },
  { name: 'stakeholder', displayName: 'Sam Stakeholder', timeZone: 'America/New_York', does: 'may browse and comment only' },
  { name: 'priya', displayName: 'Priya Raman', timeZone: 'Asia/Kolkata', does: 'develops' },
  { name: 'tomas', displayName: 'Tomás Rivera', timeZone: 'Europe/Madrid', does: 'develops' },
  { name: 'mei', displayName: 'Mei Tanaka', timeZone: 'Asia/Tokyo', does: 'tests' },
  { name: 'lukas', displayName: 'Lukas Berg', timeZone: 'Europe/Oslo', does: 'keeps the shop running' },
  { name: 'grace', displayName: 'Grace Okafor', timeZone: 'Europe/London', does: 'designs' },
];

export type PersonName = Person['name'];

/** The five accounts of the welcome lines, in their order. */
export const ACCOUNTS: readonly Person[] = PEOPLE.slice(0, 5);

export const emailOf = (name: string): string => `${name}@example.com`;
