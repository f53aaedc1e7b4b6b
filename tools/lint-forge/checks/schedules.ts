import type { ManifestFile } from './manifest-file';
import type { Problem } from './problem';

const MOST = 5; // https://developer.atlassian.com/platform/forge/manifest-reference/modules/scheduled-trigger/

/** More schedules than an app may have: five in all, one of them every five minutes. Atlassian's validation counts neither. */
export function scheduleProblems(manifest: ManifestFile): readonly Problem[] {
  const schedules = manifest.modulesOf('scheduledTrigger');
  const often = schedules.filter(({ properties }) => properties['interval'] === 'fiveMinute');
  return [
    ...schedules
      .slice(MOST)
      .map(({ key, path }) => manifest.problem(path, `scheduledTrigger "${key}" is one too many: an app may have ${MOST}`)),
    ...often
      .slice(1)
      .map(({ key, path }) =>
        manifest.problem(path, `scheduledTrigger "${key}" is a second one with interval fiveMinute: an app may have one`),
      ),
  ];
}
