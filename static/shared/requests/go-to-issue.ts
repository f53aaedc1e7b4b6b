import { NavigationTarget, router } from '@forge/bridge';

/** Opens the issue in Jira, in place; `isElsewhere`: where that would lose what is being written. */
export function goToIssue(issueKey: string, isElsewhere = false): void {
  const go = isElsewhere ? router.open : router.navigate;
  go({ target: NavigationTarget.Issue, issueKey }).catch((error: unknown) => console.error('router', error));
}
