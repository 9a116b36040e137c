import { addDays } from './windows.js';
import type { Harvest } from './types.js';
import { span } from './words.js';

/** How long the way back will take, as far as what is behind allows to say. */
export interface Forecast {
  from: string;
  /** The first day reached so far. */
  earliest: string;
  done: boolean;
  /** Milliseconds, from the least to the most; undefined before anything was measured. */
  atLeast?: number;
  atMost?: number;
}

const DAY_MS = 86_400_000;
/** Fewer pages measured than this say too little. */
const FEWEST_PAGES = 3;

/**
 * Days that remain times records a day times time a record. Records a day are taken between the thinnest and the thickest
 * stretch harvested so far: arXiv grew, and renewed the dates of many old records on few days.
 */
export function forecast(harvests: readonly Harvest[], { from, earliest }: { from: string; earliest: string }): Forecast {
  const running = harvests.filter(({ done, purpose }) => !done && purpose === 'back');
  const reached = running.length > 0 ? addDays(running.map(({ last = earliest }) => last).sort().at(-1)!, 1) : earliest;
  const daysLeft = Math.max(0, daysBetween(from, reached));
  const base = { from, earliest: reached, done: daysLeft === 0 };
  const measured = harvests.filter(({ pages, startedAt }) => pages > 0 && startedAt !== undefined);
  const pages = measured.reduce((sum, harvest) => sum + harvest.pages, 0);
  const records = measured.reduce((sum, harvest) => sum + harvest.records, 0);
  const densities = measured.filter(({ done, last }) => done && last !== undefined).map((harvest) => harvest.records / Math.max(1, daysBetween(harvest.first, addDays(harvest.last!, 1))));
  if (base.done || pages < FEWEST_PAGES || records === 0 || densities.length === 0) return base;
  const time = measured.reduce((sum, { startedAt, updatedAt }) => sum + Math.max(0, Date.parse(updatedAt) - Date.parse(startedAt!)), 0);
  const perRecord = time / records;
  return { ...base, atLeast: daysLeft * Math.min(...densities) * perRecord, atMost: daysLeft * Math.max(...densities) * perRecord };
}

function daysBetween(first: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(first)) / DAY_MS);
}

/** The forecast in words. */
export function describeForecast({ from, earliest, done, atLeast, atMost }: Forecast): string {
  if (done) return `Everything back to ${from} is gathered.`;
  const reached = `On the way back to ${from}; reached ${earliest}`;
  if (atLeast === undefined || atMost === undefined) return `${reached}. How long it takes cannot be said yet.`;
  const [least, most] = [span(atLeast), span(atMost)];
  return `${reached}; ${least === most ? `about ${least}` : `between ${least} and ${most}`} to go, as far as what is behind allows to say.`;
}
