import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The text of an i18n key in a language, or undefined when the app has none. */
export type Translate = (key: string, locale: string) => string | undefined;

const TranslationsSchema = z.object({
  translations: z
    .object({
      resources: z.array(z.object({ key: z.string(), path: z.string() })),
      fallback: z.object({ default: z.string() }),
    })
    .optional(),
});

/**
 * The manifest's own texts (`title: {i18n: …}`), from the files its `translations` names, in the person's language or the
 * fallback. https://developer.atlassian.com/platform/forge/manifest-reference/translations/
 */
export function manifestTexts(manifestPath: string): Translate {
  const { translations } = TranslationsSchema.parse(parse(readFileSync(manifestPath, 'utf8')));
  if (!translations) return () => undefined;
  const files = new Map(
    translations.resources.map(({ key, path }) => [key, JSON.parse(readFileSync(join(dirname(manifestPath), path), 'utf8')) as unknown]),
  );
  const find = (language: string, key: string): string | undefined => {
    const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], files.get(language));
    return typeof found === 'string' ? found : undefined;
  };
  // Jira writes en_US where the manifest writes en-US.
  return (key, locale) => find(locale.replace('_', '-'), key) ?? find(translations.fallback.default, key);
}
