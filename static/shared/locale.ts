/** Jira writes `en_US` and now and then something no browser knows. */
export function localeOf(jiraLocale: string): string {
  try {
    return Intl.getCanonicalLocales(jiraLocale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
