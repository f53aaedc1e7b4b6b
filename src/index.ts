import { createApp } from './app';
import { createIssueChanged } from './entry/issue-changed';
import { createIssueDeleted } from './entry/issue-deleted';
import { createFiveMinutes, createHourly, createInstalled, createNewlyInstalled, createUninstalling } from './entry/lifecycle';
import { createRescore } from './entry/rescore';
import { createResolver } from './entry/resolver';
import { createSprintChanged } from './entry/sprints';
import { createTurn } from './entry/turn';
import { createPostFunction, createRuleFailed } from './entry/workflow-rules';

const app = createApp();

export const resolver = createResolver(app);
export const onIssueChanged = createIssueChanged(app);
export const onIssueDeleted = createIssueDeleted(app);
export const onInstalled = createInstalled(app);
export const onNewlyInstalled = createNewlyInstalled(app);
export const onAcceptance = createTurn(app, 'acceptance', (body) => app.acceptance.run(body));
export const onUninstalling = createUninstalling(app);
export const onHour = createHourly(app);
export const onFiveMinutes = createFiveMinutes(app);
export const onGuard = createTurn(app, 'guard', (body) => app.ranking.run(body));
export const onRescore = createRescore(app);
export const onSprints = createTurn(app, 'sprints', (body) => app.sprints.run(body));
export const onSprintChanged = createSprintChanged(app);
export const onAskForAcceptance = createPostFunction(app, 'ask');
export const onResetAcceptance = createPostFunction(app, 'reset');
export const onRuleFailed = createRuleFailed(app);
