import { emitCreated, emitDeleted, emitUpdated, type EventCause } from './issue-events';
import type { Jira } from './jira';
import type { Caller, ChangelogEntry, ChangelogItem, Issue } from './model';

export interface IssueCommit {
  readonly before: Issue | null;
  /** null: the issue is deleted. */
  readonly after: Issue | null;
  /** accountId */
  readonly by: string;
  readonly appId?: string;
  /** Empty: nothing a history or an event would tell (a rebalanced rank, an issue whose comments changed). */
  readonly items: readonly ChangelogItem[];
  readonly kind: 'create' | 'edit' | 'rank' | 'sprint' | 'appField' | 'transition' | 'delete';
  /** Write history; default true. */
  readonly changelog?: boolean;
  /** Set `updated` to now; default true. Switches can also say no for ranks and app fields. */
  readonly bumpUpdated?: boolean;
  /** Announce it; default true. Switches can also say no for ranks and app fields. */
  readonly emit?: boolean;
}

/** Who acts when nobody is logged in. */
const ANONYMOUS = 'unknown';

export function causeOf(caller: Caller): EventCause {
  return { by: caller.accountId ?? ANONYMOUS, ...(caller.app ? { appId: caller.app.appId } : {}) };
}

/** The table of issues with the few indexes that keep a change cheap at any size. Its `commit` is the only way a record changes. */
export class IssueStore {
  private children: Map<string, Set<string>> | undefined;
  private byProject: Map<string, Set<string>> | undefined;

  constructor(private readonly jira: Jira) {}

  /** @throws Error when `before` is not what is stored: the caller decided on a stale record */
  commit(change: IssueCommit): Issue | null {
    const { state, clock, switches } = this.jira;
    const { before, items, kind } = change;
    if (before !== null && state.issues.get(before.id) !== before) throw new Error(`Issue ${before.key} was changed on a stale record.`);
    this.index();
    const bump =
      (change.bumpUpdated ?? true) &&
      !(kind === 'rank' && !switches.rankBumpsUpdated) &&
      !(kind === 'appField' && !switches.appFieldBumpsUpdated);
    const after = change.after !== null && bump && before !== null ? { ...change.after, updated: clock.now() } : change.after;
    this.store(before, after);
    const entry =
      after !== null && before !== null && items.length > 0 && (change.changelog ?? true)
        ? this.record(after, items, change.by)
        : undefined;
    this.jira.ranking.changed(before, after);
    this.jira.search.changed(before, after);
    const quiet = (kind === 'rank' && !switches.rankEmitsEvent) || (kind === 'appField' && !switches.appFieldEmitsEvent);
    if (change.emit ?? true) {
      const { by, appId } = change;
      this.announce(before, after, items, entry?.id, { by, quiet, ...(appId === undefined ? {} : { appId }) });
    }
    return after;
  }

  childrenOf(issueId: string): readonly Issue[] {
    this.index();
    return this.resolve(this.children?.get(issueId));
  }

  inProject(projectId: string): readonly Issue[] {
    this.index();
    return this.resolve(this.byProject?.get(projectId));
  }

  private announce(
    before: Issue | null,
    after: Issue | null,
    items: readonly ChangelogItem[],
    entryId: string | undefined,
    cause: EventCause,
  ): void {
    if (before === null && after !== null) emitCreated(this.jira, after, cause);
    else if (before !== null && after === null) emitDeleted(this.jira, before, cause);
    else if (after !== null && items.length > 0) emitUpdated(this.jira, after, items, entryId, cause);
  }

  private store(before: Issue | null, after: Issue | null): void {
    const { state } = this.jira;
    if (before !== null) this.unlist(before);
    if (after !== null) {
      state.issues.set(after.id, after);
      state.issueKeys.set(after.key, after.id);
      this.list(after);
    } else if (before !== null) {
      state.issues.delete(before.id);
      state.issueKeys.delete(before.key);
      state.comments.delete(before.id);
      state.changelogs.delete(before.id);
      state.properties.delete(`issue:${before.id}`);
      state.watchers.delete(before.id);
      state.votes.delete(before.id);
      for (const link of state.issueLinks.values())
        if (link.sourceId === before.id || link.targetId === before.id) state.issueLinks.delete(link.id);
    }
  }

  private record(issue: Issue, items: readonly ChangelogItem[], authorId: string): ChangelogEntry {
    const { state, clock } = this.jira;
    const entry: ChangelogEntry = { id: String(state.nextId('changelog')), issueId: issue.id, authorId, created: clock.now(), items };
    state.changelogs.set(issue.id, [...(state.changelogs.get(issue.id) ?? []), entry]);
    return entry;
  }

  private resolve(ids: ReadonlySet<string> | undefined): readonly Issue[] {
    return [...(ids ?? [])].flatMap((id) => this.jira.state.issues.get(id) ?? []);
  }

  private index(): void {
    if (this.children) return;
    this.children = new Map();
    this.byProject = new Map();
    for (const issue of this.jira.state.issues.values()) this.list(issue);
  }

  private list(issue: Issue): void {
    if (issue.parentId !== null) addTo(this.children, issue.parentId, issue.id);
    addTo(this.byProject, issue.projectId, issue.id);
  }

  private unlist(issue: Issue): void {
    if (issue.parentId !== null) this.children?.get(issue.parentId)?.delete(issue.id);
    this.byProject?.get(issue.projectId)?.delete(issue.id);
  }
}

function addTo(index: Map<string, Set<string>> | undefined, key: string, id: string): void {
  const ids = index?.get(key);
  if (ids) ids.add(id);
  else index?.set(key, new Set([id]));
}
