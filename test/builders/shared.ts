import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Third-party data beside the project, used when it is there. The project never contains it. */
const SHARED = join(__dirname, '../../../shared');

/** `describe` when the file is there, else a skipped block that says why. */
export function describeWithShared(name: string, path: string, body: (file: string) => void): void {
  const file = join(SHARED, path);
  if (existsSync(file)) describe(name, () => body(file));
  else describe.skip(`${name} (skipped: shared/${path} is not here)`, () => it('needs data that is not here', () => undefined));
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
