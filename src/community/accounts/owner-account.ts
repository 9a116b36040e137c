import { randomBytes } from 'node:crypto';
import { ConflictError, isoNow } from '#lib';
import { OWNER } from '../owner.js';
import type { AccountsContext, Caller } from './context.js';
import type { Calls } from './call.js';
import { checkedEmail, checkedPassword } from './names.js';

/** How far the owner is with an account of their own. */
export type OwnerAccount = { kind: 'none' } | { kind: 'asked'; email: string } | { kind: 'proven'; email: string } | { kind: 'attached'; email: string };

const WAITING = 'owner-account';

/**
 * The owner, who comes by a key, gets an account to sign in with elsewhere. It becomes the owner's only once its address is
 * proven and the owner's own browser says so: a slip of the keyboard must not make a stranger the owner.
 */
export class OwnerAccounts {
  constructor(
    private readonly context: AccountsContext,
    private readonly calls: Calls,
  ) {}

  async standing(): Promise<OwnerAccount> {
    const { db, settings } = this.context;
    const own = await db.kysely.selectFrom('accounts').select('email').where('reader', '=', OWNER).executeTakeFirst();
    if (own !== undefined) return { kind: 'attached', email: own.email };
    const id = await settings.get<string>(WAITING);
    const asked = id === undefined || id === '' ? undefined : await db.kysely.selectFrom('accounts').select(['email', 'email_verified', 'reader']).where('id', '=', id).executeTakeFirst();
    if (asked === undefined) return { kind: 'none' };
    return { kind: asked.email_verified === 1 ? 'proven' : 'asked', email: asked.email };
  }

  /** Makes the account and sends the mail that proves its address. @throws InvalidInputError, ConflictError */
  async ask(caller: Caller, given: { name: string; email: string; password: string }): Promise<void> {
    const [email, password] = [checkedEmail(given.email), checkedPassword(given.password)];
    const { db, settings } = this.context;
    if ((await this.standing()).kind === 'attached') throw new ConflictError('You have an account already.');
    // What was asked before and never proven gives way: the address may have been a slip.
    const before = await settings.get<string>(WAITING);
    if (before !== undefined) await db.kysely.deleteFrom('accounts').where('id', '=', before).where('email_verified', '=', 0).where('reader', 'is', null).execute();
    const answer = await this.calls.make(caller, (api, headers) => api.signUpEmail({ body: { name: given.name, email, password }, headers, asResponse: true }), { mayRegister: (address) => address === email });
    const [made] = answer.errand.made;
    if (!answer.ok || made === undefined) throw new ConflictError('Another account has this address. Take another one, or sign in with that and remove it.');
    await settings.set(WAITING, made, isoNow(this.context.clock));
  }

  /** Whether this account was asked for by the owner and is not theirs yet. */
  async isWaiting(account: string): Promise<boolean> {
    return (await this.context.settings.get<string>(WAITING)) === account;
  }

  /** The owner's browser says: this account is mine. @throws ConflictError while its address is not proven */
  async claim(): Promise<true> {
    const { db, settings, clock } = this.context;
    const id = (await settings.get<string>(WAITING)) ?? '';
    const { numUpdatedRows } = await db.kysely.updateTable('accounts').set({ reader: OWNER }).where('id', '=', id).where('reader', 'is', null).where('email_verified', '=', 1).executeTakeFirst();
    if (numUpdatedRows === 0n) throw new ConflictError('The address is not proven yet. Open the link in the mail first.');
    await settings.set(WAITING, '', isoNow(clock));
    return true;
  }

  /**
   * Gives the owner an account under this address, without asking the address: for whoever can run commands where the paper
   * is installed. Returns the address at which a password is chosen, once, within a day.
   * @throws InvalidInputError, ConflictError
   */
  async attach(caller: Caller, given: string): Promise<string> {
    const email = checkedEmail(given);
    const { kysely } = this.context.db;
    const own = await kysely.selectFrom('accounts').select(['id', 'email']).where('reader', '=', OWNER).executeTakeFirst();
    if (own === undefined) {
      await this.ask(caller, { name: 'Owner', email, password: randomBytes(24).toString('base64url') });
      await kysely.updateTable('accounts').set({ email_verified: 1 }).where('email', '=', email).execute();
      await this.claim();
    } else if (own.email !== email) {
      const taken = await kysely.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst();
      if (taken !== undefined) throw new ConflictError('Another account has this address.');
      await kysely.updateTable('accounts').set({ email, email_verified: 1 }).where('id', '=', own.id).execute();
    }
    const { id } = await kysely.selectFrom('accounts').select('id').where('reader', '=', OWNER).executeTakeFirstOrThrow();
    return `${caller.origin}${this.context.paths.reset}?token=${await this.calls.resetToken(caller.origin, id)}`;
  }

  /** Takes the account from the owner again; the key goes on working on the machine itself. */
  async detach(): Promise<void> {
    await this.context.db.kysely.deleteFrom('accounts').where('reader', '=', OWNER).execute();
  }
}
