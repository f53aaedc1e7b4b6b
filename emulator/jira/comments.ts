import { z } from 'zod';
import type { Json, JsonObject } from '../json';
import { isDocument, mentionsIn, textToDocument } from './adf';
import { JiraError, badRequest, notFound } from './errors';
import { emitComment, emitMentions } from './issue-events';
import { causeOf } from './issue-store';
import type { Jira } from './jira';
import type { Caller, Comment, Issue } from './model';

export interface CommentInput {
  /** A document (REST v3) or plain text (v2). */
  readonly body: Json;
  /** Role or group by name or id. */
  readonly visibility?: Comment['visibility'] | null;
}

const InputSchema = z.looseObject({
  body: z.json(),
  visibility: z.looseObject({ type: z.enum(['role', 'group']), value: z.string().optional(), identifier: z.string().nullish() }).nullish(),
});

export class Comments {
  constructor(private readonly jira: Jira) {}

  /** The issue's comments the person may read, oldest first. @throws JiraError 404 when the issue is not visible */
  list(accountId: string | null, idOrKey: string): readonly Comment[] {
    const issue = this.jira.issues.visible(accountId, idOrKey);
    return this.of(issue.id).filter((comment) => this.canRead(accountId, comment, issue));
  }

  /** @throws JiraError 404 */
  get(accountId: string | null, idOrKey: string, commentId: string): Comment {
    const comment = this.list(accountId, idOrKey).find((one) => one.id === commentId);
    if (!comment) throw notFound(`Can not find a comment for the id: ${commentId}.`);
    return comment;
  }

  /** All comments of an issue, whoever may read them. */
  of(issueId: string): readonly Comment[] {
    return this.jira.state.comments.get(issueId) ?? [];
  }

  canRead(accountId: string | null, comment: Comment, issue: Issue): boolean {
    const { visibility } = comment;
    if (!visibility) return true;
    if (accountId === null) return false;
    if (visibility.type === 'group') {
      const group = this.jira.users.findGroup(visibility.value);
      return group !== undefined && this.jira.users.isInGroup(accountId, group.groupId);
    }
    const role = this.jira.projects.roleByName(visibility.value);
    if (!role) return false;
    const actors = this.jira.projects.actors(issue.projectId, role.id);
    return actors.accountIds.includes(accountId) || actors.groupIds.some((id) => this.jira.users.isInGroup(accountId, id));
  }

  /** @throws JiraError 404 not visible, 400 bad body or no Add comments */
  add(caller: Caller, idOrKey: string, input: CommentInput, apiVersion: '2' | '3' = '3'): Comment {
    const issue = this.jira.issues.visible(caller.accountId, idOrKey);
    this.requireAdd(caller, issue);
    const now = this.jira.clock.now();
    const by = causeOf(caller).by;
    const visibility = this.visibilityOf(input.visibility);
    const comment: Comment = {
      id: String(this.jira.state.nextId('comment')),
      issueId: issue.id,
      authorId: by,
      updateAuthorId: by,
      body: documentOf(input.body, apiVersion),
      created: now,
      updated: now,
      ...(visibility ? { visibility } : {}),
    };
    this.save(caller, issue, [...this.of(issue.id), comment]);
    this.announce(caller, issue, comment);
    return comment;
  }

  /** Edit all comments, or Edit own comments for the author. @throws JiraError 404, 400 */
  edit(caller: Caller, idOrKey: string, commentId: string, input: CommentInput, apiVersion: '2' | '3' = '3'): Comment {
    const issue = this.jira.issues.visible(caller.accountId, idOrKey);
    const before = this.get(caller.accountId, idOrKey, commentId);
    if (!this.mayTouch(caller, issue, before, 'EDIT')) throw badRequest('You do not have the permission to edit this comment.');
    const visibility = input.visibility === undefined ? before.visibility : this.visibilityOf(input.visibility);
    const { visibility: _old, ...rest } = before;
    const after: Comment = {
      ...rest,
      body: documentOf(input.body, apiVersion),
      updateAuthorId: causeOf(caller).by,
      updated: this.jira.clock.now(),
      ...(visibility ? { visibility } : {}),
    };
    this.save(
      caller,
      issue,
      this.of(issue.id).map((one) => (one === before ? after : one)),
    );
    this.announce(caller, issue, after);
    return after;
  }

  /** Delete all comments, or Delete own comments for the author. @throws JiraError 404, 400 */
  remove(caller: Caller, idOrKey: string, commentId: string): void {
    const issue = this.jira.issues.visible(caller.accountId, idOrKey);
    const comment = this.get(caller.accountId, idOrKey, commentId);
    if (!this.mayTouch(caller, issue, comment, 'DELETE')) {
      throw badRequest(`You do not have permission to delete comment with id: ${commentId}`);
    }
    this.save(
      caller,
      issue,
      this.of(issue.id).filter((one) => one !== comment),
    );
    emitComment(this.jira, 'avi:jira:deleted:comment', this.current(issue), comment, causeOf(caller));
  }

  /** For comments that come with an edit or a transition: refuses before anything is changed. */
  check(caller: Caller, issue: Issue, comments: readonly JsonObject[], apiVersion: '2' | '3' = '3'): void {
    if (comments.length > 0) this.requireAdd(caller, issue);
    for (const raw of comments) {
      const { body, visibility } = parseComment(raw);
      documentOf(body, apiVersion);
      this.visibilityOf(visibility);
    }
  }

  /** A comment as a REST body has it. */
  addRaw(caller: Caller, issueId: string, raw: Json, apiVersion: '2' | '3' = '3'): Comment {
    return this.add(caller, issueId, parseComment(raw), apiVersion);
  }

  private requireAdd(caller: Caller, issue: Issue): void {
    if (this.jira.permissions.has(caller.accountId, 'ADD_COMMENTS', { issueId: issue.id })) return;
    throw new JiraError(400, [], { comment: 'You do not have the permission to comment on this issue.' });
  }

  private mayTouch(caller: Caller, issue: Issue, comment: Comment, verb: 'EDIT' | 'DELETE'): boolean {
    const has = (permission: string): boolean => this.jira.permissions.has(caller.accountId, permission, { issueId: issue.id });
    return has(`${verb}_ALL_COMMENTS`) || (comment.authorId === caller.accountId && has(`${verb}_OWN_COMMENTS`));
  }

  private visibilityOf(visibility: CommentInput['visibility']): Comment['visibility'] {
    if (visibility === undefined || visibility === null) return undefined;
    if (visibility.type === 'group') {
      const group = this.jira.users.findGroup(visibility.value);
      if (!group) throw badRequest('', { commentLevel: `Group: ${visibility.value} does not exist.` });
      return { type: 'group', value: group.name };
    }
    const role = this.jira.projects.roles().find((one) => one.name === visibility.value || String(one.id) === visibility.value);
    if (!role) throw badRequest('', { commentLevel: `Role: ${visibility.value} does not exist.` });
    return { type: 'role', value: role.name };
  }

  /** A comment bumps the issue's `updated` but is no entry of its history. */
  private save(caller: Caller, issue: Issue, comments: readonly Comment[]): void {
    this.jira.state.comments.set(issue.id, comments);
    this.jira.issues.commit({ before: issue, after: { ...issue }, items: [], kind: 'edit', ...causeOf(caller) });
  }

  private announce(caller: Caller, issue: Issue, comment: Comment): void {
    const cause = causeOf(caller);
    emitComment(this.jira, 'avi:jira:commented:issue', this.current(issue), comment, cause);
    const mentioned = mentionsIn(comment.body).filter((accountId) => accountId !== cause.by);
    if (mentioned.length > 0) emitMentions(this.jira, this.current(issue), comment, mentioned, cause);
  }

  private current(issue: Issue): Issue {
    return this.jira.state.issues.get(issue.id) ?? issue;
  }
}

/** @throws JiraError 400 when it is not a comment's REST body */
export function parseComment(raw: unknown): CommentInput {
  const parsed = InputSchema.safeParse(raw);
  if (!parsed.success) throw new JiraError(400, [], { comment: 'Comment body can not be empty!' });
  const { body, visibility } = parsed.data;
  if (!visibility) return { body: body, ...(visibility === null ? { visibility: null } : {}) };
  return { body: body, visibility: { type: visibility.type, value: visibility.identifier ?? visibility.value ?? '' } };
}

function documentOf(body: Json, apiVersion: '2' | '3'): JsonObject {
  const empty = new JiraError(400, [], { comment: 'Comment body can not be empty!' });
  if (apiVersion === '2') {
    if (typeof body !== 'string' || body.trim() === '') throw empty;
    return textToDocument(body);
  }
  if (body === null || body === '') throw empty;
  if (!isDocument(body)) throw new JiraError(400, [], { comment: 'Comment body is not valid!' });
  if ((body['content'] as readonly Json[]).length === 0) throw empty;
  return body;
}
