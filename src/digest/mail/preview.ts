import type { MailContext } from './context.js';
import { composeSections, FreshLists } from './compose.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Choice, Subscription } from './types.js';
import { letterFor } from './write.js';

const WEEK_MS = 7 * 24 * 3_600_000;

/** What a subscriber with this choice would be sent now, were it their first mail: the best of the last edition, or of what else came within a week. */
export async function previewMail(context: Omit<MailContext, 'mailer' | 'log'>, choice: Choice, reader?: number): Promise<{ subject: string; html: string; text: string }> {
  const { clock, sources } = context;
  const latest = await sources.editions.latestDay();
  // Where nothing came lately, as in an archive, the last edition stands for today's.
  const now = latest === undefined ? clock.now() : Math.min(clock.now(), Date.parse(`${latest}T23:59:59.999Z`));
  const lists = new FreshLists(sources);
  const span = { since: new Date(now - WEEK_MS).toISOString(), until: new Date(now).toISOString() };
  const fresh = (await Promise.all(choice.topics.map((topic) => lists.of({ ...topic, reader, votes: choice.votes }, span)))).filter((list) => list !== undefined);
  const sections = composeSections(fresh, { top: choice.top, mailed: new Set() });
  const subscription: Subscription = { ...choice, number: 0, address: '', state: 'active', generation: 1, coveredAt: span.since, nextAt: '', problem: '' };
  const letter = await letterFor(context, subscription, { kind: 'edition', sections, token: 'preview' });
  return { subject: letter.subject, html: letterHtml(letter), text: letterText(letter) };
}
