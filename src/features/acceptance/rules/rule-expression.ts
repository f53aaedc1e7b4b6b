import type { FieldId } from '../../../core/site';
import { acceptance as text } from '../../../../locales/en.json';
import type { Needs } from './field-value';

/**
 * What a workflow rule saves (A5): an expression that lets a transition pass only where the Acceptance field, which people cannot write, names this issue in this
 * project and this installation and says that nothing is missing. It calls no function, reads one field, and is as long for 200 criteria as for one. How Jira gives an object field to an
 * expression is not documented: a map is taken as it is, its text is read.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export function ruleExpression(needs: Needs, fieldId: FieldId, site: string): string {
  return [
    `let f = issue.${fieldId};`,
    `let a = typeof f == 'String' ? JSON.parse(f) : f;`,
    `a == null || a.issue != issue.id ? ${JSON.stringify(text.needs.none)} :`,
    `a.site != ${JSON.stringify(site)} ? ${JSON.stringify(text.needs.otherSite)} :`,
    `a.project != issue.project.id ? ${JSON.stringify(text.needs.pending)} :`,
    `a.needs.${needs} == '' ? true : a.needs.${needs}`,
  ].join('\n');
}
