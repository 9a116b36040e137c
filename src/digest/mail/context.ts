import type { Clock, Logger } from '#lib';
import type { Mailer } from '#lib/mail';
import type { FeedSources } from '../feeds/kinds.js';

/** Where the links of a mail lead: absolute addresses. */
export interface MailLinks {
  paper(id: string): string;
  front(): string;
  /** Where an address confirms, chooses otherwise, unsubscribes; by the subscription's token. */
  confirm(token: string): string;
  manage(token: string): string;
  unsubscribe(token: string): string;
}

/** What editions by e-mail are made from and sent by. */
export interface MailContext {
  sources: FeedSources;
  clock: Clock;
  log: Logger;
  mailer: Mailer;
  links: MailLinks;
  /** The name of the paper. */
  publisher: string;
  /** The part after the @ of Message-IDs, and of the List-Id. */
  host: string;
}
