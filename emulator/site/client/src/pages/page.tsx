import { useEffect, type ReactNode } from 'react';
import { Link } from '../router';

interface PageProps {
  readonly title: string;
  readonly crumbs?: readonly { readonly href: string; readonly text: string }[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's frame: where one is, its heading, its title in the browser's tab. */
export function Page({ title, crumbs = [], actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} - Jira (local stand-in)`;
  }, [title]);
  return (
    <div className="page">
      <Crumbs crumbs={crumbs} />
      <div className="page-head">
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}

export function Crumbs({ crumbs }: { crumbs: readonly { readonly href: string; readonly text: string }[] }) {
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label="Breadcrumbs" className="crumbs">
      <ol>
        {crumbs.map(({ href, text }) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
