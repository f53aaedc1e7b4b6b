import { AppError } from '../../core/errors';
import type { BoardId } from '../../core/sprints';
import type { SprintDeps } from './deps';
import type { SprintSetting } from './stored-setting';

/** The statuses that count as done, where the project counts by its board's last column; null: it counts by status category, or the board has none. */
export async function lastColumnOf(
  { boards }: Pick<SprintDeps, 'boards'>,
  { unfinished }: Pick<SprintSetting, 'unfinished'>,
  boardId: BoardId | null,
): Promise<readonly string[] | null> {
  if (unfinished === 'status' || boardId === null) return null;
  try {
    return await boards.lastColumn(boardId);
  } catch (error) {
    // Without the board its columns are gone too.
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'forbidden')) return null;
    throw error;
  }
}
