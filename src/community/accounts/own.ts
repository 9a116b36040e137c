import { sql } from 'kysely';
import type { Database, Writer } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError } from '#lib';
import { OWNER } from '../owner.js';
import { Attempts } from './attempts.js';
import type { Answer, Calls } from './call.js';
import type { AccountsContext, Caller } from './context.js';
import { checkedEmail, checkedPassword } from './names.js';
import { PERSONAL, type PersonalTable } from './personal.js';
import { LEFT } from './readers.js';
import { Sessions, type SessionView, type SignedIn } from './sessions.js';

/** An account as its reader sees it. */
export interface AccountView {
  id: string;
  email: string;
  proven: boolean;
  /** Instants in UTC. */
  since: string;
  /** False for one who only comes by link, passkey or provider. */
  hasPassword: boolean;
  /** True for one who also comes in by the provider. */
  byProvider: boolean;
  sessions: SessionView[];
  passkeys: { id: string; name: string; since: string }[];
}

/** What readers do with their own account. */
export class OwnAccount {
  private readonly attempts: Attempts;
  private readonly sessions: Sessions;

  constructor(
    private readonly context: AccountsContext,
    private readonly calls: Calls,
  ) {
    this.attempts = new Attempts(context);
    this.sessions = new Sessions(context);
  }

  /** The account of a reader; undefined for the owner before one is attached. */
  async ofReader(reader: number): Promise<AccountView | undefined> {
    const { kysely } = this.context.db;
    const row = await kysely.selectFrom('accounts').select(['id', 'email', 'email_verified', 'created_at']).where('reader', '=', reader).executeTakeFirst();
    if (row === undefined) return undefined;
    const [credentials, passkeys, sessions] = await Promise.all([
      kysely.selectFrom('account_credentials').select('provider_id').where('user_id', '=', row.id).execute(),
      kysely.selectFrom('account_passkeys').select(['id', 'name', 'created_at']).where('user_id', '=', row.id).orderBy('created_at').execute(),
      this.sessions.list(row.id),
    ]);
    const hasPassword = credentials.some(({ provider_id }) => provider_id === 'credential');
    return {
      id: row.id,
      email: row.email,
      proven: row.email_verified === 1,
      since: row.created_at,
      hasPassword,
      byProvider: credentials.some(({ provider_id }) => provider_id !== 'credential'),
      sessions,
      passkeys: passkeys.map(({ id, name, created_at }) => ({ id, name: name ?? 'Passkey', since: created_at ?? '' })),
    };
  }

  /**
   * Asks for another e-mail address: the present one gets a mail that allows it, then the new one a mail that proves it.
   * Answers alike when the new one is taken. @throws InvalidInputError, TooManyAttemptsError
   */
  async changeEmail(caller: Caller, given: string): Promise<void> {
    const newEmail = checkedEmail(given);
    await this.attempts.count('mail from an address', caller.address);
    await this.attempts.count('mail to an address', newEmail);
    const answer = await this.calls.make(caller, (api, headers) => api.changeEmail({ body: { newEmail }, headers, asResponse: true }));
    if (!answer.ok) throw new InvalidInputError('The address could not be changed to this one: it is the one you have.');
  }

  /** Takes a further step to another address by the token of a mail: `sent` a mail to the new one, or `changed`; undefined when the token is none. */
  async followChange(caller: Caller, token: string): Promise<'sent' | 'changed' | undefined> {
    await this.attempts.count('code from an address', caller.address);
    const answer = await this.calls.make(caller, (api, headers) => api.verifyEmail({ query: { token }, headers, asResponse: true }));
    if (!answer.ok) return undefined;
    return answer.errand.mails.length > 0 ? 'sent' : 'changed';
  }

  /** Another password; all other browsers are signed out. @throws InvalidInputError, TooManyAttemptsError */
  async changePassword(caller: Caller, { account, session }: SignedIn, { current, next }: { current: string; next: string }): Promise<void> {
    checkedPassword(next);
    await this.attempts.count('password for an account', account);
    const answer = await this.calls.make(caller, (api, headers) => api.changePassword({ body: { currentPassword: current, newPassword: next }, headers, asResponse: true }));
    if (!answer.ok) throw new InvalidInputError('The present password is not right, so nothing was changed. If you do not know it, sign out and have a link sent for a new one.');
    await this.sessions.endAll(account, { but: session });
  }

  /** What the browser needs to make a passkey. */
  async passkeyQuestion(caller: Caller): Promise<Answer> {
    return await this.calls.make(caller, (api, headers) => api.generatePasskeyRegistrationOptions({ headers, query: {}, asResponse: true }));
  }

  async addPasskey(caller: Caller, { response, name }: { response: unknown; name: string }): Promise<Answer> {
    return await this.calls.make(caller, (api, headers) => api.verifyPasskeyRegistration({ body: { response, name: name.slice(0, 60) }, headers, asResponse: true }));
  }

  /** @throws NotFoundError */
  async removePasskey(account: string, passkey: string): Promise<void> {
    const { numDeletedRows } = await this.context.db.kysely.deleteFrom('account_passkeys').where('user_id', '=', account).where('id', '=', passkey).executeTakeFirst();
    if (numDeletedRows === 0n) throw new NotFoundError('This passkey was removed already.');
  }

  /** Everything that is kept of a reader, as plain data; of secrets that they are there, but not what they are. */
  async export(reader: number): Promise<Record<string, unknown>> {
    const { kysely } = this.context.db;
    const profile = await kysely.selectFrom('readers').select(['number', 'name', 'about', 'role', 'created_at', 'suspended_at', 'suspended_why']).where('number', '=', reader).executeTakeFirst();
    const about = await kysely.selectFrom('deeds').select(['done_at', 'what', 'why']).where('about', '=', reader).orderBy('number').execute();
    const did = await kysely.selectFrom('deeds').select(['done_at', 'what', 'about', 'why']).where('done_by', '=', reader).orderBy('number').execute();
    const account = await this.ofReader(reader);
    const tables: Record<string, unknown> = {};
    for (const personal of PERSONAL) tables[personal.table] = await exportRows(kysely, personal, reader);
    return { exported_at: isoNow(this.context.clock), reader: profile, account, ...tables, decided_about_you: about, what_you_decided: did };
  }

  /**
   * Removes a reader's account and all that is theirs. Their number stays, without a name, where others' words point to it.
   * @throws ConflictError for the owner, who is not an account
   */
  async remove(reader: number): Promise<void> {
    if (reader === OWNER) throw new ConflictError('The owner of a paper cannot leave it. Detach the e-mail address instead, or hand the data folder over.');
    const { db, clock } = this.context;
    await db.transaction(async (writer) => {
      await this.context.takeBack(writer, reader);
      for (const personal of PERSONAL.filter(({ counted }) => counted !== true)) await removeRows(writer, personal, reader);
      await writer.deleteFrom('accounts').where('reader', '=', reader).execute();
      await writer.updateTable('readers').set({ ...LEFT, removed_at: isoNow(clock) }).where('number', '=', reader).execute();
    });
  }
}

async function exportRows(kysely: Database['kysely'], { table, column, secrets = [] }: PersonalTable, reader: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${sql.ref(column)} = ${reader}`.execute(kysely);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !secrets.includes(name))));
}

async function removeRows(writer: Writer, { table, column, parts = [] }: PersonalTable, reader: number): Promise<void> {
  for (const part of parts) await sql`delete from ${sql.table(part.table)} where ${sql.ref(part.column)} in (select number from ${sql.table(table)} where ${sql.ref(column)} = ${reader})`.execute(writer);
  await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${reader}`.execute(writer);
}
