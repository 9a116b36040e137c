import { Random } from './random.js';

const DAY_MS = 86_400_000;
/** The day of the newest paper that is made. */
const LAST_DAY = Date.UTC(2026, 7, 20);
/** arXiv of 2026 takes in about this many papers on a working day and on a day of the weekend. */
const WORKING_DAY = 1_150;
const WEEKEND_DAY = 420;

/** How many papers each day takes, oldest day first, `count` in all, the last on 20 August 2026. */
export function papersByDay(count: number, random: Random): { day: number; papers: number }[] {
  const days: { day: number; papers: number }[] = [];
  for (let left = count, day = LAST_DAY; left > 0; day -= DAY_MS) {
    const weekday = new Date(day).getUTCDay();
    const usual = weekday === 0 || weekday === 6 ? WEEKEND_DAY : WORKING_DAY;
    const papers = Math.min(left, Math.round(usual * (0.85 + 0.3 * random.next())));
    days.push({ day, papers });
    left -= papers;
  }
  return days.reverse();
}

/** The instants of a paper's versions: a third get a second one within half a year, some a third. */
export function versionTimes(submitted: number, random: Random): number[] {
  const times = [submitted];
  for (let chance = 0.33; random.next() < chance && times.length < 4; chance = 0.25) {
    const next = times.at(-1)! + random.between(2, 180) * DAY_MS + random.below(DAY_MS);
    if (next > LAST_DAY + DAY_MS) break;
    times.push(next);
  }
  return times;
}

export function timeOfDay(day: number, random: Random): number {
  return day + 1000 * random.below(86_400);
}
