import type { view } from '@forge/bridge';
import { panel as text } from '../../locales/en.json';
import { localeOf } from './locale';

/** Who reads the page, in which language and time zone, on which site. */
export interface Reader {
  readonly accountId: string;
  readonly locale: string;
  readonly timeZone: string;
  /** `https://example.atlassian.net`, for links that open in a tab of their own. */
  readonly siteUrl: string;
}

type Context = Awaited<ReturnType<typeof view.getContext>>;

export function readerOf({ accountId = '', locale, timezone, siteUrl }: Context): Reader {
  return { accountId, locale: localeOf(locale), timeZone: zoneOf(timezone), siteUrl };
}

/** Jira's time zone of the reader; the browser's where it knows no such zone. */
function zoneOf(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}

interface Person {
  readonly accountId: string;
  readonly name: string | null;
}

/** "You", a name, or what stands for one that Jira does not tell. */
export function nameOf({ accountId, name }: Person, reader: Reader): string {
  return accountId === reader.accountId ? text.you : (name ?? text.formerUser);
}
