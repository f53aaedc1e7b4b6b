import { badRequest } from '../errors';
import type { Jira } from '../jira';
import type { PermissionKey } from '../permission-keys';

/** The permissions a comma-separated parameter names. Jira answers 400 to none and to an unknown one. */
export function permissionList(jira: Jira, value: string | null): readonly PermissionKey[] {
  const names = (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw badRequest("The 'permissions' query parameter is required.");
  return names.map((name) => {
    const found = jira.permissions.keys.find((key) => key.key === name);
    if (!found) throw badRequest('', { [name]: 'Unrecognized permission' });
    return found;
  });
}
