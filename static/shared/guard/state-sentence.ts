import { guard as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { GuardView } from '../../../src/contract/ranking';

type Said = Pick<GuardView, 'state' | 'owner'>;

/** What the guard does now, in a sentence that may hold `{when}`: since when. */
export function stateSentence({ state, owner }: Said, viewer: string | null): string {
  const named = (you: string, name: string, unnamed: string): string =>
    owner !== null && owner.accountId === viewer ? you : owner?.name == null ? unnamed : fill(name, { name: owner.name });
  switch (state.kind) {
    case 'off':
      return text.off;
    case 'starting':
      return text.starting;
    case 'restoring':
      return named(text.restoringYou, text.restoring, text.restoringUnnamed);
    case 'reporting':
      return state.because === 'mode'
        ? named(text.reportingYou, text.reporting, text.reportingUnnamed)
        : state.because === 'vacant'
          ? text.vacant
          : owner?.name == null
            ? text.absentUnnamed
            : fill(text.absent, { name: owner.name });
    case 'frozen':
      return state.because === 'blind' ? text.blind : text.cannotRank;
  }
}

/** `alarm`: somebody has to do something, since nothing is put back in anybody's name. */
export function toneOf(state: GuardView['state']): 'calm' | 'good' | 'alarm' {
  switch (state.kind) {
    case 'off':
    case 'starting':
      return 'calm';
    case 'restoring':
      return 'good';
    case 'reporting':
      return state.because === 'mode' ? 'calm' : 'alarm';
    case 'frozen':
      return 'alarm';
  }
}
