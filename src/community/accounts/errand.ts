import { AsyncLocalStorage } from 'node:async_hooks';
import type { Mail } from '#lib/mail';

/**
 * What one call of Better Auth may do, and what it leaves to be done. Its callbacks run inside its own transaction, where on
 * SQLite nothing else may ask the database: so they only look here, and what they note is done afterwards.
 */
export interface Errand {
  /** Whether an account may be made for this address. */
  mayRegister(email: string, verified: boolean): boolean;
  /** What the new account of an address becomes, where an invitation says so. */
  roleFor?(email: string): string | undefined;
  /** Mails to send. */
  mails: Mail[];
  /** Accounts whose address was proven by a link in a mail. */
  proven: string[];
  /** Accounts that were made. */
  made: string[];
}

/** What is allowed to a call. `holdMails`: the mails it leaves are not sent. */
export type Permission = Partial<Pick<Errand, 'mayRegister' | 'roleFor'>> & { holdMails?: boolean };

const current = new AsyncLocalStorage<Errand>();

/** Runs a call of Better Auth. Without permission no account can be made by it. */
export async function onErrand<T>(work: () => Promise<T>, { holdMails: _, ...given }: Permission = {}): Promise<{ result: T; errand: Errand }> {
  const errand: Errand = { mayRegister: () => false, mails: [], proven: [], made: [], ...given };
  return { result: await current.run(errand, work), errand };
}

/** The errand this callback was called on. */
export function currentErrand(): Errand {
  const errand = current.getStore();
  if (errand === undefined) throw new Error('Better Auth was called outside an errand');
  return errand;
}
