import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { aSite, type SiteOptions, type TestSite } from '../../builders/site';

const FIXTURE = join(__dirname, '../forge/fixture/manifest.yml');

interface FixtureSite {
  /** More modules of the fixture app, by type. */
  readonly modules?: Record<string, readonly object[]>;
  /** Texts for `i18n:` keys. */
  readonly texts?: object;
  /** The name of the package beside the manifest. */
  readonly packageName?: string;
  /** bundledFixture() */
  readonly functions: string;
}

/** A site with people, the project SHOP and the fixture app: it does not wait for the product to be built. */
export async function aFixtureSite(app: FixtureSite, options: Omit<SiteOptions, 'app'> = {}): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), 'fixture-site-'));
  const manifest = parse(readFileSync(FIXTURE, 'utf8')) as { modules: Record<string, readonly object[]> };
  Object.assign(manifest.modules, app.modules);
  const translations = { resources: [{ key: 'en-US', path: 'en.json' }], fallback: { default: 'en-US' } };
  writeFileSync(join(folder, 'manifest.yml'), stringify({ ...manifest, translations }));
  writeFileSync(join(folder, 'en.json'), JSON.stringify(app.texts ?? {}));
  if (app.packageName !== undefined) writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: app.packageName }));
  const site = await aSite({
    seed: 'people',
    ...options,
    app: { manifestPath: join(folder, 'manifest.yml'), functionsPath: app.functions, uiDir: dirname(app.functions) },
  });
  rmSync(folder, { recursive: true });
  if (!options.from) {
    site.jira.projects.create({
      key: 'SHOP',
      name: 'Shop',
      style: 'classic',
      leadAccountId: site.as('owner').accountId,
      template: 'scrum',
    });
  }
  return site;
}
