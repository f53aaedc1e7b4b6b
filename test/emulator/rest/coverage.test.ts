import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageOf, withCoverage } from '../../../emulator/jira/rest/coverage';
import { platformOperations } from '../../../emulator/jira/rest/index';
import { openApi } from './rest-site';

const ROOT = join(__dirname, '../../..');
const DOCUMENT = join(ROOT, 'docs/emulator.md');

describe('the coverage list', () => {
  it('is up to date (UPDATE_DOCS=1 writes it)', () => {
    const written = readFileSync(DOCUMENT, 'utf8');
    const wanted = withCoverage(written, platformOperations);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, wanted);
    else expect(written).toBe(wanted);
  });

  it('names a test that exists for every operation', () => {
    const without = platformOperations.filter((operation) => !existsSync(join(ROOT, coverageOf(operation)?.test ?? 'nowhere')));
    expect(without.map((operation) => `${operation.method} ${operation.path}`)).toEqual([]);
  });

  it("names only operations that Atlassian's OpenAPI files know", () => {
    const api = openApi();
    // Newer than the file at hand; Atlassian's changelog announces them.
    const newer = (path: string): boolean => path.startsWith('/rest/software/1.0/');
    const unknown = platformOperations.filter(({ method, path }) => api && !newer(path) && !api.knows(method, path));
    expect(unknown.map((operation) => `${operation.method} ${operation.path}`)).toEqual([]);
  });
});
