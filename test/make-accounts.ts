import { createHash } from 'node:crypto';
import type { TestContext } from 'node:test';
import { Accounts, Votes, type AccountsContext, type Caller } from '#community';
import { StoredSettings, type Database } from '#db';
import { Jobs, Post } from '#jobs';
import { createLogger, systemClock, type Clock } from '#lib';
import type { Mail, Mailer } from '#lib/mail';
import { makeDatabase } from './make-database.js';

export const PATHS = { verify: '/verify', link: '/sign-in/link', reset: '/password/new', register: '/register', signIn: '/sign-in', forgot: '/password/forgot' };
export const ORIGIN = 'http://localhost:3000';
export const PASSWORD = 'correct horse battery';

/** A hash that a test can wait for. */
const QUICK = {
  hash: async (password: string) => createHash('sha256').update(password).digest('hex'),
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === createHash('sha256').update(password).digest('hex'),
};

/** An outbox in memory: what a reader finds in their mail. */
export class Mailbox implements Mailer {
  readonly kind = 'outbox';
  readonly place = 'the outbox';
  readonly mails: Mail[] = [];

  async send(mail: Mail): Promise<object> {
    this.mails.push(mail);
    return {};
  }

  close(): void {}

  /** What the link of the newest mail to somebody carries in `name`. */
  secret(to: string, name = 'token'): string {
    const mail = this.mails.findLast((one) => one.to === to);
    return new RegExp(`[?&]${name}=(\\S+)`).exec(mail?.text ?? '')?.[1] ?? '';
  }
}

/** Accounts over a fresh database, open to everybody, with mails that can be read. */
export async function makeAccounts(t: TestContext, given: Partial<AccountsContext> & { db?: Database; clock?: Clock; registration?: AccountsContext['registration'] } = {}) {
  const db = given.db ?? (await makeDatabase(t));
  const clock = given.clock ?? systemClock;
  const log = createLogger('silent', 'test');
  const settings = new StoredSettings(db);
  const mailbox = new Mailbox();
  const post = new Post({ db, clock, log, settings, jobs: new Jobs(db, clock, 'test'), mailer: mailbox, outbox: mailbox });
  const votes = new Votes({ db, clock });
  const context: AccountsContext = { db, clock, log, settings, post, takeBack: (writer, reader) => votes.removeReader(writer, reader), secret: 'a secret of tests, long enough', paths: PATHS, registration: { kind: 'open' }, evenMs: 0, passwords: QUICK, ...given };
  return { db, clock, mailbox, votes, context, accounts: new Accounts(context) };
}

let browsers = 0;

/** A browser with its cookies, at an address of its own. */
export class Browser {
  private readonly jar = new Map<string, string>();
  readonly address = `192.0.2.${++browsers}`;

  constructor(readonly origin = ORIGIN) {}

  get caller(): Caller {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    return { origin: this.origin, address: this.address, headers: new Headers({ 'user-agent': 'a browser of tests', ...(cookie === '' ? {} : { cookie }) }) };
  }

  keep({ cookies }: { cookies: readonly string[] }): void {
    for (const line of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  set(name: string, value: string): void {
    this.jar.set(name, value);
  }
}

/** Somebody who registered, proved the address and is signed in. */
export async function makeReader({ accounts, mailbox }: Awaited<ReturnType<typeof makeAccounts>>, name: string) {
  const browser = new Browser();
  const email = `${name.toLowerCase()}@example.org`;
  await accounts.entry.register(browser.caller, { name, email, password: PASSWORD, invitation: '' });
  const entered = await accounts.entry.prove(browser.caller, { token: mailbox.secret(email), password: PASSWORD });
  if (entered.kind !== 'in') throw new Error(`${name} could not come in: ${entered.kind}`);
  browser.keep(entered);
  return { browser, email, reader: entered.reader, cookies: entered.cookies };
}
