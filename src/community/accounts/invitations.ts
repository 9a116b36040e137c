import { createHash, randomBytes } from 'node:crypto';
import { takeNumbers } from '#db';
import { isoNow, NotFoundError } from '#lib';
import { ROLES, roleOf, type Role } from '../policies.js';
import type { AccountsContext, Caller } from './context.js';
import { INVITATION_MS } from './limits.js';
import { mailsFor } from './mails.js';
import { checkedEmail } from './names.js';

/** An invitation that can still be used. */
export interface Invitation {
  number: number;
  /** Empty: whoever has its address. */
  email: string;
  role: Role;
  from: string;
  /** An instant in UTC. */
  until: string;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Invitations: each lets one person register, whatever registration is, and says what they become. */
export class Invitations {
  constructor(private readonly context: AccountsContext) {}

  /** Makes one and gives its secret, which is shown once; where an address is given it goes there as a mail, too. @throws InvalidInputError */
  async make(caller: Pick<Caller, 'origin'>, { by, email, role }: { by: { reader: number; name: string }; email: string; role: string }): Promise<string> {
    const { db, clock, post, paths } = this.context;
    const secret = randomBytes(32).toString('base64url');
    const address = email.trim() === '' ? '' : checkedEmail(email);
    const until = new Date(clock.now() + INVITATION_MS).toISOString();
    await db.transaction(async (writer) => {
      const number = await takeNumbers(writer, 'invitation', 1);
      const values = { number, hash: hashOf(secret), email: address, role: invitedRole(role), invited_by: by.reader, created_at: isoNow(clock), expires_at: until, used_at: '' };
      await writer.insertInto('invitations').values(values).execute();
    });
    if (address !== '') await post.add(mailsFor(caller.origin, paths).invitation({ email: address, token: secret, from: by.name }));
    return secret;
  }

  /** Those that can still be used, the newest first. */
  async list(): Promise<Invitation[]> {
    const rows = await this.usable().orderBy('invitations.number', 'desc').execute();
    return rows.map(viewOf);
  }

  /** The invitation of a secret; undefined when there is none, or it was used, withdrawn or is too old. */
  async find(secret: string): Promise<Invitation | undefined> {
    if (!SECRET.test(secret)) return undefined;
    const row = await this.usable().where('invitations.hash', '=', hashOf(secret)).executeTakeFirst();
    return row && viewOf(row);
  }

  /** Uses one up; false when another was faster. */
  async use(number: number): Promise<boolean> {
    const { numUpdatedRows } = await this.context.db.kysely.updateTable('invitations').set({ used_at: isoNow(this.context.clock) }).where('number', '=', number).where('used_at', '=', '').executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Gives one back that was taken for nothing. */
  async giveBack(number: number): Promise<void> {
    await this.context.db.kysely.updateTable('invitations').set({ used_at: '' }).where('number', '=', number).execute();
  }

  /** @throws NotFoundError */
  async withdraw(number: number): Promise<void> {
    if (!(await this.use(number))) throw new NotFoundError('This invitation was used or withdrawn already.');
  }

  private usable() {
    return this.context.db.kysely
      .selectFrom('invitations')
      .innerJoin('readers', 'readers.number', 'invitations.invited_by')
      .select(['invitations.number', 'invitations.email', 'invitations.role', 'invitations.expires_at', 'readers.name'])
      .where('invitations.used_at', '=', '')
      .where('invitations.expires_at', '>', isoNow(this.context.clock));
  }
}

function viewOf(row: { number: number; email: string; role: string; expires_at: string; name: string }): Invitation {
  return { number: row.number, email: row.email, role: roleOf(row.role), from: row.name, until: row.expires_at };
}

function invitedRole(text: string): Role {
  return ROLES.find((role) => role === text && role !== 'visitor') ?? 'reader';
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
