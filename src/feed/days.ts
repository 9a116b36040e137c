import type { Database } from '#db';
import { announcedOn, daySeqs, type AnnouncedPaper } from '#papers';
import { scoreWithPast, type AuthorsPast } from './author-history.js';
import { roundScore } from './order.js';
import { priorScore } from './score.js';
import type { EditionEntry } from './types.js';

/** One paper of an edition before its text is read. */
export interface Listed {
  facts: AnnouncedPaper;
  kind: 'new' | 'cross-list';
  computed: boolean;
  /** Every list it stood in that day. */
  categories: string[];
  id: string;
  day: string;
  category: string;
  /** Before any vote. */
  prior: number;
  /** What its authors' earlier papers got, where the prior knows it. */
  past?: AuthorsPast;
  /** What the order goes by. */
  score: number;
  /** Given its place for a while because few have seen it: how often it had been shown when the hour began. */
  explored?: { seen: number };
}

const KEPT_DAYS = 100;

/** The papers announced on each day, kept in memory until one of them changes. */
export class AnnouncedDays {
  private readonly kept = new Map<string, { seq: number; papers: AnnouncedPaper[] }>();

  constructor(private readonly db: Database) {}

  /** The papers of each of these days, in the order of the days. */
  async read(days: readonly string[]): Promise<{ day: string; papers: AnnouncedPaper[] }[]> {
    const seqs = await daySeqs(this.db, days);
    const result: { day: string; papers: AnnouncedPaper[] }[] = [];
    for (const day of days) {
      const seq = seqs.get(day);
      if (seq !== undefined) result.push({ day, papers: await this.readDay(day, seq) });
    }
    return result;
  }

  private async readDay(day: string, seq: number): Promise<AnnouncedPaper[]> {
    const known = this.kept.get(day);
    this.kept.delete(day);
    const fresh = known?.seq === seq ? known : { seq, papers: await announcedOn(this.db, day) };
    this.kept.set(day, fresh);
    if (this.kept.size > KEPT_DAYS) this.kept.delete(this.kept.keys().next().value!);
    return fresh.papers;
  }
}

/**
 * The papers whose first announcement in these categories (all when undefined) is on this day.
 * A paper is new where one of its lists says so, else a cross-list.
 */
export function listDay(day: string, papers: readonly AnnouncedPaper[], categories: ReadonlySet<string> | undefined): Listed[] {
  const counts = (category: string) => categories === undefined || categories.has(category);
  return papers.flatMap((facts) => {
    const lists = facts.lists.filter(({ category }) => counts(category));
    if (lists.length === 0 || facts.earlier.some(counts)) return [];
    const kind = lists.some((list) => list.kind === 'new') ? ('new' as const) : ('cross-list' as const);
    const computed = lists.every((list) => list.computed);
    const prior = roundScore(priorScore(facts).value);
    return [{ facts, kind, computed, categories: facts.lists.map(({ category }) => category), id: facts.id, day, category: facts.primaryCategory, prior, score: prior }];
  });
}

/** What the page of an edition shows of one place, but for the paper itself. */
export function entryOf(listed: Listed, place: number): Omit<EditionEntry, 'paper'> {
  return { place, kind: listed.kind, day: listed.day, computed: listed.computed, score: listed.past === undefined ? priorScore(listed.facts) : scoreWithPast(listed.facts, listed.past), ...(listed.explored ? { explored: listed.explored } : {}) };
}
