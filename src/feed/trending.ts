import type { Database } from '#db';
import type { Clock } from '#lib';
import { announcementsOf, editionDayAt, highestSignals, lastDays, papersByNumber, VOTES_SIGNAL, type Paper } from '#papers';
import { ageOf } from './age.js';
import type { Climate } from './climate.js';
import { listDay, type Listed } from './days.js';
import { inItsField } from './field-level.js';
import { feedParts, type FeedParts } from './parts.js';
import { knownBefore, wordsBefore } from './mixed-prior.js';
import { SINKING, TRENDING_WINDOWS, trendingScore, type TrendingWindow } from './trending-score.js';
import type { Score } from './types.js';

export interface TrendingQuery {
  window: TrendingWindow;
  /** A category (`cs.CL`) or a whole field (`cs`); left out: all that the instance prints. */
  field?: string;
  /** From `SINKING.least` to `SINKING.most`; only for windows that sink. */
  sinking?: number;
  /** True leaves papers unmeasured against their own field. */
  raw?: boolean;
}

export interface TrendingEntry {
  /** From 1. */
  place: number;
  paper: Paper;
  day: string;
  /** What it stands by. */
  score: Score;
  /** What is known before any vote. */
  prior: Score;
}

export interface Trending {
  query: TrendingQuery;
  /** How many papers of the window have votes. */
  total: number;
  entries: TrendingEntry[];
  /** The categories of these papers, most first, to choose from. */
  fields: { field: string; count: number }[];
}

export interface TrendingContext {
  db: Database;
  clock: Clock;
  categories(): Promise<readonly string[]>;
  /** Whether the owner lets the authors' history count. */
  authorHistory?(): Promise<boolean>;
}

const SHOWN = 50;
/** Windows longer than a month hold too many papers to look at each: those with the most votes are. */
const LOOKED_AT = 5_000;
const DAY_MS = 86_400_000;

/** What readers vote for these days. Only papers with votes are trending: a guess is not. */
export class TrendingPapers {
  constructor(
    private readonly context: TrendingContext,
    private readonly parts: FeedParts = feedParts(context),
  ) {}

  async read(query: TrendingQuery): Promise<Trending> {
    const { tally, pasts } = this.parts;
    const history = (await this.context.authorHistory?.()) ?? false;
    const [learned] = await Promise.all([this.parts.climate.read(), tally.refresh(), history ? pasts.refresh() : undefined]);
    const climate = history ? learned : { ...learned, historySpread: undefined };
    const voted = (await this.candidates(query.window)).filter(({ facts }) => tally.of(facts.number).shown > 0);
    const asked = voted.filter(({ categories }) => query.field === undefined || categories.some((category) => isIn(category, query.field!)));
    const scored = asked.map((listed) => ({ listed, score: this.score(listed, query, climate) })).sort((a, b) => b.score.value - a.score.value || (a.listed.id < b.listed.id ? -1 : 1));
    return { query, total: asked.length, entries: await this.entries(scored.slice(0, SHOWN), climate), fields: countFields(voted) };
  }

  private score(listed: Listed, { window, sinking = SINKING.usual, raw }: TrendingQuery, climate: Climate): Score {
    const { facts, day, category } = listed;
    const { editions } = ageOf(day, this.context.clock.now());
    const { prior, expectations } = knownBefore(listed, climate, this.parts.pasts.get(facts.number));
    const score = trendingScore({ prior, votes: this.parts.tally.of(facts.number), editions }, expectations, TRENDING_WINDOWS[window].sinks ? sinking : 0);
    return raw ? score : inItsField(score, category, climate.levels);
  }

  private async candidates(window: TrendingWindow): Promise<Listed[]> {
    const { editions, days } = TRENDING_WINDOWS[window];
    const chosen = await this.context.categories();
    const categories = chosen.length === 0 ? undefined : new Set(chosen);
    const newest = editionDayAt(this.context.clock.now());
    const first = days === undefined ? '' : new Date(this.context.clock.now() - days * DAY_MS).toISOString().slice(0, 10);
    if (window === 'year' || window === 'all') return await this.mostVoted({ first, newest, categories });
    const held = await lastDays(this.context.db, { until: newest, first, limit: editions ?? days!, categories: categories && [...categories] });
    const young = editions === undefined ? held : held.filter((day) => ageOf(day, this.context.clock.now()).editions < editions);
    const read = await this.parts.days.read(young);
    return read.flatMap(({ day, papers }) => listDay(day, papers, categories));
  }

  private async mostVoted({ first, newest, categories }: { first: string; newest: string; categories: ReadonlySet<string> | undefined }): Promise<Listed[]> {
    const { db } = this.context;
    const numbers = (await highestSignals(db.kysely, VOTES_SIGNAL, { limit: LOOKED_AT, publishedFrom: first === '' ? undefined : first })).map(({ paper }) => paper);
    const announced = await announcementsOf(db, numbers);
    return announced.filter(({ day }) => day >= first && day <= newest).flatMap(({ day, paper }) => listDay(day, [paper], categories));
  }

  private async entries(scored: readonly { listed: Listed; score: Score }[], climate: Climate): Promise<TrendingEntry[]> {
    const papers = await papersByNumber(this.context.db, scored.map(({ listed }) => listed.facts.number));
    const byNumber = new Map(papers.map((paper) => [paper.number, paper]));
    return scored.flatMap(({ listed, score }, index) => {
      const paper = byNumber.get(listed.facts.number);
      return paper === undefined ? [] : [{ place: index + 1, paper, day: listed.day, score, prior: wordsBefore(listed, climate, this.parts.pasts.get(listed.facts.number)) }];
    });
  }
}

/** Whether a category is the field, or one of it: `cs.CL` is in `cs.CL` and in `cs`. */
function isIn(category: string, field: string): boolean {
  return category === field || category.startsWith(`${field}.`);
}

function countFields(listed: readonly Listed[]): Trending['fields'] {
  const counts = new Map<string, number>();
  for (const { category } of listed) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
}
