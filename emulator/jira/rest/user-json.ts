import type { Group, User } from '../model';
import { apiUrl, type JsonContext } from './json-context';

type Row = Record<string, unknown>;

const SIZES = ['48x48', '24x24', '16x16', '32x32'] as const;
const SIZE_NAMES = { '48x48': 'large', '32x32': 'medium', '24x24': 'small', '16x16': 'xsmall' } as const;

export type AvatarType = 'user' | 'project' | 'issuetype' | 'priority';

/** Avatars are drawn by the local site itself (avatars.ts). */
export const avatarUrl = (context: JsonContext, type: AvatarType, id: string, size?: string): string =>
  `${context.baseUrl}/rest/api/${context.apiVersion}/universal_avatar/view/type/${type}/owner/${encodeURIComponent(id)}${size ? `?size=${size}` : ''}`;

export function avatarUrls(context: JsonContext, type: AvatarType, id: string): Record<string, string> {
  return Object.fromEntries(SIZES.map((size) => [size, avatarUrl(context, type, id, SIZE_NAMES[size])]));
}

/** A user as it appears inside issues, comments, changelogs and lists. `null` for nobody or an unknown account. */
export function userJson(context: JsonContext, accountId: string | null): Row | null {
  if (accountId === null) return null;
  const user = context.jira.state.users.get(accountId);
  if (!user) return null;
  return userRow(context, user);
}

export function userRow(context: JsonContext, user: User): Row {
  return {
    self: apiUrl(context, `user?accountId=${encodeURIComponent(user.accountId)}`),
    accountId: user.accountId,
    accountType: user.accountType,
    // The owner of the address decides who sees it: the local site shows it to everyone but anonymous visitors. Apps have none.
    ...(user.emailAddress !== '' && context.accountId !== null && user.accountType !== 'app' ? { emailAddress: user.emailAddress } : {}),
    avatarUrls: avatarUrls(context, 'user', user.accountId),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
  };
}

/** A user as `GET user` and `GET myself` answer: with locale, and groups and application roles where expanded. */
export function userDetailJson(context: JsonContext, user: User, expand: readonly string[]): Row {
  const groups = context.jira.users.groupsOf(user.accountId);
  return {
    ...userRow(context, user),
    locale: user.locale,
    groups: { size: groups.length, items: expand.includes('groups') ? groups.map((group) => groupJson(context, group)) : [] },
    applicationRoles: {
      size: user.licensed ? 1 : 0,
      items: expand.includes('applicationRoles') && user.licensed ? [{ key: 'jira-software', name: 'Jira Software' }] : [],
    },
    expand: 'groups,applicationRoles',
  };
}

export const groupJson = (context: JsonContext, group: Group): Row => ({
  name: group.name,
  groupId: group.groupId,
  self: apiUrl(context, `group?groupId=${encodeURIComponent(group.groupId)}`),
});
