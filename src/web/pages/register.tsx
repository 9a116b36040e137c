import { LONGEST_NAME, LONGEST_PASSWORD, mayRegister, SHORTEST_PASSWORD, type Invitation, type Registration } from '#community';
import { Layout } from '../layout.js';
import { Field, Trouble } from '../parts/field.js';
import { MailNote, type MailView } from '../parts/mail-note.js';
import { ProviderButton } from '../parts/provider-button.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface RegisterPageProps {
  frame: Frame;
  given: { name: string; email: string; invitation: string };
  /** True after the form was taken. */
  sent: boolean;
  trouble?: string;
  /** The name of the provider, where there is one. */
  provider?: string;
  registration: Registration;
  mail: MailView;
  /** The invitation that is named, while it can be used. */
  invited?: Invitation;
}

/** Makes an account, where registration is for this reader. */
export function RegisterPage(props: RegisterPageProps) {
  const { frame, sent, mail } = props;
  return (
    <Layout frame={frame} title="Register">
      <div class="entry">
        <h1>{sent ? 'Look into your mail' : 'Register'}</h1>
        {sent ? <p>A mail is on its way to the address you gave. The link in it proves that the address is yours; it works for a day. Then you can sign in.</p> : <Registering {...props} />}
        <MailNote mail={mail} viewer={frame.viewer} />
        <p class="hint">Have an account? <a href={routes.signIn()}>Sign in</a></p>
      </div>
    </Layout>
  );
}

function Registering({ given, trouble, provider, registration, invited }: RegisterPageProps) {
  const open = registration.kind === 'domain' || mayRegister(registration, '');
  if (given.invitation !== '' && invited === undefined && trouble === undefined) return <p>This invitation was used, withdrawn, or is older than 14 days. Ask for another.</p>;
  if (!open && given.invitation === '') return <p>{registration.kind === 'invitation' ? 'Registration is by invitation: whoever runs this paper can send you one.' : 'Registration is closed. What is printed here can be read without an account.'}</p>;
  return (
    <>
      {invited === undefined ? <p class="hint">{registration.kind === 'domain' ? `For addresses at ${registration.domains.join(' or ')}. ` : ''}Everything can be read without an account.</p> : <p>{invited.from} invites you as {invited.role === 'reader' ? 'a reader' : `an ${invited.role}`}.</p>}
      <Trouble words={trouble} />
      <form method="post" action={routes.register()}>
        <input type="hidden" name="invitation" value={given.invitation} />
        <Field name="name" label="Name" value={given.name} autocomplete="name" maxlength={LONGEST_NAME} hint="Others see it beside what you do here. It need not be your own." />
        <Field name="email" label="E-mail address" type="email" value={given.email || invited?.email} autocomplete="username" maxlength={254} hint="Others do not see it." />
        <Field name="password" label="Password" type="password" autocomplete="new-password" minlength={SHORTEST_PASSWORD} maxlength={LONGEST_PASSWORD} hint={`At least ${SHORTEST_PASSWORD} characters; a few words in a row are good.`} />
        <p class="actions"><button>Register</button></p>
      </form>
      {provider === undefined ? null : (
        <ul class="other-ways">
          <li><ProviderButton to={routes.account()} words={`Register with ${provider}`} invitation={given.invitation} /> <span class="hint">No password is needed then.</span></li>
        </ul>
      )}
    </>
  );
}
