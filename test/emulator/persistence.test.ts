import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JiraState } from '../../emulator/jira/state';
import { DataFolder, DataFolderError, type SiteData } from '../../emulator/persistence';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'site-data-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = (): string => join(directory, 'site.json');

const someData = (): SiteData => {
  const state = new JiraState();
  state.globalAdmins.add('ada');
  state.properties.set('issue:10001', new Map([['colour', 'green']]));
  state.nextId('issue');
  return { clockOffsetMs: 86_400_000, jira: state.snapshot(), forge: { storage: [['a', 1]] }, mail: { sent: [], read: [['ada', 3]] } };
};

const saved = (): void => {
  const folder = new DataFolder(directory);
  folder.keep(someData);
  folder.close();
};

describe('a data folder', () => {
  it('is empty at first, also when it has to be made', () => {
    directory = join(directory, 'new', 'folder');
    const folder = new DataFolder(directory);
    expect(folder.load()).toBeUndefined();
    folder.close();
  });

  it('gives back what was kept', () => {
    saved();
    const folder = new DataFolder(directory);
    const data = folder.load();
    folder.close();
    expect(data).toEqual(someData());
    const state = JiraState.restore(data?.jira ?? {});
    expect(state.properties.get('issue:10001')?.get('colour')).toBe('green');
    expect(state.nextId('issue')).toBe(10_001);
  });

  it('reads what was kept before the site had mail', () => {
    saved();
    const { mail, ...before } = JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;
    expect(mail).toEqual(someData().mail);
    writeFileSync(file(), JSON.stringify(before));
    const folder = new DataFolder(directory);
    expect(folder.load()).not.toHaveProperty('mail');
    folder.close();
  });

  it('leaves one file and nothing else when closed', () => {
    saved();
    expect(readdirSync(directory)).toEqual(['site.json']);
  });

  it('writes nothing before it is told to keep something', () => {
    const folder = new DataFolder(directory);
    folder.changed();
    folder.close();
    expect(existsSync(file())).toBe(false);
  });

  it('saves once for many changes, soon after them, at the latest after five seconds', () => {
    jest.useFakeTimers({ now: 0 });
    try {
      let saves = 0;
      const folder = new DataFolder(directory);
      folder.keep(() => {
        saves += 1;
        return someData();
      });
      for (let i = 0; i < 4; i += 1) {
        jest.advanceTimersByTime(400);
        folder.changed();
      }
      expect(saves).toBe(0);
      jest.advanceTimersByTime(500);
      expect(saves).toBe(1);
      folder.changed();
      for (let i = 0; i < 12; i += 1) {
        jest.advanceTimersByTime(450);
        folder.changed();
      }
      expect(saves).toBe(2);
      folder.close();
      expect(saves).toBe(3);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['text that is no JSON', '{"format":"mandate-local-jira",'],
    ['a file of something else', '{"name":"package"}'],
    ['a table that is missing', JSON.stringify({ format: 'mandate-local-jira', version: 1, clockOffsetMs: 0, jira: {}, forge: null })],
    [
      'a row without a key',
      JSON.stringify({
        format: 'mandate-local-jira',
        version: 1,
        clockOffsetMs: 0,
        jira: { ...someData().jira, issues: [{}] },
        forge: null,
      }),
    ],
  ])('refuses %s and leaves the file as it is', (_what, text) => {
    writeFileSync(file(), text);
    const folder = new DataFolder(directory);
    expect(() => folder.load()).toThrow(DataFolderError);
    expect(() => folder.load()).toThrow(/site\.json is not a readable site .* It was left as it is/);
    folder.close();
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('refuses a file of a newer version with a sentence', () => {
    writeFileSync(file(), JSON.stringify({ format: 'mandate-local-jira', version: 2, anything: true }));
    const folder = new DataFolder(directory);
    expect(() => folder.load()).toThrow(/written by a newer version of the local Jira \(format 2, this one reads 1\)/);
    folder.close();
  });

  it('belongs to one running site at a time, and to the next after a crash', () => {
    const first = new DataFolder(directory);
    expect(() => new DataFolder(directory)).toThrow(`in use by another local Jira (process ${process.pid})`);
    first.close();
    writeFileSync(join(directory, 'site.lock'), '999999999');
    new DataFolder(directory).close();
  });

  it('says so when it cannot be made', () => {
    writeFileSync(file(), '');
    expect(() => new DataFolder(join(file(), 'below'))).toThrow(/cannot be created/);
  });
});
