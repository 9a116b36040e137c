import { ConflictError, isoNow } from '#lib';
import { may, type Role } from '../policies.js';
import { Attempts } from './attempts.js';
import { Calls } from './call.js';
import type { AccountsContext } from './context.js';
import { sessionCookieName } from './cookie.js';
import { Deeds } from './deeds.js';
import { Entry } from './entry.js';
import { Invitations } from './invitations.js';
import { OwnAccount } from './own.js';
import { OwnerAccounts } from './owner-account.js';
import { Readers } from './readers.js';
import { parseRegistration, printRegistration, type Registration } from './registration.js';
import { Sessions } from './sessions.js';

/** Who may make an account, and who said so. */
export interface RegistrationChoice {
  registration: Registration;
  /** `environment` cannot be changed on a page. */
  from: 'environment' | 'settings' | 'default';
}

const SETTING = 'registration';
const TIDY_MS = 600_000;

/** Accounts, as a whole. Off until the owner switches them on: then nobody but the owner has a name here. */
export class Accounts {
  readonly entry: Entry;
  readonly own: OwnAccount;
  readonly owner: OwnerAccounts;
  readonly sessions: Sessions;
  readonly readers: Readers;
  readonly invitations: Invitations;
  readonly deeds: Deeds;
  private readonly calls: Calls;
  private readonly attempts: Attempts;
  private tidied = -Infinity;

  constructor(private readonly context: AccountsContext) {
    this.calls = new Calls(context);
    this.attempts = new Attempts(context);
    this.entry = new Entry(context, this.calls, async () => (await this.choice()).registration);
    this.own = new OwnAccount(context, this.calls);
    this.owner = new OwnerAccounts(context, this.calls);
    this.sessions = new Sessions(context);
    this.readers = new Readers(context);
    this.invitations = new Invitations(context);
    this.deeds = new Deeds(context);
  }

  /** The name of the cookie that holds a session. */
  cookieName(origin: string): string {
    return sessionCookieName(origin);
  }

  /** The name of the provider that readers may sign in with. */
  get provider(): string | undefined {
    return this.context.provider?.name;
  }

  /** Where mails go, and what is the matter with that. */
  async mail(): Promise<{ kind: 'smtp' | 'outbox'; outbox: string; trouble?: { since: string; message: string } }> {
    const { post } = this.context;
    return { kind: post.kind, outbox: post.outbox, trouble: await post.trouble() };
  }

  async choice(): Promise<RegistrationChoice> {
    if (this.context.registration !== undefined) return { registration: this.context.registration, from: 'environment' };
    const stored = await this.context.settings.get<string>(SETTING);
    return stored === undefined ? { registration: { kind: 'off' }, from: 'default' } : { registration: parseRegistration(stored), from: 'settings' };
  }

  /** Whether there are accounts at all. */
  async areOn(): Promise<boolean> {
    return (await this.choice()).registration.kind !== 'off';
  }

  /** Says who may register; `off` signs nobody out, but lets nobody in. @throws InvalidInputError, ConflictError */
  async choose(by: { reader: number; role: Role }, text: string): Promise<void> {
    if (!may(by.role, 'administer readers')) throw new ConflictError('Only administrators decide who may register.');
    if (this.context.registration !== undefined) throw new ConflictError('Who may register is set with BROADSHEET_ACCOUNTS where the program is started. Take it away there to choose here.');
    const registration = parseRegistration(text);
    const before = await this.choice();
    if (printRegistration(before.registration) === printRegistration(registration)) return;
    await this.context.settings.set(SETTING, printRegistration(registration), isoNow(this.context.clock));
    await this.context.db.transaction((writer) => this.deeds.note(writer, { by: by.reader, what: WORDS[registration.kind], why: registration.kind === 'domain' ? registration.domains.join(', ') : '' }));
  }

  /** Removes what is over, at most every ten minutes. Failing does no harm. */
  async tidy(): Promise<void> {
    if (performance.now() - this.tidied < TIDY_MS) return;
    this.tidied = performance.now();
    await Promise.all([this.sessions.forgetOld(), this.attempts.forgetOld()]).catch((error: unknown) => this.context.log.warn({ err: error }, 'old sessions were not removed'));
  }
}

const WORDS: Record<Registration['kind'], string> = {
  off: 'switched accounts off',
  closed: 'closed registration',
  invitation: 'opened registration by invitation',
  domain: 'opened registration by domain of the address',
  open: 'opened registration to everybody',
};
