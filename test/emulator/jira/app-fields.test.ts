import { aForgeField, anIssue, aSite, as, latest, refusal, type TestSite } from './site';
import type { Field, Issue } from '../../../emulator/jira/model';

interface Scene {
  readonly site: TestSite;
  readonly score: Field;
  readonly issues: readonly Issue[];
}

function aScene(): Scene {
  const site = aSite();
  const score = aForgeField(site, { moduleKey: 'score', readOnly: true, validation: { expression: 'false', errorMessage: 'never' } });
  site.jira.fields.removeFromScreen(site.project.screens.create, score.id);
  const issues = [anIssue(site), anIssue(site), anIssue(site)];
  site.events.length = 0;
  return { site, score, issues };
}

const write = ({ site, score }: Scene, issueIds: readonly (string | number)[], value: unknown, options = {}): ReturnType<typeof refusal> =>
  refusal(() => site.jira.issues.writeAppFields(site.appCaller, [{ field: score.id, issueIds, value: value as never }], options));

describe('the app writing its own field', () => {
  test('sets it past read-only, screens and validation, as itself', () => {
    const scene = aScene();
    const { site, score, issues } = scene;
    const ids = issues.map((issue) => Number(issue.id));
    expect(write(scene, ids, 13)).toBeUndefined();
    expect(issues.map((issue) => latest(site, issue).custom[score.id])).toEqual([13, 13, 13]);
    expect(site.jira.issues.historyOf(issues[0]?.id ?? '')).toEqual([
      expect.objectContaining({
        authorId: 'app-account',
        items: [expect.objectContaining({ field: 'score', from: null, fromString: null, toString: '13' })],
      }),
    ]);
    expect(site.events.map((event) => [event.name, event.causedByAppId])).toEqual(issues.map(() => ['avi:jira:updated:issue', 'app-1']));
    expect(write(scene, ids, null)).toBeUndefined();
    expect(latest(site, issues[0] as Issue).custom).toEqual({});
  });

  test('by the ARI of its module or by its key as well', () => {
    const { site, score, issues } = aScene();
    const ids = [issues[0]?.id ?? ''];
    site.jira.issues.writeAppFields(site.appCaller, [{ field: score.forge?.ari ?? '', issueIds: ids, value: 1 }]);
    expect(latest(site, issues[0] as Issue).custom[score.id]).toBe(1);
    site.jira.issues.writeAppFields(site.appCaller, [{ field: 'app-1__DEVELOPMENT__score', issueIds: ids, value: 2 }]);
    expect(latest(site, issues[0] as Issue).custom[score.id]).toBe(2);
  });

  test('writes nothing where the value is there already', () => {
    const scene = aScene();
    const [first, second] = scene.issues;
    write(scene, [first?.id ?? ''], 5);
    scene.site.events.length = 0;
    expect(write(scene, [first?.id ?? '', second?.id ?? ''], 5)).toBeUndefined();
    expect(scene.site.events.map((event) => event.issueId)).toEqual([second?.id]);
    expect(scene.site.jira.issues.historyOf(first?.id ?? '')).toHaveLength(1);
  });

  test('without a changelog leaves no history', () => {
    const scene = aScene();
    write(scene, [scene.issues[0]?.id ?? ''], 5, { generateChangelog: false });
    expect(scene.site.jira.issues.historyOf(scene.issues[0]?.id ?? '')).toEqual([]);
    expect(scene.site.events).toHaveLength(1);
  });

  test.each([
    [true, false],
    [false, true],
  ])('emits an event (%s) and bumps updated (%s) as the switches say', async (emits, bumps) => {
    const scene = aScene();
    const { site, issues } = scene;
    site.switches.appFieldEmitsEvent = emits;
    site.switches.appFieldBumpsUpdated = bumps;
    await site.jira.clock.advance(1_000);
    write(scene, [issues[0]?.id ?? ''], 5);
    expect(site.events).toHaveLength(emits ? 1 : 0);
    expect(latest(site, issues[0] as Issue).updated - (issues[0] as Issue).updated).toBe(bumps ? 1_000 : 0);
  });
});

describe('refused, with nothing written:', () => {
  const cases: readonly [string, number, (scene: Scene) => ReturnType<typeof refusal>][] = [
    [
      'a value of the wrong type',
      400,
      (scene) =>
        write(
          scene,
          scene.issues.map(({ id }) => id),
          'thirteen',
        ),
    ],
    ['an unknown issue among known ones', 400, (scene) => write(scene, [scene.issues[0]?.id ?? '', 99_999], 1)],
    ['the same issue twice', 400, (scene) => write(scene, [scene.issues[0]?.id ?? '', Number(scene.issues[0]?.id)], 1)],
    [
      'more values than the limit',
      400,
      (scene) => {
        scene.site.switches.appFieldMaxUpdates = 2;
        return write(
          scene,
          scene.issues.map(({ id }) => id),
          1,
        );
      },
    ],
    [
      'an unknown field',
      404,
      ({ site, issues }) =>
        refusal(() =>
          site.jira.issues.writeAppFields(site.appCaller, [{ field: 'customfield_1', issueIds: [issues[0]?.id ?? ''], value: 1 }]),
        ),
    ],
    [
      'a field of Jira or of another app',
      403,
      ({ site, issues }) =>
        refusal(() =>
          site.jira.issues.writeAppFields(site.appCaller, [
            { field: site.jira.fields.storyPointsField.id, issueIds: [issues[0]?.id ?? ''], value: 1 },
          ]),
        ),
    ],
    [
      'a person, administrator or not',
      403,
      ({ site, score, issues }) =>
        refusal(() => site.jira.issues.writeAppFields(as(site.admin), [{ field: score.id, issueIds: [issues[0]?.id ?? ''], value: 1 }])),
    ],
    [
      'the app acting as a person',
      403,
      ({ site, score, issues }) =>
        refusal(() =>
          site.jira.issues.writeAppFields({ ...site.appCaller, accountId: 'admin' }, [
            { field: score.id, issueIds: [issues[0]?.id ?? ''], value: 1 },
          ]),
        ),
    ],
  ];

  test.each(cases)('%s (%i)', (_title, status, attempt) => {
    const scene = aScene();
    expect(attempt(scene)?.status).toBe(status);
    expect(scene.issues.map((issue) => latest(scene.site, issue))).toEqual(scene.issues);
    expect(scene.site.events).toEqual([]);
  });
});
