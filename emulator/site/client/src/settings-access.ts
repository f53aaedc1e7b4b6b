import { get } from './api';

/** Whether the person may open a project's settings. Jira administrators too, whatever the project's scheme says. */
export async function mayAdminister(projectKey: string): Promise<boolean> {
  const { permissions } = await get<{ permissions: Record<string, { havePermission: boolean } | undefined> }>(
    `/rest/api/3/mypermissions?permissions=ADMINISTER_PROJECTS,ADMINISTER&projectKey=${encodeURIComponent(projectKey)}`,
  );
  return Object.values(permissions).some((permission) => permission?.havePermission === true);
}
