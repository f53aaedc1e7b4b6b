import { EVENT_FILTER_LIMITS } from '../../../emulator/jira/expressions/index';
import { aSite, as, typeId } from '../jira/site';
import { failure } from './site';

describe('expressions on a whole site', () => {
  const site = aSite();
  const { jira, member, viewer, project } = site;
  const made = jira.issues.create(as(member), { projectId: project.id, typeId: typeId(site), fields: { summary: 'Pay by card' } });
  const run = (source: string, accountId: string) =>
    jira.expressions.evaluate(source, {
      accountId,
      bindings: {
        issue: jira.expressions.bindIssue(made, accountId),
        user: jira.expressions.bindUser(accountId),
        project: jira.expressions.bindProject(project.id, accountId),
      },
    }).json;

  test('an issue, its project and the roles of the person who asks', () => {
    expect(run('[issue.key, issue.summary, issue.status.category.key, issue.reporter.displayName, project.key]', member.accountId)).toEqual(
      [made.key, 'Pay by card', 'new', 'Mia Member', 'SHOP'],
    );
    const source = "user.getProjectRoles(project).some(r => r.name == 'Member')";
    expect([run(source, member.accountId), run(source, viewer.accountId)]).toEqual([true, false]);
  });

  test('every free or cheap property of an issue can be read and written as JSON', () => {
    const names = jira.expressions.bindIssue(made, member.accountId) as { names(): string[]; method(name: string): unknown };
    for (const name of names.names().filter((candidate) => names.method(candidate) === undefined))
      expect(() => run(`issue['${name}']`, member.accountId)).not.toThrow();
  });

  test('a trigger filter reads its event as a map and may take more steps', () => {
    const event = { issue: { id: made.id, fields: { issuetype: { name: 'Bug' } } }, changelog: { items: [{ field: 'Rank' }] } };
    const filter = (source: string) =>
      jira.expressions.evaluate(source, { accountId: null, bindings: { event }, limits: EVENT_FILTER_LIMITS }).value;
    expect(filter("event.issue.fields?.issuetype.name == 'Bug'")).toBe(true);
    expect(filter("event.changelog.items.some(i => i.field == 'Rank')")).toBe(true);
    expect(() => filter('event.sprint.id == 1')).toThrow(failure({ kind: 'runtime', location: 'event.sprint.id' }));
    const caught = 'try { return event.sprint.id == 1; } catch (e) { throw `Unexpected error: "${e.location}" - ${e.message}.`; }';
    expect(() => filter(caught)).toThrow(/^Unexpected error: "event\.sprint\.id" - Cannot read "id" of null: event\.sprint is null\.\.$/);
  });
});
