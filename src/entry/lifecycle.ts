import type { App } from '../app';
import { AppError } from '../core/errors';

/** Installed or upgraded: learn this site's field ids. On a large site that may be before the app has its permissions; the next schedule tries again. */
export function createInstalled(app: App): () => Promise<void> {
  return async () => {
    await quietly(app, 'site', () => app.sites.refresh());
  };
}

/** Installed, for the first time or again: what an earlier installation left on issues is nobody's word any more. */
export function createNewlyInstalled(app: App): () => Promise<void> {
  return async () => {
    await quietly(app, 'acceptance', () => app.acceptance.installed());
  };
}

/** A function of this trigger has 55 s, and nothing it does stops the uninstallation. */
const LAST_MOMENTS = 40_000;

/** Before the app is gone: what its workflow rules would believe when it comes back is taken away (A5). */
export function createUninstalling(app: App): () => Promise<void> {
  return async () => {
    await quietly(app, 'values', () => app.acceptance.uninstalling(app.now() + LAST_MOMENTS));
  };
}

/** Every hour: fields and issue types that an admin added or replaced meanwhile. */
export function createHourly(app: App): () => Promise<void> {
  return async () => {
    await quietly(app, 'site', () => app.sites.refresh());
  };
}

/** Every five minutes: what no event announced. */
export function createFiveMinutes(app: App): () => Promise<void> {
  return async () => {
    // Installation may come before the app's own permissions do.
    await quietly(app, 'site', () => app.sites.ensure());
    await quietly(app, 'sweep', () => app.scoring.sweep());
    await quietly(app, 'guard', () => app.ranking.sweep());
    await quietly(app, 'sprints', () => app.sprints.sweep());
    await quietly(app, 'acceptance', () => app.acceptance.sweep());
    await quietly(app, 'rules', () => app.acceptance.sweepRules());
    await quietly(app, 'roles', () => app.acceptance.sweepRoles());
    await quietly(app, 'passes', () => app.scoring.resumePasses());
  };
}

/** A schedule that fails is not tried again before its next turn, so one job's failure must not cost the next its turn. */
async function quietly(app: App, job: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    app.log.warn('A job will be done at the next turn', { job, code: error.code, reason: error.message });
  }
}
