import { isoNow, NotFoundError, systemClock } from '#lib';
import { roleOf, type Role } from '../policies.js';
import { cookieIn, sessionCookieLine } from './cookie.js';
import { LONGEST_SESSION_SECONDS, PROLONGED_EVERY_SECONDS, SESSION_SECONDS } from './limits.js';
import { hashToken } from './token.js';
import type { AccountsContext, Caller } from './context.js';

/** Who is signed in in a browser. */
export interface SignedIn {
  session: string;
  account: string;
  reader: number;
  role: Role;
  name: string;
  /** Since when, and until when; instants in UTC. */
  since: string;
  until: string;
}

/** One browser that is signed in, as its reader sees it. */
export interface SessionView {
  id: string;
  /** Instants in UTC. */
  since: string;
  until: string;
  /** What the browser says it is. */
  browser: string;
}

/** Better Auth makes tokens of 32 letters and digits. */
const TOKEN = /^[A-Za-z0-9]{16,128}$/;

/** Browsers that are signed in. Better Auth makes and ends sessions by its own clock, so that of the machine counts here. */
export class Sessions {
  constructor(private readonly context: Pick<AccountsContext, 'db'>) {}

  /** Who holds this cookie; undefined when it is worth nothing, or its reader is suspended or gone. */
  async find(cookie: string): Promise<SignedIn | undefined> {
    const token = tokenOf(cookie);
    if (token === undefined) return undefined;
    const row = await this.context.db.kysely
      .selectFrom('account_sessions')
      .innerJoin('accounts', 'accounts.id', 'account_sessions.user_id')
      .innerJoin('readers', 'readers.number', 'accounts.reader')
      .select(['account_sessions.id as session', 'accounts.id as account', 'readers.number as reader', 'readers.role', 'readers.name', 'account_sessions.created_at as since', 'account_sessions.expires_at as until'])
      .where('account_sessions.token', '=', hashToken(token))
      .where('account_sessions.expires_at', '>', isoNow(systemClock))
      .where('readers.suspended_at', '=', '')
      .where('readers.removed_at', '=', '')
      .executeTakeFirst();
    return row && { ...row, role: roleOf(row.role) };
  }

  /**
   * Lets a session live on because its reader did something: once a day at most, and never beyond a year from when it was made.
   * Gives the line of Set-Cookie that tells the browser, if it was prolonged.
   */
  async prolong(caller: Caller, { session, since, until: before }: Pick<SignedIn, 'session' | 'since' | 'until'>): Promise<string | undefined> {
    const cookie = cookieIn(caller);
    const now = systemClock.now();
    const until = Math.min(now + SESSION_SECONDS * 1000, Date.parse(since) + LONGEST_SESSION_SECONDS * 1000);
    if (cookie === undefined || until - Date.parse(before) < PROLONGED_EVERY_SECONDS * 1000) return undefined;
    // A session that ends meanwhile stays ended.
    const { numUpdatedRows } = await this.context.db.kysely.updateTable('account_sessions').set({ expires_at: new Date(until).toISOString(), updated_at: isoNow(systemClock) }).where('id', '=', session).executeTakeFirst();
    return numUpdatedRows > 0n ? sessionCookieLine(caller.origin, cookie, Math.floor((until - now) / 1000)) : undefined;
  }

  /** The account that a cookie belongs to, whatever its reader is. */
  async accountOf(cookie: string): Promise<string | undefined> {
    const token = tokenOf(cookie);
    if (token === undefined) return undefined;
    const row = await this.context.db.kysely.selectFrom('account_sessions').select('user_id').where('token', '=', hashToken(token)).executeTakeFirst();
    return row?.user_id;
  }

  /** Where an account is signed in, the newest first. */
  async list(account: string): Promise<SessionView[]> {
    const rows = await this.context.db.kysely.selectFrom('account_sessions').selectAll().where('user_id', '=', account).where('expires_at', '>', isoNow(systemClock)).orderBy('created_at', 'desc').orderBy('id').execute();
    return rows.map((row) => ({ id: row.id, since: row.created_at, until: row.expires_at, browser: row.user_agent ?? '' }));
  }

  /** Ends one of the account's sessions. @throws NotFoundError */
  async end(account: string, session: string): Promise<void> {
    const { numDeletedRows } = await this.context.db.kysely.deleteFrom('account_sessions').where('user_id', '=', account).where('id', '=', session).executeTakeFirst();
    if (numDeletedRows === 0n) throw new NotFoundError('That browser is not signed in any more.');
  }

  /** Ends the account's sessions, but for one where it is named. */
  async endAll(account: string, { but = '' }: { but?: string } = {}): Promise<void> {
    await this.context.db.kysely.deleteFrom('account_sessions').where('user_id', '=', account).where('id', '!=', but).execute();
  }

  /** Ends the session of a cookie. */
  async endCookie(cookie: string): Promise<void> {
    const token = tokenOf(cookie);
    if (token !== undefined) await this.context.db.kysely.deleteFrom('account_sessions').where('token', '=', hashToken(token)).execute();
  }

  /** Removes what is over. */
  async forgetOld(): Promise<void> {
    const now = isoNow(systemClock);
    await this.context.db.kysely.deleteFrom('account_sessions').where('expires_at', '<=', now).execute();
    await this.context.db.kysely.deleteFrom('account_verifications').where('expires_at', '<=', now).execute();
  }
}

/** The cookie holds the token and its signature. The signature adds nothing to 190 random bits that only their owner holds. */
function tokenOf(cookie: string): string | undefined {
  const token = cookie.split('.')[0] ?? '';
  return TOKEN.test(token) ? token : undefined;
}
