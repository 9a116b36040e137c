import type { Mail } from '#lib/mail';
import type { MailContext } from './context.js';
import { editionLetter, questionLetter, type Letter } from './letter.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Bundle } from './bundles.js';
import type { Section, Subscription } from './types.js';

type WriteContext = Pick<MailContext, 'sources' | 'clock' | 'links' | 'publisher' | 'host'>;

/** The letter that asks an address, or that brings an edition, with the links of one subscription; `day` says it in words, today without it. */
export async function letterFor(context: WriteContext, subscription: Subscription, { kind, sections, token, day = dayIn(subscription.zone, context) }: { kind: Bundle['kind']; sections: readonly Section[]; token: string; day?: string }): Promise<Letter> {
  const { links, publisher, sources } = context;
  if (kind === 'question') return questionLetter({ publisher, front: links.front(), confirm: links.confirm(token), cancel: links.unsubscribe(token) });
  const papers = await sources.papers.byNumber(sections.flatMap(({ papers }) => papers));
  const ways = [
    { words: 'Choose what you get, or pause it', url: links.manage(token) },
    { words: 'Unsubscribe', url: links.unsubscribe(token) },
  ];
  return editionLetter({ publisher, front: links.front(), sections, papers, urlOf: ({ id }) => links.paper(id), day, ways });
}

function dayIn(timeZone: string, { clock }: Pick<MailContext, 'clock'>): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(clock.now());
}

/** The mail of a bundle, the same however often it is written but for papers that changed meanwhile. */
export async function mailOf(context: WriteContext, subscription: Subscription, { bundle, token }: { bundle: Pick<Bundle, 'kind' | 'sections' | 'messageId'>; token: string }): Promise<Mail> {
  const letter = await letterFor(context, subscription, { ...bundle, token });
  const thread = `<subscription.${subscription.number}@${context.host}>`;
  return {
    to: subscription.address,
    subject: letter.subject,
    text: letterText(letter),
    html: letterHtml(letter),
    headers: {
      'Message-ID': bundle.messageId,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(bundle.kind === 'question'
        ? {}
        : {
            References: thread,
            'List-Id': `${plainPhrase(context.publisher)} <editions.${context.host}>`,
            'List-Unsubscribe': `<${context.links.unsubscribe(token)}>`,
            // RFC 8058: mail programs send this form by themselves when their button is pressed.
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            Precedence: 'bulk',
          }),
    },
  };
}

/** A phrase of a header without what would end it. */
function plainPhrase(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]+/g, ' ').trim() || 'Broadsheet';
}
