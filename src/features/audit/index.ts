/**
 * Audit: the append-only record of decisions (D3).
 *
 * - An entry is written in the same transaction as the change it records, so neither exists without the other.
 * - Entries hold ids only. Nobody edits or deletes one.
 */
import type { Audit } from '../../core/audit';
import type { Now } from '../../core/clock';

/** The custom entity of manifest.yml; `by-project` lists a project's entries by time. */
const ENTITY = 'audit-entry';

export function createAudit(deps: { readonly now: Now; readonly newId: () => string }): Audit {
  return {
    entry({ projectId, kind, actor, ...detail }) {
      const at = deps.now();
      return { key: `${projectId}:${at}:${deps.newId()}`, entity: ENTITY, value: { version: 1, projectId, kind, actor, at, detail } };
    },
  };
}
