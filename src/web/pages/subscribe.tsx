import type { SavedSearch } from '#community';
import type { Choice } from '#digest';
import { Layout } from '../layout.js';
import { MailChoice } from '../parts/mail-choice.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface SubscribePageProps {
  frame: Frame;
  choice: Choice;
  /** Searches that who asks keeps here without an account. */
  searches?: readonly SavedSearch[];
  /** False where mails become files. */
  leaves: boolean;
  /** True once the address is being asked. */
  asked?: boolean;
}

/** Where a visitor asks for editions by e-mail. */
export function SubscribePage({ frame, choice, searches, leaves, asked = false }: SubscribePageProps) {
  return (
    <Layout frame={frame} title="By e-mail" canonical={routes.subscribe()} scripts={['zone']}>
      <header class="list-head">
        <h1>By e-mail</h1>
        <p class="dateline">What you read, sent to you. No account is needed, and one click ends it.</p>
        {asked ? <p class="notice" role="status">The address is being asked whether it agrees. Open the mail that comes, and say yes there.</p> : null}
        {frame.viewer.signedIn === undefined ? null : <p class="notice"><span>You are signed in: with the searches you keep, and at the address of your account, they come by <a href={routes.ownMails()}>Your mails</a>.</span></p>}
        {leaves ? null : <p class="notice">No mail server is set up here, so mails become files in the outbox of the data folder. Whoever runs this paper sets SMTP_URL.</p>}
      </header>
      <div class="list feeds">
        {asked ? null : (
          <form method="post" action={routes.subscribe()} class="fields">
            <p><label for="address">Your address</label><input id="address" name="address" type="email" autocomplete="email" required maxlength={254} placeholder="ada@example.org" /></p>
            <MailChoice choice={choice} searches={searches} isNew />
            <p><span></span><span><button>Subscribe</button> <button formmethod="post" formaction={routes.mailPreview()} formnovalidate>Show me one first</button></span></p>
          </form>
        )}
      </div>
    </Layout>
  );
}
