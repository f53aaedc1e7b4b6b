import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../core/actor';
import { GUARD_MODES, type GuardMode } from '../../core/guard';
import type { AtomicWrite, Storage } from '../../core/storage';

export const UNFINISHED = ['status', 'column'] as const;

/** What a project's admin chose (O5, C3). */
export interface SprintSetting {
  readonly mode: GuardMode;
  /** Hours before a sprint's end in which closing it is nobody's business. */
  readonly graceHours: number;
  /** `status`: what is not in a status of the category Done. `column`: what is not in the board's last column. */
  readonly unfinished: (typeof UNFINISHED)[number];
}

export interface StoredSetting extends SprintSetting {
  readonly revision: number;
  readonly changed: { readonly by: AccountId; readonly at: number } | null;
}

const DEFAULT: StoredSetting = { mode: 'off', graceHours: 12, unfinished: 'status', revision: 0, changed: null };

const key = (projectId: ProjectId): string => `sprint-guard:${projectId}`;
const setting = z.object({
  version: z.literal(1),
  mode: z.enum(GUARD_MODES),
  graceHours: z.number(),
  unfinished: z.enum(UNFINISHED),
  changed: z.object({ by: z.string(), at: z.number() }),
});

export async function readSetting(storage: Storage, projectId: ProjectId): Promise<StoredSetting> {
  const found = await storage.revised(key(projectId), (value) => setting.parse(value));
  if (found === undefined) return DEFAULT;
  const { mode, graceHours, unfinished, changed } = found.value;
  return { mode, graceHours, unfinished, changed, revision: found.revision };
}

export const settingWrite = (
  projectId: ProjectId,
  { mode, graceHours, unfinished }: SprintSetting,
  changed: { readonly by: AccountId; readonly at: number },
  after: number,
): AtomicWrite => ({ key: key(projectId), value: { version: 1, mode, graceHours, unfinished, changed }, after });

const GUARDED = 'sprint-guarded-projects';
const guarded = z.object({ version: z.literal(1), projects: z.array(z.string()) });

/** The projects whose sprints are watched: one revised value, since queries may lag. */
export async function guardedProjects(storage: Storage): Promise<{ readonly projects: readonly ProjectId[]; readonly revision: number }> {
  const found = await storage.revised(GUARDED, (value) => guarded.parse(value));
  return { projects: found?.value.projects ?? [], revision: found?.revision ?? 0 };
}

export const guardedWrite = (projects: readonly ProjectId[], after: number): AtomicWrite => ({
  key: GUARDED,
  value: { version: 1, projects },
  after,
});
