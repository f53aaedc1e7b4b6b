import LinkIcon from '@atlaskit/icon/core/link';
import { router } from '@forge/bridge';
import { acceptancePanel as text } from '../../locales/en.json';
import { linkWords } from './drafts';

/** A link into the web: only Jira itself opens windows for a frame of an app, and asks before it leaves the site. */
export function Evidence({ link }: { readonly link: string }) {
  return (
    <a
      className="evidence"
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      title={link}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        router.open(link).catch((error: unknown) => console.error('router', error));
      }}
    >
      <LinkIcon label="" size="small" color="currentColor" />
      <span className="visually-hidden">{text.evidence} </span>
      <bdi>{linkWords(link)}</bdi>
    </a>
  );
}
