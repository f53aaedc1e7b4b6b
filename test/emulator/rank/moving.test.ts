import fc from 'fast-check';
import type { Issue } from '../../../emulator/jira/model';
import { PlanningSite, NOW, message } from '../jql/planning-site';

describe('Ranking issues', () => {
  let site: PlanningSite;
  let issues: Issue[];
  const move = (
    ids: Issue[],
    anchor: { before?: Issue; after?: Issue },
    by = 'ann',
  ): { entries: readonly { status: number; issueKey: string }[] } =>
    site.jira.ranking.move(
      site.as(by),
      ids.map((issue) => issue.key),
      {
        ...(anchor.before ? { before: anchor.before.key } : {}),
        ...(anchor.after ? { after: anchor.after.id } : {}),
      },
    );
  const order = (): number[] => site.ranked().map((summary) => Number(summary.replace('Story ', '')));

  beforeEach(() => {
    site = new PlanningSite();
    issues = site.issues(6);
  });

  it('puts new issues at the bottom', () => {
    expect(order()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps the given order of several, before and after', () => {
    move([issues[4]!, issues[0]!], { before: issues[2]! });
    expect(order()).toEqual([2, 5, 1, 3, 4, 6]);
    move([issues[2]!, issues[1]!], { after: issues[5]! });
    expect(order()).toEqual([5, 1, 4, 6, 3, 2]);
  });

  it('accepts an anchor that is itself ranked: the block takes its place', () => {
    move([issues[3]!, issues[2]!, issues[0]!], { before: issues[2]! });
    expect(order()).toEqual([2, 4, 3, 1, 5, 6]);
    move([issues[5]!], { after: issues[5]! });
    expect(order()).toEqual([2, 4, 3, 1, 5, 6]);
  });

  it('says in the history only whether the issue went up or down', () => {
    move([issues[4]!], { before: issues[0]! });
    move([issues[1]!], { after: issues[5]! });
    expect(site.lastHistory(issues[4]!)).toBe('Ranked higher');
    expect(site.lastHistory(issues[1]!)).toBe('Ranked lower');
    const [item] = site.jira.issues.historyOf(issues[1]!.id).at(-1)!.items;
    expect(item).toMatchObject({
      field: 'Rank',
      fieldtype: 'custom',
      fieldId: site.jira.fields.rankField.id,
      from: '',
      fromString: '',
      to: '',
    });
  });

  it('leaves an issue alone that already stands where it should', () => {
    const before = issues.map((issue) => site.current(issue).rank);
    move([issues[1]!, issues[2]!], { after: issues[0]! });
    move([issues[3]!, issues[4]!], { before: issues[5]! });
    expect(issues.map((issue) => site.current(issue).rank)).toEqual(before);
    expect(issues.map((issue) => site.jira.issues.historyOf(issue.id).length)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([true, false])('bumps `updated` and announces the change as the switches say: %s', async (on) => {
    Object.assign(site.jira.switches, { rankBumpsUpdated: on, rankEmitsEvent: on });
    const events: string[] = [];
    site.jira.events.subscribe((event) => events.push(event.name));
    await site.clock.advance(60_000);
    move([issues[4]!], { before: issues[0]! });
    expect(site.current(issues[4]!).updated).toBe(on ? NOW + 60_000 : NOW);
    expect(events).toEqual(on ? ['avi:jira:updated:issue'] : []);
    expect(site.lastHistory(issues[4]!)).toBe('Ranked higher');
  });

  it('ranks whatever is visible across projects, in one order', () => {
    const other = site.issue('Story 7', { project: site.addProject('OPS', 'Operations') });
    move([other], { before: issues[0]! });
    expect(order()).toEqual([7, 1, 2, 3, 4, 5, 6]);
  });

  it('refuses a wrong request as a whole', () => {
    const many = Array.from({ length: 51 }, () => issues[0]!.key);
    const tryMove = (ids: string[], anchor: { before?: string; after?: string }, by = 'ann'): string =>
      message(() => site.jira.ranking.move(site.as(by), ids, anchor));
    expect(tryMove(many, { before: issues[1]!.key })).toMatch(/^400/);
    expect(tryMove([], { before: issues[1]!.key })).toMatch(/^400/);
    expect(tryMove([issues[0]!.key], {})).toMatch(/^400/);
    expect(tryMove([issues[0]!.key], { before: issues[1]!.key, after: issues[2]!.key })).toMatch(/^400/);
    expect(tryMove([issues[0]!.key, 'WEB-999'], { before: issues[1]!.key })).toMatch(/^400: Issue 'WEB-999' does not exist/);
    expect(tryMove([issues[0]!.key], { before: 'WEB-999' })).toMatch(/^400/);
    expect(order()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each(['SCHEDULE_ISSUES', 'EDIT_ISSUES'])('needs %s on every issue', (permission) => {
    const scheme = site.jira.state.permissionSchemes.get(site.project.permissionSchemeId)!;
    site.jira.permissions.updateScheme(scheme.id, {
      grants: scheme.grants
        .map(({ permission: key, holder }) => ({ permission: key, holder }))
        .filter((grant) => grant.permission !== permission),
    });
    const other = site.addProject('OPS', 'Operations', 'next-gen');
    const allowed = site.jira.issues.create(
      site.as('ann'),
      { projectId: other.id, typeId: other.issueTypeIds[1]!, fields: { summary: 'Story 7' } },
      { imported: {} },
    );
    expect(message(() => move([allowed, issues[3]!], { before: issues[0]! }))).toMatch(/^403/);
    expect(order()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(message(() => move([allowed], { before: issues[0]! }))).toBe('accepted');
  });

  it('reports an injected failure for that issue alone and ranks the others', () => {
    site.jira.ranking.failNext(issues[4]!.key, 1);
    const { entries } = move([issues[5]!, issues[4]!, issues[3]!], { before: issues[0]! });
    expect(entries.map(({ issueKey, status }) => [issueKey, status])).toEqual([
      [issues[5]!.key, 200],
      [issues[4]!.key, 503],
      [issues[3]!.key, 200],
    ]);
    expect(order()).toEqual([6, 4, 1, 2, 3, 5]);
    expect(move([issues[4]!], { before: issues[0]! }).entries[0]!.status).toBe(200);
  });

  it('agrees with a plain list, whatever is moved where', () => {
    const any = fc.array(fc.tuple(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }), fc.nat(5), fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(any, (moves) => {
        site = new PlanningSite();
        issues = site.issues(6);
        let model = issues.map((issue) => issue.id);
        for (const [ids, anchor, before] of moves) {
          move(
            ids.map((index) => issues[index]!),
            before ? { before: issues[anchor]! } : { after: issues[anchor]! },
          );
          model = movedList(
            model,
            ids.map((index) => issues[index]!.id),
            issues[anchor]!.id,
            before,
          );
          expect(site.jira.ranking.ordered().map((issue) => issue.id)).toEqual(model);
        }
      }),
      { numRuns: 25 },
    );
  });
});

function movedList(list: readonly string[], ids: readonly string[], anchor: string, before: boolean): string[] {
  const place = ids.includes(anchor)
    ? list.indexOf(anchor) - list.slice(0, list.indexOf(anchor)).filter((id) => ids.includes(id)).length
    : -1;
  const rest = list.filter((id) => !ids.includes(id));
  const at = place >= 0 ? place : rest.indexOf(anchor) + (before ? 0 : 1);
  return [...rest.slice(0, at), ...ids, ...rest.slice(at)];
}
