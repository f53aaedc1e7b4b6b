import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNameBeside } from '../../../emulator/forge/app-name';
import { aFixtureSite } from '../site/fixture-site';
import { bundledFixture } from './harness';

const functions = bundledFixture();

describe('the name of an app, which no manifest has', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'app-name-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    ['{"name":"mandate"}', 'Mandate'],
    ['{"name":"@acme/story-map"}', 'Story map'],
    ['{"private":true}', undefined],
  ])('is the name of the package beside it: %s', (text, name) => {
    writeFileSync(join(root, 'package.json'), text);
    expect(appNameBeside(join(root, 'manifest.yml'))).toBe(name);
  });

  it('is not known without a package', () => {
    expect(appNameBeside(join(root, 'manifest.yml'))).toBeUndefined();
  });

  it('is what people see of the app, also after it was renamed', async () => {
    const before = await aFixtureSite({ functions });
    const nameOf = (site: typeof before): string | undefined => site.jira.users.byId(site.forge.appAccountId)?.displayName;
    expect([nameOf(before), before.forge.app.name]).toEqual(['Local app', 'Local app']);
    const from = { state: before.jira.state, forgeData: before.forge.snapshot() };
    await before.close();
    const after = await aFixtureSite({ functions, packageName: 'renamed' }, { from });
    expect(after.forge.appAccountId).toBe(before.forge.appAccountId);
    expect([nameOf(after), after.forge.app.name]).toEqual(['Renamed', 'Renamed']);
    await after.close();
  });
});
