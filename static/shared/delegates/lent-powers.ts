import { delegates as text } from '../../../locales/en.json';
import type { LentPower } from '../../../src/contract/ownership';

/** What may be lent so far: the powers that something is built for. Add one here when its feature comes. */
export const OFFERED: readonly LentPower[] = ['rank', 'score', 'decide'];

// The sentences are English, so their lists are.
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** "rank the backlog and decide requests". */
export const doing = (powers: readonly LentPower[]): string => list.format(powers.map((power) => text.does[power]));
