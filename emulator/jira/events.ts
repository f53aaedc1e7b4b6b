import type { JsonObject } from '../json';

/** What Jira announces to apps. How late, doubled or lost it arrives is the Forge side's business. */
export interface JiraEvent {
  /** `avi:jira:updated:issue`, `avi:jira-software:closed:sprint` … */
  readonly name: string;
  readonly payload: JsonObject;
  /** The app whose own call caused it, for `ignoreSelf`. */
  readonly causedByAppId?: string;
  readonly actorId?: string;
  readonly issueId?: string;
  readonly projectId?: string;
  readonly at: number;
  /** Reaches this app alone. */
  readonly onlyForAppId?: string;
}

/** A post function that a transition asks for. No trigger can listen to it: it goes to its own function. */
export interface PostFunctionRun {
  /** The module's ARI. */
  readonly module: string;
  readonly payload: JsonObject;
}

export class JiraEvents {
  private readonly listeners = new Set<(event: JiraEvent) => void>();
  private readonly pages = new Set<(event: JiraEvent) => void>();
  private readonly runners = new Set<(run: PostFunctionRun) => void>();

  subscribe(listener: (event: JiraEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onPostFunction(runner: (run: PostFunctionRun) => void): () => void {
    this.runners.add(runner);
    return () => this.runners.delete(runner);
  }

  runPostFunction(run: PostFunctionRun): void {
    for (const runner of this.runners) runner(run);
  }

  /** As `subscribe`, and also what is not announced to apps: Jira's own pages see every change. */
  watch(listener: (event: JiraEvent) => void): () => void {
    this.pages.add(listener);
    return () => this.pages.delete(listener);
  }

  emit(event: JiraEvent): void {
    for (const listener of this.listeners) listener(event);
    this.show(event);
  }

  /** For Jira's own pages alone. */
  show(event: JiraEvent): void {
    for (const listener of this.pages) listener(event);
  }
}
