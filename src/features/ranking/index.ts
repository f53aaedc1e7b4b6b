/**
 * Ranking: the order of a project's backlog.
 *
 * - Where an issue stands in the guarded scope: open issues that are in no active sprint; epics among epics; sub-tasks nowhere (R1).
 * - Read as the app, so that it is the same number for everyone who may see the issue.
 */
import type { BacklogOrder, Log, Positions } from '../../core/ports';
import { findPosition } from './find-position';

export function createRanking(deps: { readonly order: BacklogOrder; readonly log: Log }): Positions {
  return { of: (issue) => findPosition(deps, issue) };
}
