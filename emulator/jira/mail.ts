import { z } from 'zod';

const MessageSchema = z.object({
  id: z.number().int(),
  at: z.number(),
  /** As a mail program shows it. */
  from: z.string(),
  issueId: z.string(),
  /** The issue's key when it was sent. */
  issueKey: z.string(),
  subject: z.string(),
  textBody: z.string(),
  htmlBody: z.string(),
  /** Account ids, each once. */
  recipients: z.array(z.string()),
  by: z.string().nullable(),
});
/** A mail Jira would have sent on `POST issue/{id}/notify`. */
export type Message = z.infer<typeof MessageSchema>;

const SnapshotSchema = z.object({ sent: z.array(MessageSchema), read: z.array(z.tuple([z.string(), z.number().int()])) });

/** All mail of the site, kept where people can see it: the local Jira has no mail server. */
export class Mail {
  private messages: Message[] = [];
  /** Account id -> the last message they have seen. */
  private readonly read = new Map<string, number>();
  private readonly listeners = new Set<(message: Message) => void>();

  send(message: Omit<Message, 'id'>): void {
    const full = { id: (this.messages.at(-1)?.id ?? 0) + 1, ...message };
    this.messages.push(full);
    for (const listener of this.listeners) listener(full);
  }

  /** Oldest first. */
  sent(): readonly Message[] {
    return this.messages;
  }

  /** What a person got, newest first. */
  of(accountId: string): readonly Message[] {
    return this.messages.filter(({ recipients }) => recipients.includes(accountId)).reverse();
  }

  isUnread(accountId: string, message: Message): boolean {
    return message.id > (this.read.get(accountId) ?? 0);
  }

  /** The person has seen what there is. */
  markRead(accountId: string): void {
    this.read.set(accountId, this.messages.at(-1)?.id ?? 0);
  }

  subscribe(listener: (message: Message) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  snapshot(): z.infer<typeof SnapshotSchema> {
    return { sent: [...this.messages], read: [...this.read] };
  }

  restore(data: unknown): void {
    const { sent, read } = SnapshotSchema.parse(data);
    this.messages = sent;
    for (const [accountId, id] of read) this.read.set(accountId, id);
  }
}
