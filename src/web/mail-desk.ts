import type { Choice, OutgoingMail, Subscription } from '#digest';

/** What the pages ask of editions by e-mail. */
export interface MailDesk {
  /** False where no mail server is set, so that mails become files. */
  leaves: boolean;
  /** Asks an address whether it agrees. @throws InvalidInputError, ConflictError */
  ask(address: string, choice: Choice): Promise<void>;
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
    /** False where no mail of this number is in a state for it. */
    resend(number: number): Promise<boolean>;
    stop(number: number): Promise<boolean>;
  };
  /** What somebody with this choice would be sent now, with lists of a reader's own. Addresses begin with `origin`. */
  preview(choice: Choice, origin: string, reader?: number): Promise<{ subject: string; html: string; text: string }>;
}
