import type { Database, StoredSettings, Writer } from '#db';
import type { Post } from '#jobs';
import type { Clock, Logger } from '#lib';
import type { AccountPaths } from './mails.js';
import type { Provider } from './provider.js';
import type { Registration } from './registration.js';

/** A way to hash passwords. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

/** What accounts work with. */
export interface AccountsContext {
  db: Database;
  clock: Clock;
  log: Logger;
  settings: StoredSettings;
  post: Post;
  /** Takes back what a reader gave that others' numbers follow from: votes. In the transaction in which the reader goes. */
  takeBack(writer: Writer, reader: number): Promise<unknown>;
  /** Signs cookies and the links of mails. It stands outside the database, so that a copy of that opens nothing. */
  secret: string;
  paths: AccountPaths;
  /** Where readers may sign in with an account they have elsewhere. */
  provider?: Provider;
  /** What the configuration says of registration; it wins over the page. */
  registration?: Registration;
  /** How passwords are hashed; Better Auth's scrypt (N 16384, r 16, p 1) unless somebody knows better, such as a test in a hurry. */
  passwords?: Passwords;
  /** Answers that must not tell whether an address is known take at least this long, in milliseconds. */
  evenMs?: number;
}

/** A browser, as far as signing in needs to know it. */
export interface Caller {
  /** Scheme, host and port that it reached the paper by. */
  origin: string;
  /** Its cookies and its name for itself, as it sent them. */
  headers: Headers;
  /** The network address it comes from. */
  address: string;
  /** True for the browser that became the owner's by its key. */
  owner?: boolean;
}
