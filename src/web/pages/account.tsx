import { LONGEST_ABOUT, LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD, type AccountView, type OwnerAccount, type ReaderView, type SessionView } from '#community';
import { Layout } from '../layout.js';
import { Field, Notice } from '../parts/field.js';
import { MailNote, type MailView } from '../parts/mail-note.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { exactDate, saidDate } from '../words.js';
import { PasskeyButton } from './sign-in.js';

/** What was just done. */
export type Done = 'profile' | 'email' | 'password' | 'sessions' | 'passkey' | 'attached';

const DONE: Record<Done, string> = {
  profile: 'Kept.',
  email: 'A mail is on its way. Nothing changes until the link in it is opened.',
  password: 'The new password holds. All other browsers are signed out.',
  sessions: 'Signed out there.',
  passkey: 'Done.',
  attached: 'This account is yours now: you can sign in with it elsewhere.',
};

export interface AccountPageProps {
  frame: Frame;
  reader: ReaderView;
  account?: AccountView;
  /** For the owner: how far they are with an account. */
  owner?: OwnerAccount;
  mail: MailView;
  done?: Done;
  origin: string;
}

/** A reader's own affairs. */
export function AccountPage(props: AccountPageProps) {
  const { frame, reader, account, owner, mail, done, origin } = props;
  return (
    <Layout frame={frame} section="account" title="Your account" scripts={['passkey']}>
      <header class="list-head">
        <h1>{reader.name}</h1>
        <div class="dateline">{standing(props)}</div>
        {done === undefined ? null : <Notice>{DONE[done]}</Notice>}
        {done === 'email' ? <MailNote mail={mail} viewer={frame.viewer} /> : null}
      </header>
      <div class="list account">
        {owner === undefined || owner.kind === 'attached' ? null : <OwnersAccount owner={owner} mail={mail} frame={frame} />}
        <Profile reader={reader} />
        {account === undefined ? null : <Keys account={account} signedIn={frame.viewer.signedIn !== undefined} origin={origin} />}
        {account === undefined ? null : <Sessions account={account} here={frame.viewer.signedIn?.session} />}
        <section>
          <h2>By e-mail</h2>
          <p><a href={routes.ownMails()}>Editions that are sent to you</a></p>
        </section>
        <section>
          <h2>What is yours</h2>
          <p><a href={patterns.accountExport}>Everything that is kept of you, as a file</a></p>
          {account === undefined ? null : <p><a href={patterns.accountRemove}>Remove the account</a></p>}
        </section>
      </div>
    </Layout>
  );
}

function standing({ frame, reader, account }: AccountPageProps) {
  const role = reader.owner ? 'The owner of this paper' : reader.role === 'reader' ? 'Reader' : reader.role === 'editor' ? 'Editor' : 'Administrator';
  return (
    <>
      {role}{account ? ` · ${account.email}` : ''} · <a href={routes.reader(reader.number)}>as others see you</a>
      {frame.viewer.signedIn === undefined ? null : <form class="inline" method="post" action={patterns.signOut}> · <button class="plain">sign out</button></form>}
    </>
  );
}

function Profile({ reader }: { reader: ReaderView }) {
  return (
    <section>
      <h2>What others see</h2>
      <form method="post" action={patterns.accountProfile}>
        <Field name="name" label="Name" value={reader.name} autocomplete="name" maxlength={LONGEST_NAME} />
        <Field name="about" label="About you" value={reader.about} maxlength={LONGEST_ABOUT} optional hint="A line or two, if you like." />
        <p class="actions"><button>Keep</button></p>
      </form>
    </section>
  );
}

function OwnersAccount({ owner, mail, frame }: { owner: OwnerAccount; mail: MailView; frame: Frame }) {
  return (
    <section>
      <h2>Come in from elsewhere</h2>
      {owner.kind === 'proven' ? (
        <form method="post" action={patterns.accountClaim}>
          <p>{owner.email} is proven. Is it yours?</p>
          <p class="actions"><button>Yes, this account is mine</button></p>
        </form>
      ) : (
        <>
          <p>In this browser you are the owner by a key, and that stays so. With an address and a password you can sign in from other machines, too, as the same reader with all you have.</p>
          {owner.kind === 'asked' ? <p>A mail went to {owner.email}. Open its link in this browser.</p> : null}
          <form method="post" action={patterns.accountAttach}>
            <Field name="email" label="E-mail address" type="email" autocomplete="username" maxlength={254} />
            <Field name="password" label="Password" type="password" autocomplete="new-password" minlength={SHORTEST_PASSWORD} maxlength={LONGEST_PASSWORD} hint={`At least ${SHORTEST_PASSWORD} characters.`} />
            <p class="actions"><button>{owner.kind === 'asked' ? 'Use this address instead' : 'Make an account of it'}</button></p>
          </form>
          <MailNote mail={mail} viewer={frame.viewer} />
        </>
      )}
    </section>
  );
}

function Keys({ account, signedIn, origin }: { account: AccountView; signedIn: boolean; origin: string }) {
  if (!signedIn) return <section><h2>Address, password, passkeys</h2><p>To change them, <a href={routes.signIn(routes.account())}>sign in</a> with {account.email}.</p></section>;
  return (
    <section>
      <h2>How you sign in</h2>
      <h3>Passkeys</h3>
      {account.passkeys.length === 0 ? <p class="hint">None yet. A passkey is kept by your device or password manager, and cannot be guessed or phished.</p> : (
        <ul class="rows">
          {account.passkeys.map(({ id, name, since }) => (
            <li>{name}{since === '' ? '' : `, since ${saidDate(since)}`} <form class="inline" method="post" action={routes.removePasskey(id)}><button class="plain">remove</button></form></li>
          ))}
        </ul>
      )}
      <p><PasskeyButton act="add" origin={origin} words="Add a passkey" /></p>
      {account.hasPassword ? (
        <form method="post" action={patterns.accountPassword}>
          <h3>Password</h3>
          <Field name="current" label="Present password" type="password" autocomplete="current-password" maxlength={1000} />
          <Field name="next" label="New password" type="password" autocomplete="new-password" minlength={SHORTEST_PASSWORD} maxlength={LONGEST_PASSWORD} />
          <p class="actions"><button>Change the password</button></p>
        </form>
      ) : <p class="hint">You have no password. <a href={patterns.forgotPassword}>Have a link sent</a> to choose one.</p>}
      <form method="post" action={patterns.accountEmail}>
        <h3>E-mail address</h3>
        <Field name="email" label="New address" type="email" autocomplete="email" maxlength={254} hint="First a mail goes to the present address, then one to the new." />
        <p class="actions"><button>Change the address</button></p>
      </form>
    </section>
  );
}

function Sessions({ account, here }: { account: AccountView; here?: string }) {
  return (
    <section>
      <h2>Where you are signed in</h2>
      {account.sessions.length === 0 ? <p class="hint">Nowhere, just now.</p> : (
        <ul class="rows">
          {account.sessions.map((session) => <Session session={session} here={session.id === here} />)}
        </ul>
      )}
      {account.sessions.length > 1 || (account.sessions.length === 1 && here === undefined) ? <form method="post" action={patterns.accountSessions}><p class="actions"><button>Sign out everywhere else</button></p></form> : null}
    </section>
  );
}

function Session({ session, here }: { session: SessionView; here: boolean }) {
  return (
    <li>
      {browserName(session.browser)}, since <time datetime={session.since} title={exactDate(session.since)}>{saidDate(session.since)}</time>{' '}
      {here ? <b>this browser</b> : <form class="inline" method="post" action={routes.endSession(session.id)}><button class="plain">sign out there</button></form>}
    </li>
  );
}

const BROWSERS: [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']];

/** `Firefox on Linux`, of what the browser says of itself. */
export function browserName(agent: string): string {
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  return browser === undefined ? 'A browser' : system === undefined ? browser : `${browser} on ${system}`;
}
