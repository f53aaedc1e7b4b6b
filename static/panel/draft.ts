/** Factor key -> answer to set, or null to clear. */
export type Answers = Readonly<Record<string, number | null>>;

const keyOf = (viewer: string, issueId: string): string => `mandate:answers:${viewer}:${issueId}`;

/** Answers that were typed in this tab and never saved. Anything unreadable counts as none. */
export function draftOf(viewer: string, issueId: string): Answers {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(keyOf(viewer, issueId)) ?? '{}');
    if (typeof draft !== 'object' || draft === null) return {};
    return Object.fromEntries(Object.entries(draft).filter(([, answer]) => answer === null || Number.isFinite(answer)));
  } catch {
    return {};
  }
}

export function keepDraft(viewer: string, issueId: string, answers: Answers): void {
  withStorage((storage) => storage.setItem(keyOf(viewer, issueId), JSON.stringify(answers)));
}

export function forgetDraft(viewer: string, issueId: string): void {
  withStorage((storage) => storage.removeItem(keyOf(viewer, issueId)));
}

/** A browser may refuse storage to a frame. Then only what is on screen is kept. */
function withStorage(write: (storage: Storage) => void): void {
  try {
    write(sessionStorage);
  } catch {
    // Nothing to be done, and nothing that was typed is worse off.
  }
}
