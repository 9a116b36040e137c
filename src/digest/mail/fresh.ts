import type { Database } from '#db';
import { announcementInstant } from '#papers';
import { instantOf } from '../feeds/entry.js';
import type { ListedPaper } from '../feeds/types.js';
import type { Section } from './types.js';

const DAY_MS = 24 * 3_600_000;
/** What is stored late is new to its readers as long as the paper itself is; an archive that is imported is not news. */
const LATE_DAYS = 30;
/** A paper bears the instant at which its transaction began, and can be read when that ended: for so long it may be older than it looks. */
export const SETTLE_MS = 60_000;

/** A paper of a list with the instant from which its readers could have known it. */
export interface Span {
  /** What came before this instant was considered already. */
  since: string;
  until: string;
}

/** When a paper came into its list: it was announced, else published; undefined where neither is known. */
export function instantIn({ paper, day }: ListedPaper): string | undefined {
  const announced = day ?? paper.announcements.find(({ kind }) => kind !== 'replacement')?.day;
  return announced === undefined ? instantOf(paper.published) : new Date(announcementInstant(announced)).toISOString();
}

/** Whether a paper came into its list within a span: it was announced, or stored late. */
export function isFresh(listed: ListedPaper, seen: string, { since, until }: Span): boolean {
  const instant = instantIn(listed);
  const within = (text: string | undefined) => text !== undefined && text > since && text <= until;
  // An edition may be stored before the hour at which it is announced.
  if (within(instant)) return true;
  const recent = instant !== undefined && Date.parse(instant) > Date.parse(since) - LATE_DAYS * DAY_MS && instant <= until;
  return recent && seen > new Date(Date.parse(since) - SETTLE_MS).toISOString() && seen <= until;
}

/** The papers of several editions by turns: the first of each, then the second of each. Other lists stay as they are. */
export function byTurns(papers: readonly ListedPaper[]): ListedPaper[] {
  const days = [...Map.groupBy(papers, ({ day }) => day).values()];
  const longest = Math.max(0, ...days.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) => days.flatMap((day) => day[place] ?? [])).flat();
}

/** The versions that a subscription has had since an instant, as `12 3` for version 3 of paper 12. */
export async function mailedVersions(db: Database, subscription: number, since: string): Promise<Set<string>> {
  const rows = await db.kysely.selectFrom('bundles').select('sections').where('subscription', '=', subscription).where('created_at', '>', since).where('state', '!=', 'failed').execute();
  const sections = rows.flatMap(({ sections }) => JSON.parse(sections) as Section[]);
  return new Set(sections.flatMap(({ papers, versions = {} }) => papers.map((paper) => `${paper} ${versions[paper]}`)));
}

/** Which of these papers a subscription has had. */
export async function mailedOf(db: Database, subscription: number, papers: readonly number[]): Promise<Set<number>> {
  if (papers.length === 0) return new Set();
  const rows = await db.kysely.selectFrom('mailed_papers').select('paper').where('subscription', '=', subscription).where(db.anyOf('paper', papers)).execute();
  return new Set(rows.map(({ paper }) => paper));
}
