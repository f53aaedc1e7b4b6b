import { createApp } from './app';
import { createGuard } from './entry/guard';
import { createIssueChanged } from './entry/issue-changed';
import { createIssueDeleted } from './entry/issue-deleted';
import { createFiveMinutes, createHourly, createInstalled, createUninstalling } from './entry/lifecycle';
import { createRescore } from './entry/rescore';
import { createResolver } from './entry/resolver';
import { createSprintChanged, createSprintTurn } from './entry/sprints';
import { createPostFunction, createRuleFailed } from './entry/workflow-rules';

const app = createApp();

export const resolver = createResolver(app);
export const onIssueChanged = createIssueChanged(app);
export const onIssueDeleted = createIssueDeleted(app);
export const onInstalled = createInstalled(app);
export const onUninstalling = createUninstalling(app);
export const onHour = createHourly(app);
export const onFiveMinutes = createFiveMinutes(app);
export const onGuard = createGuard(app);
export const onRescore = createRescore(app);
export const onSprints = createSprintTurn(app);
export const onSprintChanged = createSprintChanged(app);
export const onAskForAcceptance = createPostFunction(app, 'ask');
export const onResetAcceptance = createPostFunction(app, 'reset');
export const onRuleFailed = createRuleFailed(app);
