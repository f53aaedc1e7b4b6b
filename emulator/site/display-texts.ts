import type { Jira } from '../jira/jira';
import { formatForgeValue } from '../jira/forge-fields';
import type { Field, Issue } from '../jira/model';

/**
 * What Jira's issue view and its lists show for the fields an app brought: the text of the field's formatter, evaluated as the person
 * who looks, by field id. A field that is empty, or has no formatter, or whose formatter fails, is absent: its plain value is shown.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-custom-field/#formatter
 */
export function displayTexts(jira: Jira, accountId: string, issue: Issue, fields = formattedFields(jira)): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of fields) {
    const value = issue.custom[field.id];
    const text = value === undefined || value === null ? undefined : formatForgeValue(jira, field, value, issue, accountId);
    if (text !== undefined) texts[field.id] = text;
  }
  return texts;
}

const formattedFields = (jira: Jira): readonly Field[] => jira.fields.all().filter(({ forge }) => forge?.formatter !== undefined);
