import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import { GUARD_MODES, type GuardMode } from '../../core/guard';
import type { AtomicWrite, Storage } from '../../core/storage';

/** What a project's admin chose (O5). */
export interface GuardSetting {
  readonly mode: GuardMode;
  readonly revision: number;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

const key = (projectId: ProjectId): string => `guard:${projectId}`;
const setting = z.object({
  version: z.literal(1),
  mode: z.enum(GUARD_MODES),
  changed: z.object({ by: z.string(), at: z.number() }),
});

/** One revised value a project: `guard:{projectId}`. Absent = off. */
export async function readSetting(storage: Storage, projectId: ProjectId): Promise<GuardSetting> {
  const found = await storage.revised(key(projectId), (value) => setting.parse(value));
  return found === undefined
    ? { mode: 'off', revision: 0, changed: null }
    : { mode: found.value.mode, changed: found.value.changed, revision: found.revision };
}

export function settingWrite(
  projectId: ProjectId,
  mode: GuardMode,
  changed: { readonly by: AccountId; readonly at: number },
  after: number,
): AtomicWrite {
  return { key: key(projectId), value: { version: 1, mode, changed }, after };
}

const GUARDED = 'guarded-projects';
const guarded = z.object({ version: z.literal(1), projects: z.array(z.string()) });

/** The projects whose guard is not off: one revised value, since queries may lag. */
export async function guardedProjects(storage: Storage): Promise<{ readonly projects: readonly ProjectId[]; readonly revision: number }> {
  const found = await storage.revised(GUARDED, (value) => guarded.parse(value));
  return { projects: found?.value.projects ?? [], revision: found?.revision ?? 0 };
}

export function guardedWrite(projects: readonly ProjectId[], after: number): AtomicWrite {
  return { key: GUARDED, value: { version: 1, projects }, after };
}
