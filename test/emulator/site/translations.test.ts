import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestTexts } from '../../../emulator/site/translations';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'translations-'));
  writeFileSync(join(root, 'de.json'), '{"manifest":{"title":"Wert"}}');
  writeFileSync(join(root, 'en.json'), '{"manifest":{"title":"Value","label":"Score"}}');
  const resources = 'resources:\n    - {key: de-DE, path: de.json}\n    - {key: en-US, path: en.json}';
  writeFileSync(join(root, 'manifest.yml'), `translations:\n  ${resources}\n  fallback:\n    default: en-US\n`);
  writeFileSync(join(root, 'plain.yml'), 'modules: {}\n');
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the manifest's texts", () => {
  it("are in the person's language, or in the fallback where that has none", () => {
    const text = manifestTexts(join(root, 'manifest.yml'));
    expect(text('manifest.title', 'de_DE')).toBe('Wert');
    expect(text('manifest.label', 'de_DE')).toBe('Score');
    expect(text('manifest.title', 'fr-FR')).toBe('Value');
    expect(text('manifest', 'en-US')).toBeUndefined();
    expect(text('no.such.key', 'en-US')).toBeUndefined();
  });

  it('are not needed', () => {
    expect(manifestTexts(join(root, 'plain.yml'))('manifest.title', 'en-US')).toBeUndefined();
  });
});
