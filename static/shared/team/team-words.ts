import { panel, team as text } from '../../../locales/en.json';
import { fill } from '../../../locales/fill';
import type { ModelView, TeamView } from '../../../src/contract/scoring';
import type { Inputs } from '../../../src/features/scoring/model';
import { answerText } from '../factors';

type Person = TeamView['givers'][number];

/** "you", a name, or what stands for one that Jira does not tell. */
export const whoIs = ({ accountId, name }: Person, viewer: string): string =>
  accountId === viewer ? text.you : (name ?? panel.formerUser);

export function nameIn(team: TeamView, accountId: string, viewer: string): string {
  return whoIs(team.givers.find((each) => each.accountId === accountId) ?? { accountId, name: null }, viewer);
}

/** "Answered: you, Dana Developer and Dee Delegate." */
export function giversWords({ givers }: TeamView, viewer: string, locale: string): string {
  if (givers.length === 0) return text.nobody;
  const others = givers.filter(({ accountId }) => accountId !== viewer).map((each) => whoIs(each, viewer));
  const names = others.length < givers.length ? [text.you, ...others] : others;
  return fill(text.answered, { names: new Intl.ListFormat(locale).format(names) });
}

/** When any of this counts, for who reads it. */
export function countsWords(team: TeamView, viewer: string): string {
  if (team.revealed === null) return team.may.override ? text.waitingForYou : team.vacant ? text.waitingForAnybody : text.waiting;
  if (team.policy === 'median') return text.medianCounts;
  if (team.counts === null) return text.ownerCountsNone;
  return team.counts === viewer ? text.ownerCountsYou : fill(text.ownerCounts, { name: nameIn(team, team.counts, viewer) });
}

/** `by`, or `by` for somebody; the sentence still holds `{when}`. */
export function actWords(
  { by, for: owner }: { readonly by: Person; readonly for: Person | null },
  viewer: string,
  [sentence, sentenceFor]: readonly [string, string],
  values: Readonly<Record<string, string>> = {},
): string {
  const name = by.accountId === viewer ? text.you : (by.name ?? panel.formerUser);
  const filled = owner === null ? fill(sentence, { ...values, name }) : fill(sentenceFor, { ...values, name, owner: whoIs(owner, viewer) });
  return filled.charAt(0).toLocaleUpperCase() + filled.slice(1);
}

/** "Job size to 13 and Reach to 200" */
export function answersWords(model: ModelView, answers: Inputs, locale: string): string {
  const each = model.factors.flatMap((factor) => {
    const answer = answerText(factor, answers[factor.key], locale);
    return answer === null ? [] : [fill(text.setTo, { factor: factor.label, answer })];
  });
  return new Intl.ListFormat(locale).format(each);
}
