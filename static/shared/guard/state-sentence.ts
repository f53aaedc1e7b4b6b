import { guard as rankText, sprintGuard as sprintText } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';

/** As much of a guard, of the order or of the sprints, as its sentence needs. */
interface Said {
  readonly state:
    | { readonly kind: 'off' | 'starting' | 'restoring' }
    | { readonly kind: 'reporting'; readonly because: 'mode' | 'vacant' | 'owner-absent' }
    /** Blind, or not allowed to do what it is there for. */
    | { readonly kind: 'frozen'; readonly because: 'blind' | 'cannot-rank' | 'cannot-manage'; readonly at: number };
  readonly owner: { readonly accountId: string; readonly name: string | null } | null;
}

type Words = Omit<typeof rankText, 'short' | 'section'>;

/** What the guard of the order does now, in a sentence that may hold `{when}`: since when. */
export const stateSentence = (said: Said, viewer: string | null): string => sentence(rankText, said, viewer);

/** The same of the sprints' guard. */
export const sprintStateSentence = (said: Said, viewer: string | null): string => sentence(sprintText, said, viewer);

function sentence(text: Words, { state, owner }: Said, viewer: string | null): string {
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
      return state.because === 'blind' ? text.blind : text.cannot;
  }
}

/** `alarm`: somebody has to do something, since nothing is put back in anybody's name. */
export function toneOf(state: Said['state']): 'calm' | 'good' | 'alarm' {
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
