import { useEffect, useState, type ReactNode } from 'react';
import MenuIcon from '@atlaskit/icon/core/menu';
import PulseIcon from '@atlaskit/icon/core/pulse';
import ThemeIcon from '@atlaskit/icon/core/theme';
import { IconButton } from '@atlaskit/button/new';
import { ActivityDrawer } from './activity-drawer';
import { choose, useChoice, type Choice } from './color-mode';
import { CreateButton } from './create/create-button';
import { showFailure } from './flags';
import type { Account } from './jira-types';
import { MailButton } from './mail/mail-button';
import { AT_HAND } from './pages/choose-person';
import { Avatar } from './parts/basics';
import { Menu } from './parts/menu';
import { Link, navigate, usePath } from './router';
import { useSession } from './session';
import { Sidebar } from './sidebar';

interface ShellProps {
  readonly people: readonly Account[];
  readonly become: (person: Account) => Promise<void>;
  readonly children: ReactNode;
}

const CHOICES: readonly { key: Choice; text: string }[] = [
  { key: 'light', text: 'Light' },
  { key: 'dark', text: 'Dark' },
  { key: 'auto', text: 'Match browser' },
];

/** Top bar, sidebar, the page, and the drawer that shows what the app just did. */
export function Shell({ people, become, children }: ShellProps) {
  const { account } = useSession();
  const path = usePath();
  const [drawer, setDrawer] = useState(() => sessionStorage.getItem('drawer') === 'open');
  const [nav, setNav] = useState(false);
  const chosen = useChoice();

  useEffect(() => setNav(false), [path]);
  useEffect(() => sessionStorage.setItem('drawer', drawer ? 'open' : ''), [drawer]);

  return (
    <div className={`shell ${drawer ? 'with-drawer' : ''}`}>
      <a className="skip-link" href="#main">
        Skip to main content
      </a>
      <header className="top-bar">
        <div className="nav-toggle">
          <IconButton
            icon={MenuIcon}
            label={nav ? 'Hide navigation' : 'Show navigation'}
            appearance="subtle"
            onClick={() => setNav(!nav)}
          />
        </div>
        <Link className="brand" href="/projects">
          <span className="brand-mark" aria-hidden="true" />
          <span>
            Jira <span className="brand-note">(local stand-in)</span>
          </span>
        </Link>
        <SearchBox />
        <CreateButton />
        <div className="top-actions">
          <button type="button" className="menu-button drawer-button" aria-expanded={drawer} onClick={() => setDrawer(!drawer)}>
            <PulseIcon label="" />
            <span className="drawer-button-text">What the app does</span>
          </button>
          <MailButton />
          <Menu
            label={`Theme: ${CHOICES.find(({ key }) => key === chosen)?.text}`}
            align="end"
            className="theme-button"
            trigger={<ThemeIcon label="" />}
            items={CHOICES.map(({ key, text }) => ({ key, text, selected: key === chosen, onSelect: () => choose(key) }))}
          />
          <People people={people} current={account} become={become} />
        </div>
      </header>
      <div className={`sidebar ${nav ? 'sidebar-open' : ''}`}>
        <Sidebar />
      </div>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      {drawer && <ActivityDrawer close={() => setDrawer(false)} />}
    </div>
  );
}

function SearchBox() {
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
        if (/^[A-Z][A-Z0-9]+-\d+$/i.test(text)) navigate(`/browse/${text.toUpperCase()}`);
        else navigate(`/issues?jql=${encodeURIComponent(text === '' ? '' : `text ~ ${JSON.stringify(text)} ORDER BY updated DESC`)}`);
      }}
    >
      <input name="text" type="search" placeholder="Search" aria-label="Search issues by text or key" />
    </form>
  );
}

/** The first people are one click away, where there is room; the menu has all of them. */
function People({ people, current, become }: { people: readonly Account[]; current: Account; become: ShellProps['become'] }) {
  const change = (person: Account): void => {
    if (person.accountId === current.accountId) return;
    become(person).catch((error: unknown) => showFailure(`You are still ${current.displayName}`, error));
  };
  return (
    <>
      <div className="people" role="group" aria-label="You are">
        {people.slice(0, AT_HAND).map((person) => (
          <button
            key={person.accountId}
            type="button"
            className="person-button"
            aria-pressed={person.accountId === current.accountId}
            title={`Be ${person.displayName} (${person.emailAddress})`}
            onClick={() => change(person)}
          >
            <Avatar person={person} />
          </button>
        ))}
      </div>
      <Menu
        label={`You are ${current.displayName}. Change person`}
        align="end"
        className="people-menu"
        trigger={
          <>
            <Avatar person={current} />
            <span className="people-name">{current.displayName}</span>
          </>
        }
        items={people.map((person) => ({
          key: person.accountId,
          selected: person.accountId === current.accountId,
          onSelect: () => change(person),
          text: (
            <>
              <Avatar person={person} /> {person.displayName} <span className="subtle">{person.emailAddress}</span>
            </>
          ),
        }))}
      />
    </>
  );
}
