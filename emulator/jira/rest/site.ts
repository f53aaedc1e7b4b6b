import { jiraTime } from '../jira-time';
import { define } from './define';
import { ok, type Operation } from './operation';

const BUILD_NUMBER = 100_285;

export const siteOperations: readonly Operation[] = [
  define('GET', 'serverInfo', ({ jira, baseUrl }) =>
    ok({
      baseUrl,
      displayUrl: baseUrl,
      displayUrlServicedeskHelpCenter: baseUrl,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: BUILD_NUMBER,
      buildDate: '2026-11-02T00:00:00.000+0000',
      serverTime: jiraTime(jira.clock.now()),
      scmInfo: '0000000000000000000000000000000000000000',
      serverTitle: 'Jira',
      serverTimeZone: 'Etc/UTC',
    }),
  ),
  define('GET', 'configuration', () =>
    ok({
      votingEnabled: true,
      watchingEnabled: true,
      unassignedIssuesAllowed: true,
      subTasksEnabled: true,
      issueLinkingEnabled: true,
      timeTrackingEnabled: false,
      attachmentsEnabled: false,
    }),
  ),
];
