import { call, get } from '../api';

export interface Message {
  readonly id: number;
  readonly at: string;
  readonly from: string;
  readonly subject: string;
  readonly textBody: string;
  readonly htmlBody: string;
  readonly issueKey: string;
  readonly unread: boolean;
}

export const loadMail = async (): Promise<readonly Message[]> => (await get<{ messages: Message[] }>('/_site/mail')).messages;

export const markRead = (): Promise<void> => call('POST', '/_site/mail/read');

const BLOCKS = 'p, div, br, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre';

/**
 * A mail as plain text. Its HTML is parsed into a document that is never shown: nothing in it runs or is loaded, and only its words
 * are read.
 */
export function plainTextOf({ textBody, htmlBody }: Pick<Message, 'textBody' | 'htmlBody'>): string {
  if (textBody.trim() !== '' || htmlBody === '') return textBody.trim();
  const { body } = new DOMParser().parseFromString(htmlBody, 'text/html');
  body.querySelectorAll('script, style, template').forEach((element) => element.remove());
  body.querySelectorAll(BLOCKS).forEach((element) => element.after('\n'));
  return (body.textContent ?? '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim(); // prettier-ignore
}
