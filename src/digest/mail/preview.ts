import { formatPeriod, parsePeriod, type Period } from '#feed';
import { InvalidInputError } from '#lib';
import type { FeedSources } from '../feeds/kinds.js';
import type { MailContext } from './context.js';
import { composeSections, FreshLists } from './compose.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import type { Choice, Section, Subscription } from './types.js';
import { letterFor } from './write.js';

const WEEK_MS = 7 * 24 * 3_600_000;

export interface Preview {
  /** Whose own lists may be in it. */
  reader?: number;
  /** A day, week or month whose edition it is to be, in place of the lists of the choice: `2026-06-02`, `2026-W23`, `2026-06`. */
  edition?: string;
}

/**
 * What a subscriber with this choice would be sent now, were it their first mail: the best of the last edition, or of what else came
 * within a week. @throws InvalidInputError for an edition that is no day, week or month
 */
export async function previewMail(context: Omit<MailContext, 'mailer' | 'log'>, choice: Choice, { reader, edition }: Preview = {}): Promise<{ subject: string; html: string; text: string }> {
  const { clock, sources } = context;
  if (edition !== undefined) {
    const period = periodIn(edition);
    return await written(context, choice, { sections: [await editionSection(sources, period, choice.top)], day: formatPeriod(period) });
  }
  const latest = await sources.editions.latestDay();
  // Where nothing came lately, as in an archive, the last edition stands for today's.
  const now = latest === undefined ? clock.now() : Math.min(clock.now(), Date.parse(`${latest}T23:59:59.999Z`));
  const lists = new FreshLists(sources);
  const span = { since: new Date(now - WEEK_MS).toISOString(), until: new Date(now).toISOString() };
  const fresh = (await Promise.all(choice.topics.map((topic) => lists.of({ ...topic, reader, votes: choice.votes }, span)))).filter((list) => list !== undefined);
  const versions = choice.replacements ? (await Promise.all(choice.topics.map((topic) => lists.newVersionsIn({ ...topic, votes: choice.votes }, span)))).filter((list) => list !== undefined) : [];
  const sections = composeSections([...fresh, ...versions], { top: choice.top, mailed: new Set() });
  return await written(context, choice, { sections });
}

async function editionSection({ editions }: FeedSources, period: Period, top: number): Promise<Section> {
  const { entries } = await editions.read({ period, limit: top });
  return { title: `The edition of ${formatPeriod(period)}`, papers: entries.map(({ paper }) => paper.number) };
}

function periodIn(key: string): Period {
  const period = parsePeriod('day', key) ?? parsePeriod('week', key) ?? parsePeriod('month', key);
  if (period === undefined) throw new InvalidInputError(`"${key.slice(0, 20)}" is no day, week or month. Write one such as 2026-06-02, 2026-W23 or 2026-06.`);
  return period;
}

async function written(context: Omit<MailContext, 'mailer' | 'log'>, choice: Choice, { sections, day }: { sections: Section[]; day?: string }): Promise<{ subject: string; html: string; text: string }> {
  const subscription: Subscription = { ...choice, number: 0, address: '', state: 'active', generation: 1, coveredAt: '', nextAt: '', problem: '' };
  const letter = await letterFor(context, subscription, { kind: 'edition', sections, token: 'preview', day });
  return { subject: letter.subject, html: letterHtml(letter), text: letterText(letter) };
}
