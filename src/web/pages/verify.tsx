import { Layout } from '../layout.js';
import { Field, Trouble } from '../parts/field.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface VerifyPageProps {
  frame: Frame;
  token: string;
  /** What the link is for: the proof of a new account's address, or a step to another address. */
  purpose: 'proof' | 'change';
  trouble?: string;
  done?: 'sent' | 'changed';
}

/** Where the links of mails about addresses lead. The page itself changes nothing. */
export function VerifyPage({ frame, token, purpose, trouble, done }: VerifyPageProps) {
  return (
    <Layout frame={frame} title="Your address" head={<meta name="referrer" content="no-referrer" />}>
      <div class="entry">
        <h1>Your address</h1>
        <Trouble words={trouble} />
        {done === 'sent' ? <p>Allowed. Another mail is on its way to the new address; the link in it makes the change.</p>
          : done === 'changed' ? <p>Your account is under the new address now. <a href={routes.account()}>Your account</a></p>
          : <Form token={token} purpose={purpose} />}
      </div>
    </Layout>
  );
}

function Form({ token, purpose }: { token: string; purpose: 'proof' | 'change' }) {
  return (
    <form method="post" action={patterns.verify}>
      <input type="hidden" name="token" value={token} />
      {purpose === 'proof'
        ? <Field name="password" label="The password you chose" type="password" autocomplete="current-password" maxlength={1000} hint="So that nobody else registers with your address: if you did not register, close this page." />
        : <p>Your account is to be under another address. If that was not you, close this page.</p>}
      <p class="actions"><button>{purpose === 'proof' ? 'Confirm the address and sign in' : 'Go on with the change'}</button></p>
    </form>
  );
}
