/** Events between the app's own frames, and those Jira sends to them (`JIRA_ISSUE_CHANGED`). */
type Callback = (payload?: unknown) => unknown;
type Scope = 'app' | 'public';

const callbacks = new Map<string, Set<Callback>>();

export function subscribe(scope: Scope, event: string, callback: Callback): () => void {
  const key = `${scope}:${event}`;
  const set = callbacks.get(key) ?? new Set();
  callbacks.set(key, set.add(callback));
  return () => set.delete(callback);
}

export function emit(scope: Scope, event: string, payload: unknown): void {
  for (const callback of callbacks.get(`${scope}:${event}`) ?? []) void callback(payload);
}
