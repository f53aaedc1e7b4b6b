import type { ChangelogEntry, ChangelogItem, Comment, Issue } from '../../model';
import { typeFault } from '../errors';
import { typeName } from '../text';
import { type Entity, EntityType, JiraList, JiraMap } from '../values';
import type { Value } from '../values';
import type { View } from '../view';
import { userOf } from './people';
import { dateOrNull, free, numericId, propertiesOf } from './properties';
import { richText } from './rich-text';

const COMMENT = new EntityType<Comment>('Comment', (comment) => comment.id, {
  properties: {
    id: free((comment) => numericId(comment.id)),
    author: free((comment, view) => userOf(comment.authorId, view)),
    body: free((comment, view) => richText(comment.body, view)),
    created: free((comment) => dateOrNull(comment.created)),
    updated: free((comment) => dateOrNull(comment.updated)),
    properties: propertiesOf((comment) => `comment:${comment.id}`),
  },
  bean: (comment, view) => ({
    id: comment.id,
    author: userOf(comment.authorId, view),
    created: dateOrNull(comment.created),
    updated: dateOrNull(comment.updated),
  }),
});

const ITEM_TEXTS = ['field', 'fieldId', 'from', 'fromString', 'to', 'toString'] as const;
const textOf = (item: ChangelogItem, name: (typeof ITEM_TEXTS)[number]): string | null =>
  Object.hasOwn(item, name) ? (item[name] ?? null) : null;
const CHANGELOG_ITEM = new EntityType<ChangelogItem>('ChangelogItem', (item) => JSON.stringify(item), {
  properties: Object.fromEntries(ITEM_TEXTS.map((name) => [name, free((item: ChangelogItem) => textOf(item, name))])),
});
const CHANGELOG = new EntityType<ChangelogEntry>('Changelog', (entry) => entry.id, {
  properties: {
    id: free((entry) => entry.id),
    author: free((entry, view) => userOf(entry.authorId, view)),
    created: free((entry) => dateOrNull(entry.created)),
    items: free((entry, view) => new JiraList(entry.items.map((item) => CHANGELOG_ITEM.of(item, view)))),
  },
});

/** Oldest first; only those the person may read. */
export function commentsOf(issue: Issue, view: View): Value {
  const comments = (view.jira.state.comments.get(issue.id) ?? []).filter((comment) => mayRead(comment, issue, view));
  return new JiraList(
    comments.map((comment) => COMMENT.of(comment, view)),
    true,
  );
}

function mayRead(comment: Comment, issue: Issue, view: View): boolean {
  const { visibility } = comment;
  if (!visibility) return true;
  if (view.accountId === null) return false;
  const accountId = view.accountId;
  const { groups, roles, roleActors } = view.jira.state;
  const mine = [...groups.values()].filter((group) => group.accountIds.includes(accountId));
  if (visibility.type === 'group') return mine.some((group) => group.groupId === visibility.value || group.name === visibility.value);
  const role = [...roles.values()].find((candidate) => candidate.name === visibility.value || String(candidate.id) === visibility.value);
  const actors = role && roleActors.get(`${issue.projectId}:${role.id}`);
  return actors !== undefined && (actors.accountIds.includes(accountId) || mine.some((group) => actors.groupIds.includes(group.groupId)));
}

const entries = (issue: Issue, view: View): ChangelogEntry[] => [...(view.jira.state.changelogs.get(issue.id) ?? [])].reverse();

/** Newest first. */
export const changelogsOf = (issue: Issue, view: View): Value =>
  new JiraList(
    entries(issue, view).map((entry) => CHANGELOG.of(entry, view)),
    true,
  );

/** `issue.getNewestChangelog('status', {to: '10001'})`: the newest entry that changed the field so, or null. */
export function newestChangelog(issue: Issue, args: readonly Value[], view: View): Entity | null {
  const [field, filters = new JiraMap(new Map())] = args;
  if (typeof field !== 'string' || args.length > 2)
    throw typeFault(`getNewestChangelog takes the name of a field, not ${typeName(field ?? null)}.`);
  if (!(filters instanceof JiraMap)) throw typeFault(`The filters of getNewestChangelog have to be a Map, not ${typeName(filters)}.`);
  const wanted = [...filters.entries];
  const unknown = wanted.find(([name]) => !['from', 'fromString', 'to', 'toString'].includes(name));
  if (unknown) throw typeFault(`getNewestChangelog cannot filter by "${unknown[0]}".`);
  const matches = (item: ChangelogItem): boolean =>
    (item.field === field || item.fieldId === field) && wanted.every(([name, value]) => textOf(item, name as 'from') === value);
  const entry = entries(issue, view).find((candidate) => candidate.items.some(matches));
  return entry ? CHANGELOG.of(entry, view) : null;
}
