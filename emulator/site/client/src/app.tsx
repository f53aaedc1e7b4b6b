import { useEffect, useState } from 'react';
import { call, get, messageOf } from './api';
import { Flags } from './flags';
import type { Account } from './jira-types';
import { connectLive } from './live';
import { Pages } from './pages/pages';
import { ChoosePerson } from './pages/choose-person';
import { SessionProvider, type Session } from './session';
import { Shell } from './shell';

type SessionAnswer = Omit<Session, 'account'> & { readonly account: Account | null };

/** Who one is comes first: every page shows Jira as that person sees it, so a switch starts the page anew. */
export function App() {
  const [answer, setAnswer] = useState<SessionAnswer>();
  const [people, setPeople] = useState<readonly Account[]>([]);
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    Promise.all([get<SessionAnswer>('/_site/session'), get<{ accounts: Account[] }>('/_site/accounts')]).then(
      ([session, { accounts }]) => {
        setPeople(accounts);
        setAnswer(session);
      },
      (error: unknown) => setFailure(messageOf(error)),
    );
  }, []);

  const accountId = answer?.account?.accountId;
  useEffect(() => {
    if (accountId !== undefined) connectLive();
  }, [accountId]);

  const become = async (person: Account): Promise<void> => {
    const { account } = await call<{ account: Account }>('POST', '/_site/session', { accountId: person.accountId });
    setAnswer((old) => old && { ...old, account });
  };

  if (failure !== undefined) return <p className="fatal">{failure}</p>;
  if (!answer) return null;
  const { account } = answer;
  if (!account)
    return (
      <ChoosePerson people={people} choose={(person) => void become(person).catch((error: unknown) => setFailure(messageOf(error)))} />
    );
  return (
    <SessionProvider value={{ ...answer, account }}>
      <Shell people={people} become={become} key={account.accountId}>
        <Pages />
      </Shell>
      <Flags />
    </SessionProvider>
  );
}
