import type { SeedIssue } from './seed-issue';

/** APP, the shop's mobile app: a small team-managed project. */
export const APP_EPICS: readonly SeedIssue[] = [
  { type: 'Epic', summary: 'Scan and buy', about: 'Point the phone at a price tag in the store and buy in the app.' },
  { type: 'Epic', summary: 'Loyalty in your pocket', about: 'The plastic card disappears.' },
];

const SCAN = 'Scan and buy';
const LOYALTY = 'Loyalty in your pocket';

export const APP_ACTIVE: readonly (SeedIssue & { readonly progress: 'To Do' | 'In Progress' | 'Done' })[] = [
  {
    type: 'Story',
    summary: 'Scan a price tag with the camera',
    epic: SCAN,
    progress: 'In Progress',
    about: 'As a shopper in the store I want to scan a tag to see sizes and reviews.',
    criteria: ['Recognised within a second in shop light', 'Works offline for the newest thousand products'],
  },
  {
    type: 'Bug',
    summary: 'App asks for the camera at every start',
    progress: 'Done',
    steps: ['Refuse the camera once', 'Start the app again'],
  },
  {
    type: 'Task',
    summary: 'Raise the minimum system to Android 12',
    progress: 'To Do',
    about: 'Below 2 % of our users are on older systems.',
  },
  {
    type: 'Story',
    summary: 'Show the loyalty card as a code',
    epic: LOYALTY,
    progress: 'To Do',
    criteria: ['Readable by the tills of all stores', 'Screen brightens while it is shown'],
  },
];

export const APP_BACKLOG: readonly SeedIssue[] = [
  {
    type: 'Story',
    summary: 'Pay in the app and walk out',
    epic: SCAN,
    about: 'As a shopper I want to skip the queue.',
    criteria: ['The receipt opens the gate', 'Works with the phone in flight mode after paying'],
  },
  { type: 'Story', summary: 'Stock of this item in other stores', epic: SCAN, criteria: ['The three nearest stores with distance'] },
  {
    type: 'Story',
    summary: 'Points after each purchase',
    epic: LOYALTY,
    about: 'As a member I want to see my points grow.',
    criteria: ['Visible within an hour of the purchase'],
  },
  { type: 'Bug', summary: 'Push messages arrive twice on tablets', steps: ['Sign in on a phone and a tablet', 'Order something'] },
  { type: 'Story', summary: 'Sign in by fingerprint', criteria: ['Falls back to the password', 'Can be switched off'] },
  { type: 'Task', summary: 'Crash reports without personal data', about: 'Names and addresses must not leave the phone.' },
  { type: 'Story', summary: 'Birthday voucher', epic: LOYALTY, criteria: ['Arrives on the day, valid for a month'] },
  { type: 'Bug', summary: 'Dark mode shows black text on the order page', steps: ['Switch the phone to dark', 'Open an order'] },
  { type: 'Story', summary: 'Save products while offline', about: 'As a shopper in the underground I want to keep my wish list.' },
  { type: 'Story', summary: 'Voice search', about: 'As a shopper with full hands I want to say what I look for.' },
  { type: 'Task', summary: 'Automate the release notes' },
  {
    type: 'Bug',
    summary: 'Tapping a notification opens the wrong order',
    steps: ['Have two orders on the way', 'Tap the second notification'],
  },
  { type: 'Story', summary: 'Family members share one loyalty card', epic: LOYALTY },
  { type: 'Story', summary: 'Widget with the state of the last order' },
];
