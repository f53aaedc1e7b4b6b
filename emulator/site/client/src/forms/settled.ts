const GRACE_MS = 200;

/**
 * Pressing a button takes focus out of an app's editor, and editors submit when focus leaves them: their message comes just after the
 * press. Jira waits for values under way too ("within 10 seconds"), but a page cannot see whether any are.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#issue-creation-and-issue-transition-dialog
 */
export async function settled(hasFrames: boolean): Promise<void> {
  if (hasFrames) await new Promise((done) => window.setTimeout(done, GRACE_MS));
}
