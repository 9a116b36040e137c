import type { ReaderView } from '#community';
import { Layout } from '../layout.js';
import { Field } from '../parts/field.js';
import { patterns } from '../routes.js';
import type { Frame } from '../viewer.js';

/** Says what goes and what stays, and asks for the name. */
export function RemoveAccountPage({ frame, reader }: { frame: Frame; reader: ReaderView }) {
  return (
    <Layout frame={frame} section="account" title="Remove the account">
      <div class="entry">
        <h1>Remove the account</h1>
        {reader.owner
          ? <p>Address, password and passkeys go, and you stay the owner by the key, with all you have.</p>
          : <p>Your address, password, passkeys, sessions, name and saved searches go, at once and for good. What the public log says of you stays, without your name. <a href={patterns.accountExport}>Take a copy first</a>.</p>}
        <form method="post" action={patterns.accountRemove}>
          <Field name="name" label={`To go on, type your name: ${reader.name}`} autocomplete="off" />
          <p class="actions"><button>Remove it</button></p>
        </form>
      </div>
    </Layout>
  );
}
