import type { Issue } from './model';
import type { Jira } from './jira';
import { badRequest } from './errors';
import { compileJql, contextOf, unbounded, type CompiledQuery, type Place } from './jql';

export interface SearchOptions {
  /** Up to 50 ids whose current state counts, whatever the index knows. */
  readonly reconcileIssues?: readonly string[];
  /** Epoch milliseconds; the clock's by default. */
  readonly now?: number;
  /** Refuse a query without a restriction (400), as the search operations do. */
  readonly requireBounded?: boolean;
  /** Saved queries that narrow the result further: a board's filter. */
  readonly also?: readonly string[];
  /** Narrows it by the indexed record. */
  readonly where?: (issue: Issue) => boolean;
  /** Ids of projects whose issues are left out, whatever the query: see app-access.ts. */
  readonly hiddenProjects?: ReadonlySet<string>;
  /** By rank where the query has no ORDER BY, instead of newest first. */
  readonly defaultOrder?: 'rank';
  /** Only what comes after this place of the order: the end of the page before. */
  readonly after?: Place;
  /** At most so many. */
  readonly limit?: number;
}

export interface SearchResult {
  /** Visible issues in order, as the index has them (reconciled ones as they are). */
  readonly issues: readonly Issue[];
  readonly warnings: readonly string[];
  /** Where the next page goes on; absent when `issues` reaches the end. */
  readonly next?: Place;
}

const MAX_RECONCILED = 50;

/**
 * Jira's search index: the issue records as of some time ago. Each change reaches it after `switches.indexLagMs`; an older version
 * never replaces a newer one. What a person may see is always decided on the current record.
 */
export class Search {
  private readonly byProject = new Map<string, Map<string, Issue>>();
  /** Which project an indexed issue is filed under. */
  private readonly projectOf = new Map<string, string>();
  private readonly versions = new Map<string, { noted: number; indexed: number }>();

  constructor(private readonly jira: Jira) {
    for (const issue of jira.state.issues.values()) this.put(issue.id, issue);
  }

  /** Told of every change by `Issues.commit`. */
  changed(before: Issue | null, after: Issue | null): void {
    const id = (after ?? before)?.id;
    if (id === undefined) return;
    const versions = this.versions.get(id) ?? { noted: 0, indexed: 0 };
    versions.noted += 1;
    this.versions.set(id, versions);
    const version = versions.noted;
    const apply = (): void => {
      if (versions.indexed >= version) return;
      versions.indexed = version;
      this.put(id, after);
    };
    const lag = this.jira.switches.indexLagMs;
    if (lag === 0) apply();
    else this.jira.clock.after(lag, 'index', `Index ${(after ?? before)?.key}`, apply);
  }

  /**
   * Runs a query as a person (null: anonymous).
   * @throws JiraError 400 with Jira's message for a query that is wrong, unbounded where that is refused, or names what does not exist
   */
  run(jql: string, accountId: string | null, options: SearchOptions = {}): SearchResult {
    const context = contextOf(this.jira, accountId, options.now ?? this.jira.clock.now());
    const query = compileJql(jql, context, options.defaultOrder);
    if (options.requireBounded && !query.bounded) throw unbounded();
    const filters = [query, ...(options.also ?? []).map((text) => compileJql(text, { ...context, saved: true }))];
    const reconciled = this.reconciled(options.reconcileIssues ?? []);
    const found: Issue[] = [];
    const consider = (issue: Issue): void => {
      if (options.hiddenProjects?.has(issue.projectId)) return;
      if (!filters.every((filter) => filter.matches(issue)) || options.where?.(issue) === false) return;
      const current = this.jira.state.issues.get(issue.id);
      if (current && this.jira.permissions.canSee(accountId, current)) found.push(issue);
    };
    for (const issue of this.candidates(filters)) if (!reconciled.has(issue.id)) consider(issue);
    for (const issue of reconciled.values()) if (issue) consider(issue);
    return this.page(found, query, reconciled, options);
  }

  count(jql: string, accountId: string | null, options: Pick<SearchOptions, 'hiddenProjects'> = {}): number {
    return this.run(jql, accountId, { ...options, requireBounded: true }).issues.length;
  }

  /** Whether the issue as given, not as indexed, is found by the query; visibility does not count. */
  matches(jql: string, issue: Issue, accountId: string | null): boolean {
    return compileJql(jql, contextOf(this.jira, accountId, this.jira.clock.now())).matches(issue);
  }

  /** A query as the person may write it now, e.g. to check it before it is saved. @throws JiraError 400 */
  compile(jql: string, accountId: string | null): CompiledQuery {
    return compileJql(jql, contextOf(this.jira, accountId, this.jira.clock.now()));
  }

  /** A saved filter, ready to test issues with, whoever asks. @throws JiraError 400 */
  saved(jql: string, accountId: string | null = null): CompiledQuery {
    return compileJql(jql, contextOf(this.jira, accountId, this.jira.clock.now(), true));
  }

  private *candidates(filters: readonly CompiledQuery[]): Iterable<Issue> {
    const limits = filters.flatMap((filter) => (filter.projectIds ? [filter.projectIds] : []));
    for (const [projectId, issues] of this.byProject) if (limits.every((limit) => limit.has(projectId))) yield* issues.values();
  }

  private reconciled(ids: readonly string[]): ReadonlyMap<string, Issue | undefined> {
    if (ids.length > MAX_RECONCILED) throw badRequest(`The reconcileIssues parameter accepts at most ${MAX_RECONCILED} issue ids.`);
    return new Map(ids.map((id) => [id, this.jira.state.issues.get(id)]));
  }

  private page(
    found: readonly Issue[],
    query: CompiledQuery,
    reconciled: ReadonlyMap<string, Issue | undefined>,
    options: SearchOptions,
  ): SearchResult {
    const { placeOf, compare } = query.order;
    const asIndexed = (issue: Issue): Issue =>
      reconciled.has(issue.id) && !this.jira.switches.searchSortsReconciled ? (this.indexed(issue.id) ?? issue) : issue;
    const placed = found.map((issue) => ({ issue, place: placeOf(asIndexed(issue)) }));
    const { after, limit = Infinity } = options;
    const rest = after === undefined ? placed : placed.filter(({ place }) => compare(place, after) > 0);
    rest.sort((a, b) => compare(a.place, b.place));
    const page = rest.length > limit ? rest.slice(0, limit) : rest;
    const last = page[page.length - 1];
    return { issues: page.map(({ issue }) => issue), warnings: [], ...(rest.length > page.length && last ? { next: last.place } : {}) };
  }

  private indexed(id: string): Issue | undefined {
    return this.byProject.get(this.projectOf.get(id) ?? '')?.get(id);
  }

  private put(id: string, issue: Issue | null): void {
    const filed = this.projectOf.get(id);
    if (filed !== undefined && filed !== issue?.projectId) this.byProject.get(filed)?.delete(id);
    if (!issue) {
      this.projectOf.delete(id);
      return;
    }
    let issues = this.byProject.get(issue.projectId);
    if (!issues) {
      issues = new Map();
      this.byProject.set(issue.projectId, issues);
    }
    issues.set(id, issue);
    this.projectOf.set(id, issue.projectId);
  }
}
