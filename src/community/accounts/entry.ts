import { setTimeout as wait } from 'node:timers/promises';
import { ConflictError, InvalidInputError } from '#lib';
import { isFor, whyNotAdmitted, type NotAdmitted } from './admission.js';
import { mayRegister, type Registration } from './registration.js';
import { Attempts } from './attempts.js';
import type { Auth } from './auth.js';
import { cookieIn, cookieValue, sessionCookieName } from './cookie.js';
import { Calls, type Answer } from './call.js';
import type { AccountsContext, Caller } from './context.js';
import type { Permission } from './errand.js';
import { Invitations, type Invitation } from './invitations.js';
import { addressIn } from './mail-token.js';
import { checkedEmail, checkedName, checkedPassword } from './names.js';
import { OwnerAccounts } from './owner-account.js';
import { PROVIDER } from './provider.js';
import { Readers, type ReaderView } from './readers.js';
import { Sessions } from './sessions.js';

/** What came of an attempt to sign in. */
export type Entered =
  | { kind: 'in'; reader: ReaderView; cookies: string[] }
  /** The password, link or key is none. */
  | { kind: 'refused' }
  /** The password is right, the address not proven: a mail was sent. */
  | { kind: 'unproven' }
  | { kind: 'suspended'; why: string }
  /** The provider says who it is, and registration is not for them. */
  | { kind: 'no account'; why: NotAdmitted }
  /** The owner asked for this account, and has yet to say in their own browser that it is theirs. */
  | { kind: 'waits for the owner' };

/** What somebody who registers says. */
export interface NewReader {
  name: string;
  email: string;
  password: string;
  /** The secret of an invitation; empty without one. */
  invitation: string;
}

const EVEN_MS = 400;

/** What a browser answers (WebAuthn); Better Auth looks at every part of it. */
type AuthenticationResponse = NonNullable<Parameters<Auth['api']['verifyPasskeyAuthentication']>[0]>['body']['response'];

/** The ways in: registering, proving an address, and signing in by password, link, passkey or provider. */
export class Entry {
  private readonly attempts: Attempts;
  private readonly invitations: Invitations;
  private readonly readers: Readers;
  private readonly sessions: Sessions;
  private readonly owners: OwnerAccounts;

  constructor(
    private readonly context: AccountsContext,
    private readonly calls: Calls,
    private readonly registration: () => Promise<Registration>,
  ) {
    this.attempts = new Attempts(context);
    this.invitations = new Invitations(context);
    this.readers = new Readers(context);
    this.sessions = new Sessions(context);
    this.owners = new OwnerAccounts(context, calls);
  }

  /**
   * Makes an account and sends a mail to prove its address. Answers alike, and about as fast, for an address that has one
   * already; that one gets another mail.
   * @throws InvalidInputError, ConflictError where registration is not for this address, TooManyAttemptsError
   */
  async register(caller: Caller, given: NewReader): Promise<void> {
    const [name, email, password] = [checkedName(given.name), checkedEmail(given.email), checkedPassword(given.password)];
    await this.attempts.count('mail from an address', caller.address);
    await this.attempts.count('mail to an address', email);
    const invitation = await this.invited(caller, given.invitation, email);
    if (invitation === undefined) await this.assertOpenFor(email);
    await this.evenly(async () => {
      const answer = await this.usingUp(invitation, () => this.calls.make(caller, (api, headers) => api.signUpEmail({ body: { name, email, password }, headers, asResponse: true }), { mayRegister: (address) => address === email, roleFor: () => invitation?.role }));
      if (answer === undefined) throw new ConflictError('This invitation was just used. Ask for another.');
      if (!answer.ok) throw new InvalidInputError('With these details no account can be made. Check the address and the password.');
    });
  }

  /** Signs in, and ends the session that this browser had: a cookie that somebody planted there is worth nothing. @throws TooManyAttemptsError */
  async byPassword(caller: Caller, { email, password }: { email: string; password: string }, permission?: Permission): Promise<Entered> {
    await this.attempts.count('password from an address', caller.address);
    await this.attempts.count('password for an account', email.trim());
    const body = { email: email.trim().toLowerCase().slice(0, 320), password: password.slice(0, 1_000) };
    const answer = await this.calls.make(caller, (api, headers) => api.signInEmail({ body, headers, asResponse: true }), permission);
    if (answer.code === 'EMAIL_NOT_VERIFIED') return { kind: 'unproven' };
    return answer.ok ? await this.settle(caller, answer) : { kind: 'refused' };
  }

  /**
   * Proves an address by the token of a mail and signs in. The password is asked for, so that nobody proves the address for
   * somebody else who registered with it.
   * @throws TooManyAttemptsError
   */
  async prove(caller: Caller, { token, password }: { token: string; password: string }): Promise<Entered> {
    const email = addressIn(token);
    if (email === undefined) return { kind: 'refused' };
    const before = await this.byPassword(caller, { email, password }, { holdMails: true });
    if (before.kind !== 'unproven') return before;
    const proven = await this.calls.make(caller, (api, headers) => api.verifyEmail({ query: { token }, headers, asResponse: true }));
    return proven.ok ? await this.byPassword(caller, { email, password }) : { kind: 'refused' };
  }

  /** Sends a link that signs in, where there is an account; answers alike where there is none. @throws InvalidInputError, TooManyAttemptsError */
  async sendLink(caller: Caller, given: string): Promise<void> {
    const email = await this.mayMail(caller, given);
    await this.evenly(async () => {
      if (await this.isKnown(email)) await this.calls.make(caller, (api, headers) => api.signInMagicLink({ body: { email }, headers, asResponse: true }));
    });
  }

  async byLink(caller: Caller, token: string): Promise<Entered> {
    await this.attempts.count('code from an address', caller.address);
    const answer = await this.calls.make(caller, (api, headers) => api.magicLinkVerify({ query: { token }, headers, asResponse: true }));
    return answer.ok ? await this.settle(caller, answer) : { kind: 'refused' };
  }

  /** Sends a link to choose a new password, where there is an account; answers alike where there is none. @throws InvalidInputError, TooManyAttemptsError */
  async sendReset(caller: Caller, given: string): Promise<void> {
    const email = await this.mayMail(caller, given);
    await this.evenly(async () => void (await this.calls.make(caller, (api, headers) => api.requestPasswordReset({ body: { email }, headers, asResponse: true }))));
  }

  /** Sets a new password by the token of a mail, which proves the address, and ends all sessions. False when the token is none. @throws InvalidInputError, TooManyAttemptsError */
  async reset(caller: Caller, { token, password }: { token: string; password: string }): Promise<boolean> {
    checkedPassword(password);
    await this.attempts.count('code from an address', caller.address);
    const answer = await this.calls.make(caller, (api, headers) => api.resetPassword({ body: { token, newPassword: password }, headers, asResponse: true }));
    for (const id of answer.errand.proven) await this.context.db.kysely.updateTable('accounts').set({ email_verified: 1 }).where('id', '=', id).execute();
    return answer.ok;
  }

  /** What the browser needs to ask for a passkey. */
  async passkeyQuestion(caller: Caller): Promise<Answer> {
    await this.attempts.count('code from an address', caller.address);
    return await this.calls.make(caller, (api, headers) => api.generatePasskeyAuthenticationOptions({ headers, asResponse: true }));
  }

  async byPasskey(caller: Caller, response: unknown): Promise<Entered> {
    await this.attempts.count('code from an address', caller.address);
    const answer = await this.calls.make(caller, (api, headers) => api.verifyPasskeyAuthentication({ body: { response: response as AuthenticationResponse }, headers, asResponse: true }));
    return answer.ok ? await this.settle(caller, answer) : { kind: 'refused' };
  }

  /** Where the provider asks who it is; undefined when it cannot be reached. `to` is the path to come back to. */
  async toProvider(caller: Caller): Promise<{ location: string; cookies: string[] } | undefined> {
    const { signIn } = this.context.paths;
    await this.attempts.count('code from an address', caller.address);
    const body = { provider: PROVIDER, callbackURL: signIn, errorCallbackURL: signIn, disableRedirect: true };
    const answer = await this.calls.make(caller, (api, headers) => api.signInSocial({ body, headers, asResponse: true }));
    const location = String(answer.body['url'] ?? '');
    if (answer.ok && URL.canParse(location)) return { location, cookies: answer.cookies };
    this.calls.forget(caller.origin);
    return undefined;
  }

  /**
   * Comes back from the provider, with what it put into the address. A new reader's account is made where registration is for
   * them, or where they came with the secret of an invitation.
   */
  async fromProvider(caller: Caller, { query, invitation: secret }: { query: Record<string, string>; invitation: string }): Promise<Entered> {
    await this.attempts.count('code from an address', caller.address);
    const [registration, invitation] = [await this.registration(), secret === '' ? undefined : await this.invitations.find(secret)];
    const rules = { registration, invitation: secret === '' ? undefined : (invitation ?? ('gone' as const)) };
    let why: NotAdmitted = 'unproven';
    const permission: Permission = {
      mayRegister: (email, proven) => {
        const reason = whyNotAdmitted({ email, proven }, rules);
        if (reason !== undefined) why = reason;
        return reason === undefined;
      },
      roleFor: (email) => (invitation !== undefined && isFor(invitation, email) ? invitation.role : undefined),
    };
    const answer = await this.usingUp(invitation, () => this.calls.make(caller, (api, headers) => api.callbackOAuth({ params: { id: PROVIDER }, query, method: 'GET', headers, asResponse: true }), permission));
    if (answer === undefined) return { kind: 'no account', why: 'invitation gone' };
    if (answer.ok) return await this.settle(caller, answer);
    this.context.log.warn({ code: answer.code }, 'signing in by the provider was refused');
    return /create|signup|account_not_linked/.test(answer.code) ? { kind: 'no account', why } : { kind: 'refused' };
  }

  /** Ends this browser's session. */
  async leave(caller: Caller): Promise<void> {
    const cookie = cookieIn(caller);
    if (cookie !== undefined) await this.sessions.endCookie(cookie);
  }

  /** Does what may make an account, and uses the invitation up if it made one; undefined when another was faster. */
  private async usingUp(invitation: Pick<Invitation, 'number'> | undefined, work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (invitation === undefined) return await work();
    if (!(await this.invitations.use(invitation.number))) return undefined;
    let made = false;
    try {
      const answer = await work();
      made = answer.errand.made.length > 0;
      return answer;
    } finally {
      if (!made) await this.invitations.giveBack(invitation.number);
    }
  }

  private async settle(caller: Caller, { cookies }: Answer): Promise<Entered> {
    const made = cookieValue(cookies, sessionCookieName(caller.origin));
    const account = made === undefined ? undefined : await this.sessions.accountOf(made);
    if (made === undefined || account === undefined) return { kind: 'refused' };
    if ((await this.owners.isWaiting(account)) && !(caller.owner === true && (await this.owners.claim()))) {
      await this.sessions.endCookie(made);
      return { kind: 'waits for the owner' };
    }
    const reader = await this.readers.ofAccount(account);
    if (reader.suspended !== undefined || reader.removed) {
      await this.sessions.endCookie(made);
      return { kind: 'suspended', why: reader.suspended?.why ?? '' };
    }
    await this.leave(caller);
    return { kind: 'in', reader, cookies };
  }

  private async mayMail(caller: Caller, given: string): Promise<string> {
    const email = checkedEmail(given);
    await this.attempts.count('mail from an address', caller.address);
    await this.attempts.count('mail to an address', email);
    return email;
  }

  private async isKnown(email: string): Promise<boolean> {
    return (await this.context.db.kysely.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst()) !== undefined;
  }

  private async invited(caller: Caller, secret: string, email: string) {
    if (secret === '') return undefined;
    await this.attempts.count('code from an address', caller.address);
    const invitation = await this.invitations.find(secret);
    if (invitation === undefined) throw new ConflictError('This invitation was used, withdrawn, or is older than 14 days. Ask for another.');
    if (!isFor(invitation, email)) throw new ConflictError('This invitation is for another e-mail address. Register with the address that it was sent to.');
    return invitation;
  }

  private async assertOpenFor(email: string): Promise<void> {
    const registration = await this.registration();
    if (mayRegister(registration, email)) return;
    if (registration.kind === 'domain') throw new ConflictError(`Only addresses at ${registration.domains.join(', ')} can register here. With another you need an invitation.`);
    throw new ConflictError(registration.kind === 'invitation' ? 'Registration is by invitation. Ask an administrator for one.' : 'Registration is closed.');
  }

  /** How long it took must not say whether the address was known. */
  private async evenly(work: () => Promise<void>): Promise<void> {
    const [outcome] = await Promise.allSettled([work(), wait(this.context.evenMs ?? EVEN_MS)]);
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
