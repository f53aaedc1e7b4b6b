import { createContext, useContext } from 'react';
import type { Account } from './jira-types';

export interface Session {
  readonly account: Account;
  readonly app: { readonly name: string; readonly id: string };
  /** Where app frames come from: the other loopback name of this server. */
  readonly frameOrigin: string;
}

const Context = createContext<Session | undefined>(undefined);
export const SessionProvider = Context.Provider;

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('No session');
  return session;
}
