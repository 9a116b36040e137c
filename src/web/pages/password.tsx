import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#community';
import { Layout } from '../layout.js';
import { Field, Trouble } from '../parts/field.js';
import { MailNote, type MailView } from '../parts/mail-note.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';

/** Has a link to a new password sent. */
export function ForgotPage({ frame, mail, sent, trouble }: { frame: Frame; mail: MailView; sent: boolean; trouble?: string }) {
  return (
    <Layout frame={frame} title="A new password">
      <div class="entry">
        <h1>{sent ? 'Look into your mail' : 'A new password'}</h1>
        <Trouble words={trouble} />
        {sent ? <p>If there is an account with this address, a mail with a link is on its way. It works once, within a day.</p> : (
          <form method="post" action={patterns.forgotPassword}>
            <Field name="email" label="E-mail address" type="email" autocomplete="username" maxlength={254} />
            <p class="actions"><button>Send me a link</button></p>
          </form>
        )}
        <MailNote mail={mail} viewer={frame.viewer} />
        <p class="hint"><a href={routes.signIn()}>Sign in</a></p>
      </div>
    </Layout>
  );
}

/** Takes a new password by the link of a mail. */
export function NewPasswordPage({ frame, token, trouble }: { frame: Frame; token: string; trouble?: string }) {
  return (
    <Layout frame={frame} title="A new password" head={<meta name="referrer" content="no-referrer" />}>
      <div class="entry">
        <h1>A new password</h1>
        <Trouble words={trouble} />
        <form method="post" action={patterns.newPassword}>
          <input type="hidden" name="token" value={token} />
          <Field name="password" label="New password" type="password" autocomplete="new-password" minlength={SHORTEST_PASSWORD} maxlength={LONGEST_PASSWORD} hint={`At least ${SHORTEST_PASSWORD} characters. All browsers are signed out by it.`} />
          <p class="actions"><button>Keep this password</button></p>
        </form>
        <p class="hint"><a href={patterns.forgotPassword}>Have another link sent</a></p>
      </div>
    </Layout>
  );
}
