import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../../emulator/forge/manifest';
import { aWorld, bundledFixture } from './harness';

const yaml = readFileSync(join(__dirname, 'fixture/manifest.yml'), 'utf8');
const changed = (from: string | RegExp, to: string): (() => unknown) => {
  const text = yaml.replace(from, to);
  if (text === yaml) throw new Error(`the fixture does not say ${String(from)}`);
  return () => parseManifest(text);
};

const functions = bundledFixture();

describe('a manifest', () => {
  it('gives functions their time: 25 s for people and triggers, 55 s for consumers and schedules', () => {
    const { functions } = parseManifest(yaml);
    expect(functions.get('resolver')?.timeoutSeconds).toBe(25);
    expect(functions.get('issue-function')?.timeoutSeconds).toBe(25);
    expect(functions.get('work-function')?.timeoutSeconds).toBe(55);
    expect(functions.get('sweep-function')?.timeoutSeconds).toBe(55);
  });

  it('may give a background function up to 900 s', () => {
    const longer = (key: string, seconds: number): (() => unknown) =>
      changed(`{ key: ${key}, `, `{ key: ${key}, timeoutSeconds: ${seconds}, `);
    expect(longer('work-function', 900)).not.toThrow();
    expect(longer('work-function', 901)).toThrow('900');
    expect(longer('issue-function', 60)).toThrow('may have timeoutSeconds over 25 only if consumers and schedules alone call it');
  });

  it('may add actions to sprints that open a modal of a named size', () => {
    const withAction = (more: string): (() => unknown) =>
      changed('modules:\n', `modules:\n  jira:sprintAction:\n    - { key: cancel, title: Cancel sprint, resource: ui/panel${more} }\n`);
    expect(withAction('')).not.toThrow();
    expect(withAction(', viewportSize: max, actionType: modal, resolver: { function: resolver }')).not.toThrow();
    expect(withAction(', viewportSize: huge')).toThrow('viewportSize');
    expect(withAction(', actionType: dynamic')).toThrow('modal actions only');
    expect(withAction(', actions: []')).toThrow('nested actions');
  });

  it('finds the page behind a resource entry', () => {
    expect(parseManifest(yaml).entry('ui/panel')).toEqual({ path: 'static/build', file: 'panel.html' });
    expect(parseManifest(yaml).entry('ui/other')).toBeUndefined();
  });

  it('reads scopes as a list or with impersonation', () => {
    const { scopes, impersonationScopes } = parseManifest(
      yaml.replace(/scopes:\n( {4}- .*\n)+/, 'scopes:\n    read:jira-work: { allowImpersonation: true }\n    write:jira-work: {}\n'),
    );
    expect([...scopes]).toEqual(['read:jira-work', 'write:jira-work']);
    expect([...impersonationScopes]).toEqual(['read:jira-work']);
  });

  it.each([
    ['an unknown module type', '  jira:issueContext:', '  jira:issueContxt:', 'module type "jira:issueContxt" is not known'],
    [
      'a misspelt event',
      'avi:jira:updated:issue',
      'avi:jira:update:issue',
      'trigger "on-issue" names the unknown event "avi:jira:update:issue"',
    ],
    ['an unknown function', 'resolver: { function: resolver }', 'resolver: { function: nobody }', 'calls the unknown function "nobody"'],
    ['an unknown resource', 'resource: ui/panel', 'resource: ui/nowhere', 'shows the unknown resource "ui/nowhere"'],
    ['a key used twice', 'key: on-bug', 'key: on-issue', 'the module key "on-issue" is used twice'],
    ['two five-minute schedules', 'interval: day', 'interval: fiveMinute', 'at most one scheduled trigger'],
    ['an unknown interval', 'interval: day', 'interval: month', 'interval'],
    ['an index on an unknown attribute', 'range: [age]', 'range: [weight]', 'unknown attribute "weight"'],
    ['an index on an attribute of type any', 'range: [age]', 'range: [notes]', 'type any'],
    ['an attribute type that does not exist', 'type: integer', 'type: long', 'attributes.age.type'],
    ['a title that is missing', '      title: Fixture\n', '', 'title'],
    ['an app id that is none', /ari:cloud:ecosystem::app\/\S+/.source, 'mine', 'app.id'],
  ])('with %s is refused with a sentence', (_what, from, to, message) => {
    expect(changed(from.startsWith('ari') ? new RegExp(from) : from, to)).toThrow(message);
  });

  it('whose handler the bundle does not export stops the start', () => {
    expect(() => aWorld({ functions, manifest: (text) => text.replace('index.sweep', 'index.swept') })).toThrow(
      'swept (function "sweep-function")',
    );
  });

  it('registers its fields and gives the app an account in the role for apps', () => {
    const world = aWorld({ functions });
    expect(world.jira.state.properties.get('field:0')?.get('ari')).toMatch(/^ari:cloud:ecosystem::extension\/.*\/static\/score$/);
    expect(world.jira.users.byId(world.forge.appAccountId)?.accountType).toBe('app');
    world.emit({ name: 'avi:jira:created:project', projectId: '10000' });
    expect(world.jira.state.roleActors.get('10000:10003')?.accountIds).toEqual([world.forge.appAccountId]);
  });
});
