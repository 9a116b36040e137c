import type { OutgoingMail } from '#digest';
import { Layout } from '../layout.js';
import type { MailChange } from '../mail-desk.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, exactDate } from '../words.js';

export interface MailsPageProps {
  frame: Frame;
  mails: readonly OutgoingMail[];
  /** False where mails become files. */
  leaves: boolean;
}

/** What was mailed lately, for those who look after it. */
export function MailsPage({ frame, mails, leaves }: MailsPageProps) {
  return (
    <Layout frame={frame} title="Mails">
      <header class="list-head">
        <h1>Mails</h1>
        <p class="dateline">Editions by e-mail that were put together lately, and what became of each.{leaves ? '' : ' No mail server is set up, so they become files in the outbox of the data folder.'}</p>
      </header>
      <div class="list feeds">
        {mails.length === 0 ? <p>None so far. Here stands what goes to those who <a href={routes.subscribe()}>subscribe</a>.</p> : (
          <ul class="feed-list">{mails.map((mail) => <li><OneMail mail={mail} /></li>)}</ul>
        )}
      </div>
    </Layout>
  );
}

const WORDS: Record<MailChange, string> = { stop: 'Stop it', resend: 'Send it again', mend: 'Write to this address again' };

function OneMail({ mail: { number, kind, state, to, papers, createdAt, runAfter, error, refused } }: { mail: OutgoingMail }) {
  const changes: MailChange[] = [...(state === 'waiting' ? (['stop'] as const) : state === 'sending' ? [] : (['resend'] as const)), ...(refused ? (['mend'] as const) : [])];
  return (
    <>
      <span>{number}: {kind === 'question' ? 'the question' : counted(papers, 'paper')} to {to}, {exactDate(createdAt)}</span>
      <span class="feed-formats">{state}{state === 'waiting' && error !== '' ? `, again ${exactDate(runAfter)}` : ''}</span>
      {error === '' ? null : <p class="hint">{error}</p>}
      {changes.map((change) => <form method="post" action={routes.steerMail(number, change)}><button aria-label={`${WORDS[change]}: mail ${number}`}>{WORDS[change]}</button></form>)}
    </>
  );
}
