import type { PartialDate } from '#papers';
import { exactDate, saidDate } from '../words.js';

/** A date as people write it, the exact time on hover. */
export function DateText({ date, words }: { date: PartialDate; words?: string }) {
  return <time datetime={date} title={exactDate(date)}>{words ?? saidDate(date)}</time>;
}
