import type { Choice, OutgoingMail, Preview, Subscription } from '#digest';

/** What editors do about a mail. */
export type MailChange = 'resend' | 'stop' | 'mend';

/** What the pages ask of editions by e-mail. */
export interface MailDesk {
  /** False where no mail server is set, so that mails become files. */
  leaves: boolean;
  /** Asks an address whether it agrees; `reader` is whose lists it may have besides. @throws InvalidInputError, ConflictError */
  ask(address: string, choice: Choice, reader?: number): Promise<void>;
  /** Whose link this is; undefined for one that nobody was given. */
  byToken(token: string): Promise<Subscription | undefined>;
  confirm(subscription: Subscription): Promise<void>;
  choose(subscription: Subscription, choice: Choice): Promise<void>;
  pause(subscription: Subscription): Promise<void>;
  resume(subscription: Subscription): Promise<void>;
  end(subscription: Subscription): Promise<void>;
  own: {
    /** What a reader gets by their account, and what is paused. */
    list(reader: number): Promise<Subscription[]>;
    /** @throws ConflictError */
    add(account: { reader: number; address: string }, choice: Choice): Promise<void>;
  };
  outgoing: {
    /** The newest mails, the newest first. */
    list(): Promise<OutgoingMail[]>;
    /** Sends a mail again, stops one that waits, or lets the address of one be written to again that refused it; who did it is noted. False where no mail of this number is in a state for it. */
    steer(number: number, wish: { change: MailChange; by: number }): Promise<boolean>;
  };
  /** What somebody with this choice would be sent now, with lists of a reader's own, or an edition as a mail. Addresses begin with `origin`. @throws InvalidInputError */
  preview(choice: Choice, given: Preview & { origin: string }): Promise<{ subject: string; html: string; text: string }>;
}
