import { view } from '@forge/bridge';
import { failed } from '../../locales/en.json';
import { savedRule } from '../../src/features/acceptance/rules/rule-uses';

export type Saved = ReturnType<typeof savedRule>;

export type SavedRead =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  /** `isNew`: the rule is being added. `rule`: null where there is none, or nothing this page would have saved. */
  | { readonly kind: 'read'; readonly isNew: boolean; readonly rule: Saved };

/**
 * What the rule was saved with. Jira hands on what the page returned: as the text it was, as its documentation has it, or as what the text says.
 * https://developer.atlassian.com/platform/forge/custom-ui-jira-bridge/workflowRules/
 */
export async function readSaved(): Promise<SavedRead> {
  try {
    const config: unknown = (await view.getContext()).extension['validatorConfig'];
    const isNew = config === undefined || config === null;
    return { kind: 'read', isNew, rule: isNew ? null : savedRule(typeof config === 'string' ? config : JSON.stringify(config)) };
  } catch (error) {
    console.error('getContext', error);
    return { kind: 'failed', message: failed.context };
  }
}
