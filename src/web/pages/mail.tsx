import type { SavedSearch } from '#community';
import type { Subscription } from '#digest';
import { Layout } from '../layout.js';
import { MailChoice } from '../parts/mail-choice.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { dateIn } from '../words.js';

export interface MailPageProps {
  frame: Frame;
  subscription: Subscription;
  token: string;
  saved?: boolean;
  /** Searches of the reader's own that are in it: others are not shown to whoever was sent the mail on. */
  searches?: readonly SavedSearch[];
}

/** What an address gets, for whoever has the link of its mails. */
export function MailPage({ frame, subscription, token, saved = false, searches }: MailPageProps) {
  return (
    <Layout frame={frame} title="What you get by e-mail" head={<meta name="robots" content="noindex" />}>
      <header class="list-head">
        <h1>What you get by e-mail</h1>
        <p class="dateline">{standingOf(subscription)}{subscription.state === 'active' && !subscription.held ? ` The next mail is due ${dateIn(subscription.zone, subscription.nextAt)}.` : ''}</p>
        {subscription.problem === '' ? null : <p class="notice" role="alert">{subscription.problem} When that is mended, let it go on below.</p>}
        {saved ? <p class="notice" role="status">Kept.</p> : null}
      </header>
      <div class="list feeds">
        <form method="post" action={routes.mail(token)} class="fields">
          <MailChoice choice={subscription} searches={searches} />
          <p><span></span><button>Keep this</button></p>
        </form>
        <section>
          {subscription.state === 'asked' ? <p><a href={routes.changeMail(token, 'confirm')}>Say yes to it first</a></p> : (
            <form method="post" action={routes.changeMail(token, 'state')} class="actions">
              <input type="hidden" name="wish" value={subscription.state === 'active' ? 'pause' : 'resume'} />
              <button>{subscription.state === 'active' ? 'Pause it' : 'Let it go on'}</button>
            </form>
          )}
          {subscription.state === 'ended' ? null : <form method="post" action={routes.changeMail(token, 'unsubscribe')} class="actions"><button>Unsubscribe</button></form>}
        </section>
      </div>
    </Layout>
  );
}

/** How a subscription stands, in words. */
export function standingOf({ state, held }: Pick<Subscription, 'state' | 'held'>): string {
  return held && state === 'active' ? 'It is not sent, as its reader is kept out of the paper for now. Once they are let in again, the best of what came meanwhile is in the first mail.' : STANDING[state];
}

const STANDING: Record<Subscription['state'], string> = {
  asked: 'The address has not said yes so far, and gets nothing.',
  active: 'It is sent.',
  paused: 'It is paused. Once it goes on, the best of what came meanwhile is in the first mail.',
  suspended: 'It is not sent, as the address refused a mail.',
  ended: 'It has ended: no mail is sent to this address.',
};

export interface MailQuestionPageProps {
  frame: Frame;
  title: string;
  what: string;
  /** What pressing the button does; without it there is nothing to do. */
  button?: { words: string; action: string };
  token: string;
}

/** One question with one button: opening a link must not do anything by itself, as scanners of mail open every one. */
export function MailQuestionPage({ frame, title, what, button, token }: MailQuestionPageProps) {
  return (
    <Layout frame={frame} title={title} head={<meta name="robots" content="noindex" />}>
      <header class="list-head">
        <h1>{title}</h1>
        <p class="dateline">{what}</p>
      </header>
      <div class="list feeds">
        {button === undefined ? null : <form method="post" action={button.action} class="actions"><button>{button.words}</button></form>}
        <p class="hint"><a href={routes.mail(token)}>What you get, and when</a></p>
      </div>
    </Layout>
  );
}
