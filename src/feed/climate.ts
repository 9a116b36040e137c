import { StoredSettings, type Database } from '#db';
import { isoNow, type Clock } from '#lib';
import { editionDayAt, lastDays } from '#papers';
import { ageOf } from './age.js';
import { listDay, type AnnouncedDays, type Listed } from './days.js';
import { fieldLevels, type FieldLevels } from './field-level.js';
import { BUILT_IN_GROWTH, learnGrowth, type GrowthCurve, type VoteAge } from './growth.js';
import { scoreWithPast } from './author-history.js';
import type { AuthorPasts } from './author-pasts.js';
import { knownBefore, type Spreads } from './mixed-prior.js';
import { roundScore } from './order.js';
import { usualVotes } from './posterior.js';
import { spreadOf, type Spread } from './standing.js';
import type { Tally } from './tally.js';
import { trendingValue } from './trending-score.js';

/** What the last editions say of how this instance votes. */
export interface Climate extends Spreads {
  growth: GrowthCurve;
  levels: FieldLevels;
}

/** Before anything is known: the scores of all of arXiv (docs/ranking.md). */
const FIRST_SPREAD: Spread = { mean: 1.4, deviation: 1.06 };
const FIRST: Climate = { usual: usualVotes([]), spread: FIRST_SPREAD, growth: BUILT_IN_GROWTH, levels: { byField: new Map(), overall: Math.log(usualVotes([])) } };

const SETTING = 'climate';
const EDITIONS = 20;
/** Papers younger than this have not got all their votes yet. */
const SETTLED = 4;
const MOST_VOTES = 20_000;
const HOUR_MS = 3_600_000;
const KEPT_MS = 60_000;

interface StoredClimate extends Omit<Climate, 'levels'> {
  levels: { byField: [string, number][]; overall: number };
}

/** The climate as it was last learned, looked up once a minute. */
export class KeptClimate {
  private kept: { climate: Promise<Climate>; at: number } | undefined;

  constructor(private readonly db: Database) {}

  async read(): Promise<Climate> {
    const now = performance.now();
    if (this.kept === undefined || now - this.kept.at > KEPT_MS) {
      const climate = readClimate(this.db);
      this.kept = { climate, at: now };
      climate.catch(() => (this.kept = undefined));
    }
    return await this.kept.climate;
  }

  forget(): void {
    this.kept = undefined;
  }
}

async function readClimate(db: Database): Promise<Climate> {
  const stored = await new StoredSettings(db).get<StoredClimate>(SETTING);
  return stored === undefined ? FIRST : { ...stored, levels: { ...stored.levels, byField: new Map(stored.levels.byField) } };
}

/** What the last editions are read from. */
export interface LearnContext {
  db: Database;
  clock: Clock;
  days: AnnouncedDays;
  tally: Tally;
  /** Given while the history of authors counts. */
  pasts?: AuthorPasts;
  categories: ReadonlySet<string> | undefined;
}

/** Learns the climate from the last 20 editions and keeps it. Where nothing changed nothing is written. */
export async function learnClimate(context: LearnContext): Promise<Climate> {
  const { db, clock, tally, pasts } = context;
  await Promise.all([tally.refresh(), pasts?.refresh()]);
  const editions = await lastEditions(context);
  const settled = editions.filter(({ age }) => age >= SETTLED);
  const usual = usualVotes(settled.map(({ papers }) => ({ papers: papers.length, votes: papers.reduce((sum, { facts }) => sum + tally.of(facts.number).counted, 0) })));
  const spread = spreadOf(editions.flatMap(({ papers }) => papers.map(({ prior }) => prior))) ?? FIRST_SPREAD;
  const growth = learnGrowth(await votesByAge(db, settled));
  const historySpread = pasts && spreadOf(editions.flatMap(({ papers }) => papers.flatMap((paper) => historyPrior(paper, pasts))));
  const spreads = { usual, spread, historySpread };
  const levels = fieldLevels(editions.flatMap(({ papers, age }) => papers.map((paper) => levelFacts(paper, { age, tally, pasts, spreads }))), usual);
  const climate = { ...spreads, growth, levels };
  await keep(db, { ...climate, levels: { ...levels, byField: [...levels.byField].sort() } }, isoNow(clock));
  return climate;
}

async function keep(db: Database, stored: StoredClimate, now: string): Promise<void> {
  const settings = new StoredSettings(db);
  if (JSON.stringify(await settings.get(SETTING)) !== JSON.stringify(stored)) await settings.set(SETTING, stored, now);
}

/** The score that knows the authors' history, of a paper that was told of it. */
function historyPrior({ facts }: Listed, pasts: AuthorPasts): number[] {
  const past = pasts.get(facts.number);
  return past === undefined ? [] : [roundScore(scoreWithPast(facts, past).value)];
}

function levelFacts(listed: Listed, { age, tally, pasts, spreads }: { age: number; tally: Tally; pasts?: AuthorPasts; spreads: Spreads }) {
  const { prior, expectations } = knownBefore(listed, spreads, pasts?.get(listed.facts.number));
  return { field: listed.category, value: trendingValue({ prior, votes: tally.of(listed.facts.number), editions: age }, expectations, 0) };
}

interface PastEdition {
  day: string;
  age: number;
  papers: Listed[];
}

async function lastEditions({ db, clock, days, categories }: LearnContext): Promise<PastEdition[]> {
  const last = await lastDays(db, { until: editionDayAt(clock.now()), first: '', limit: EDITIONS, categories: categories && [...categories] });
  const read = await days.read(last);
  return read.map(({ day, papers }) => ({ day, age: ageOf(day, clock.now()).editions, papers: listDay(day, papers, categories) }));
}

/** How old the papers of these editions were when they were voted for. */
async function votesByAge(db: Database, editions: readonly PastEdition[]): Promise<VoteAge[]> {
  const ages: VoteAge[] = [];
  for (const { day, papers } of editions) {
    const votes = await db.kysely.selectFrom('votes').select('created_at').where(db.anyOf('paper', papers.map(({ facts }) => facts.number))).limit(MOST_VOTES / EDITIONS).execute();
    const byHour = new Map<number, number>();
    for (const { created_at } of votes) {
      const hour = Math.floor(Date.parse(created_at) / HOUR_MS);
      ages.push({ hours: byHour.getOrInsertComputed(hour, () => ageOf(day, hour * HOUR_MS).hours) });
    }
  }
  return ages;
}
