import type { Registration } from '#community';
import { Layout } from '../layout.js';
import { Field, Trouble } from '../parts/field.js';
import { ProviderButton } from '../parts/provider-button.js';
import { MailNote, type MailView } from '../parts/mail-note.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface SignInPageProps {
  frame: Frame;
  /** Where to go on. */
  to: string;
  email: string;
  trouble?: string;
  /** The name of the provider, where there is one. */
  provider?: string;
  registration: Registration;
  /** How this browser reached the paper. */
  origin: string;
}

/** The ways in, the password first. */
export function SignInPage({ frame, to, email, trouble, provider, registration, origin }: SignInPageProps) {
  return (
    <Layout frame={frame} title="Sign in" scripts={['passkey']}>
      <div class="entry">
        <h1>Sign in</h1>
        <Trouble words={trouble} />
        <form method="post" action={routes.signIn()}>
          <input type="hidden" name="to" value={to} />
          <Field name="email" label="E-mail address" type="email" value={email} autocomplete="username" maxlength={254} />
          <Field name="password" label="Password" type="password" autocomplete="current-password" maxlength={1000} />
          <p class="actions"><button>Sign in</button></p>
        </form>
        <ul class="other-ways">
          {provider === undefined ? null : <li><ProviderButton to={to} words={`Sign in with ${provider}`} /></li>}
          <li><PasskeyButton act="sign-in" to={to} origin={origin} words="Sign in with a passkey" /></li>
          <li><a href={patterns.signInLink}>Have a link sent that signs you in</a></li>
          <li><a href={patterns.forgotPassword}>Forgot the password?</a></li>
        </ul>
        <p class="hint">{wordsAbout(registration)} {registration.kind === 'open' || registration.kind === 'domain' ? <a href={routes.register()}>Register</a> : null}</p>
      </div>
    </Layout>
  );
}

function wordsAbout(registration: Registration): string {
  if (registration.kind === 'open') return 'New here?';
  if (registration.kind === 'domain') return `New here, with an address at ${registration.domains.join(' or ')}?`;
  return registration.kind === 'invitation' ? 'New readers come by invitation: whoever runs this paper can send you one.' : 'Registration is closed.';
}

/** A button that only a script can give its meaning; it says what is missing where it cannot work. */
export function PasskeyButton({ act, to, origin, words }: { act: 'sign-in' | 'add'; to?: string; origin: string; words: string }) {
  const { hostname, port, protocol } = new URL(origin);
  // A passkey is made for a name; a number is none (WebAuthn, 5.1.3).
  if (/^[\d.]+$|^\[/.test(hostname)) return <>Passkeys need a name instead of a number: open this paper as <a href={`${protocol}//localhost${port === '' ? '' : `:${port}`}/`}>localhost</a>.</>;
  return (
    <passkey-button data-act={act} data-to={to}>
      <button class="plain" type="button" hidden>{words}</button>
      <noscript>Passkeys need JavaScript.</noscript>
      <span role="alert"></span>
    </passkey-button>
  );
}

export interface LinkPageProps {
  frame: Frame;
  mail: MailView;
  /** What the link of the mail carries. */
  token?: string;
  /** True after a link was asked for. */
  sent: boolean;
  trouble?: string;
}

/** Asks for a link that signs in, or takes one. */
export function LinkPage({ frame, mail, token, sent, trouble }: LinkPageProps) {
  return (
    <Layout frame={frame} title="Sign in by a link" head={<meta name="referrer" content="no-referrer" />}>
      <div class="entry">
        <h1>{sent ? 'Look into your mail' : 'Sign in by a link'}</h1>
        <Trouble words={trouble} />
        {sent ? <p>If there is an account with this address, a mail with a link is on its way. It works once, within half an hour.</p> : token === undefined ? (
          <form method="post" action={patterns.signInLink}>
            <Field name="email" label="E-mail address" type="email" autocomplete="username" maxlength={254} />
            <p class="actions"><button>Send me a link</button></p>
          </form>
        ) : (
          <form method="post" action={patterns.signInLink}>
            <input type="hidden" name="token" value={token} />
            <p>The link from your mail signs you in, in this browser.</p>
            <p class="actions"><button>Sign in</button></p>
          </form>
        )}
        {token === undefined ? <MailNote mail={mail} viewer={frame.viewer} /> : null}
        <p class="hint"><a href={routes.signIn()}>Other ways to sign in</a></p>
      </div>
    </Layout>
  );
}
