import type { Issue, Transition } from '../model';
import { fieldMeta } from './field-meta';
import type { JsonContext } from './json-context';
import { statusJson } from './project-json';

/** A transition as an issue offers it; `fields` (what the reader may set on its screen) only when expanded. */
export function transitionJson(context: JsonContext, issue: Issue, transition: Transition, withFields = false): Record<string, unknown> {
  const to = context.jira.state.statuses.get(transition.to);
  const screen = transition.screenId === undefined ? undefined : context.jira.state.screens.get(transition.screenId);
  const fieldIds = withFields ? context.jira.issues.onTransitionScreen(context.accountId, issue, transition) : [];
  return {
    id: transition.id,
    name: transition.name,
    ...(to ? { to: statusJson(context, to) } : {}),
    hasScreen: screen !== undefined,
    isGlobal: transition.from.length === 0,
    isInitial: false,
    isAvailable: true,
    isConditional: transition.conditions.length + (transition.conditionGroups?.length ?? 0) > 0,
    isLooped: false,
    ...(withFields ? { fields: Object.fromEntries(fieldIds.map((id) => [id, fieldMeta(context, id, issue)])) } : {}),
  };
}
