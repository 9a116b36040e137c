import type { SavedSearch } from '#community';
import type { Choice, Subscription } from '#digest';
import { Layout } from '../layout.js';
import { Notice } from '../parts/field.js';
import { MailChoice } from '../parts/mail-choice.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, dateIn } from '../words.js';
import { standingOf } from './mail.js';

export interface OwnMailsPageProps {
  frame: Frame;
  own: readonly Subscription[];
  /** What the form for another begins with. */
  choice: Choice;
  searches: readonly SavedSearch[];
  /** The proven address of the account; nothing for one who has none. */
  address?: string;
  /** False where mails become files. */
  leaves: boolean;
}

/** What a reader gets by e-mail. */
export function OwnMailsPage({ frame, own, choice, searches, address, leaves }: OwnMailsPageProps) {
  return (
    <Layout frame={frame} section="account" title="Your mails" scripts={['zone']}>
      <header class="list-head">
        <h1>Your mails</h1>
        <p class="dateline">{address === undefined ? <>Your account has no proven address. <a href={routes.subscribe()}>Subscribe with any address</a>.</> : `They go to ${address}, and to your new address when you change it.`}</p>
        {leaves ? null : <p class="notice">No mail server is set up here, so mails become files in the outbox of the data folder.</p>}
      </header>
      <div class="list feeds">
        {own.length === 0 ? null : <ul class="feed-list">{own.map((one) => <li><a href={routes.ownMail(one.number)}>{titleOf(one)}</a> <span class="feed-formats">{standingOf(one)}</span></li>)}</ul>}
        {address === undefined ? null : (
          <section>
            <h2>{own.length === 0 ? 'Have editions sent to you' : 'Another'}</h2>
            <form method="post" action={patterns.ownMails} class="fields">
              <MailChoice choice={choice} searches={searches} isNew />
              <p><span></span><span><button>Send them to me</button> <button formaction={routes.mailPreview()}>Show me one first</button></span></p>
            </form>
          </section>
        )}
        <p class="hint"><a href={routes.account()}>Your account</a></p>
      </div>
    </Layout>
  );
}

const OFTEN: Record<Choice['frequency'], string> = { daily: 'every day', weekdays: 'every working day', weekly: 'once a week', news: 'whenever something is new' };

function titleOf({ topics, frequency }: Subscription): string {
  return `${counted(topics.length, 'list')}, ${OFTEN[frequency]}`;
}

export interface OwnMailPageProps {
  frame: Frame;
  subscription: Subscription;
  searches: readonly SavedSearch[];
  saved: boolean;
}

/** One of them, to be changed. */
export function OwnMailPage({ frame, subscription, searches, saved }: OwnMailPageProps) {
  const { number, state, problem, nextAt } = subscription;
  return (
    <Layout frame={frame} section="account" title="What you get by e-mail">
      <header class="list-head">
        <h1>What you get by e-mail</h1>
        <p class="dateline">{standingOf(subscription)}{state === 'active' ? ` The next mail is due ${dateIn(subscription.zone, nextAt)}.` : ''}</p>
        {problem === '' ? null : <p class="notice" role="alert">{problem} When that is mended, let it go on below.</p>}
        {saved ? <Notice>Kept.</Notice> : null}
      </header>
      <div class="list feeds">
        <form method="post" action={routes.ownMail(number)} class="fields">
          <MailChoice choice={subscription} searches={searches} />
          <p><span></span><button>Keep this</button></p>
        </form>
        <div class="hook-buttons">
          {([[state === 'active' ? 'pause' : 'resume', state === 'active' ? 'Pause it' : 'Let it go on'], ['end', 'End it']] as const).map(([wish, words]) => (
            <form method="post" action={routes.changeOwnMail(number)} class="actions"><input type="hidden" name="wish" value={wish} /><button>{words}</button></form>
          ))}
        </div>
        <p class="hint"><a href={routes.ownMails()}>All your mails</a></p>
      </div>
    </Layout>
  );
}
