import type { Json } from '../json';
import type {
  Board,
  ChangelogEntry,
  Comment,
  Field,
  Filter,
  Group,
  Issue,
  IssueLink,
  IssueType,
  PermissionScheme,
  Priority,
  Project,
  ProjectRole,
  Resolution,
  RoleActors,
  Screen,
  Sprint,
  Status,
  User,
  Workflow,
} from './model';

/** All of the site's data, as tables. Only the domain modules beside this file write to it. */
export class JiraState {
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, Group>();
  readonly roles = new Map<number, ProjectRole>();
  readonly roleActors = new Map<string, RoleActors>();
  readonly permissionSchemes = new Map<number, PermissionScheme>();
  readonly globalAdmins = new Set<string>();
  readonly projects = new Map<string, Project>();
  readonly issueTypes = new Map<string, IssueType>();
  readonly statuses = new Map<string, Status>();
  readonly priorities = new Map<string, Priority>();
  readonly resolutions = new Map<string, Resolution>();
  readonly workflows = new Map<string, Workflow>();
  readonly screens = new Map<string, Screen>();
  readonly fields = new Map<string, Field>();
  readonly issues = new Map<string, Issue>();
  /** Every key an issue has or had -> issue id. */
  readonly issueKeys = new Map<string, string>();
  readonly comments = new Map<string, readonly Comment[]>();
  readonly changelogs = new Map<string, readonly ChangelogEntry[]>();
  /** Issue id -> account ids, in the order they came. */
  readonly watchers = new Map<string, readonly string[]>();
  readonly votes = new Map<string, readonly string[]>();
  readonly issueLinks = new Map<string, IssueLink>();
  readonly filters = new Map<string, Filter>();
  /** Account id -> filter ids. */
  readonly favouriteFilters = new Map<string, readonly string[]>();
  readonly boards = new Map<number, Board>();
  readonly sprints = new Map<number, Sprint>();
  /** Closed ones that kept their unfinished issues (`switches.closeLeavesIssues`): those are on no backlog. */
  readonly keepingSprints = new Set<number>();
  /** `issue:10001`, `project:10000`, `sprint:5`, `user:…`, `app:…` -> property key -> value. */
  readonly properties = new Map<string, Map<string, Json>>();
  private readonly sequences = new Map<string, number>();

  /** The next id of a kind; every kind counts from where Jira's do (10000 and up). */
  nextId(kind: string, first = 10_000): number {
    const next = this.sequences.get(kind) ?? first;
    this.sequences.set(kind, next + 1);
    return next;
  }

  /** Everything, as JSON-safe data. */
  snapshot(): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const [name, table] of this.tables()) {
      if (table instanceof Set) out[name] = [...table];
      else if (name === 'properties') out[name] = [...this.properties].map(([entity, values]) => [entity, [...values]]);
      else out[name] = [...table];
    }
    return out;
  }

  static restore(data: Record<string, unknown>): JiraState {
    const state = new JiraState();
    for (const [name, table] of state.tables()) {
      const rows = (data[name] ?? []) as [never, never][];
      if (table instanceof Set) for (const row of rows as never[]) table.add(row);
      else if (name === 'properties') for (const [entity, values] of rows) state.properties.set(entity, new Map(values));
      else for (const [key, value] of rows) table.set(key, value);
    }
    return state;
  }

  private tables(): [string, Map<unknown, unknown> | Set<unknown>][] {
    return Object.entries(this).filter(
      (entry): entry is [string, Map<unknown, unknown> | Set<unknown>] => entry[1] instanceof Map || entry[1] instanceof Set,
    );
  }
}
