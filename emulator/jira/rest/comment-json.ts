import { documentToText } from '../adf';
import { jiraTime } from '../jira-time';
import type { Comment, Issue } from '../model';
import { documentToHtml } from './rendered';
import { apiUrl, type JsonContext } from './json-context';
import { userJson } from './user-json';

type Row = Record<string, unknown>;

/** One comment; `renderedBody` only when expanded. */
export function commentJson(context: JsonContext, comment: Comment, expand: readonly string[] = []): Row {
  return {
    self: apiUrl(context, `issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: userJson(context, comment.authorId) ?? undefined,
    body: context.apiVersion === '2' ? documentToText(comment.body) : comment.body,
    ...(expand.includes('renderedBody') ? { renderedBody: documentToHtml(comment.body) } : {}),
    updateAuthor: userJson(context, comment.updateAuthorId) ?? undefined,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    ...(comment.visibility ? { visibility: { ...comment.visibility, identifier: identifierOf(context, comment.visibility) } } : {}),
    jsdPublic: true,
  };
}

/** The `comment` field of an issue: every comment the reader may see, oldest first. */
export function commentListJson(context: JsonContext, issue: Issue): Row {
  const comments = context.jira.comments.list(context.accountId, issue.id);
  return {
    comments: comments.map((comment) => commentJson(context, comment)),
    self: apiUrl(context, `issue/${issue.id}/comment`),
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  };
}

/** What identifies a visibility: a group's id; roles go by their name. */
function identifierOf(context: JsonContext, visibility: NonNullable<Comment['visibility']>): string {
  return visibility.type === 'group' ? (context.jira.users.findGroup(visibility.value)?.groupId ?? visibility.value) : visibility.value;
}
