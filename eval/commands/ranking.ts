import { readObservations } from '../ranking/observations.js';
import { earlyVotes, weeks, weeksByMonth, withoutVotes, withoutVotesByMonth, type Period } from '../ranking/reports.js';
import { STAGES } from '../ranking/stages.js';
import { summaryOf } from '../ranking/summary.js';
import { EvalError } from '../errors.js';
import type { Report } from '../report.js';
import type { EvalContext } from './context.js';

const ALWAYS: Period = { from: '0', until: '9' };
/** The constants were chosen on what came before; the second half of each study's period, or what has come since. */
const HELD_OUT = {
  atEight: { from: '2026-01', until: '9' },
  atTwentySix: { from: '2025-09', until: '2026-02' },
  eightToTwentySix: { from: '2025-11', until: '9' },
  threeToEight: { from: '2026-01', until: '9' },
  weeks: { from: '2025-08-11', until: '9' },
};

export interface RankingOptions {
  /** Observations of earlier days, from which nothing is judged: they are the history of authors and of votes. */
  besides?: string;
}

/**
 * The orders of the product on a file of what a daily list had at several hours, beside those of other places: before any
 * vote, with the first votes, over a week. With `besides` everything in the file is judged, else the days that were not
 * used to choose the constants.
 * @throws EvalError when a line cannot be read or there is nothing to judge
 */
export async function evaluateRanking(file: string, { besides }: RankingOptions, { say }: EvalContext): Promise<Report[]> {
  const judged = readObservations(file);
  const all = besides === undefined ? judged : [...readObservations(besides), ...judged];
  const firstDay = judged.reduce((first, { day }) => (day < first ? day : first), '9');
  const whole = besides === undefined ? ALWAYS : { from: firstDay, until: '9' };
  const period = (held: Period) => (besides === undefined ? held : whole);
  const [long, short] = [STAGES[0]!, STAGES[1]!];
  const studies: [string, () => (Report | undefined)[]][] = [
    ['no votes yet', () => [withoutVotes(all, 8, period(HELD_OUT.atEight)), withoutVotes(all, 26, period(HELD_OUT.atTwentySix)), withoutVotesByMonth(all, 8, whole), withoutVotesByMonth(all, 26, whole)]],
    ['first votes', () => [...earlyVotes(all, long, period(HELD_OUT.eightToTwentySix)), ...earlyVotes(all, short, period(HELD_OUT.threeToEight))]],
    ['a week', () => [weeks(all, long, period(HELD_OUT.weeks)), weeks(all, short, period(HELD_OUT.threeToEight)), weeksByMonth(all, long, whole), weeksByMonth(all, short, whole)]],
  ];
  const reports = studies.flatMap(([name, study]) => {
    say(`${name} …`);
    return study().filter((report) => report !== undefined);
  });
  if (reports.length === 0) throw new EvalError(`"${file}" has no day with ten papers seen about 8 or 26 hours after it began, so there is nothing to judge.`);
  return [...reports, summaryOf(reports)];
}
