import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const PackageSchema = z.object({ name: z.string().optional() });

/**
 * What to call an app whose name is in Atlassian's register, where nobody here can look: the name of the package beside its manifest,
 * written as a name (`story-map` is "Story map"). Undefined where there is no package, or one without a name.
 */
export function appNameBeside(manifestPath: string): string | undefined {
  const file = join(dirname(manifestPath), 'package.json');
  if (!existsSync(file)) return undefined;
  const words = (PackageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).name ?? '')
    .replace(/^@[^/]*\//, '')
    .replace(/[-_.]+/g, ' ')
    .trim();
  return words === '' ? undefined : words.charAt(0).toUpperCase() + words.slice(1);
}
