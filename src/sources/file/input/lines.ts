import type { Syntax } from './entries.js';

const LINE_FEED = 10;

/** One entry a line: JSON lines. */
export const LINES: Syntax = {
  next(bytes, from, last) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end >= 0) return { start: from, end, next: end + 1 };
    return last ? { start: from, end: bytes.length, next: bytes.length } : { keep: from };
  },
  resync(bytes, from) {
    const end = bytes.indexOf(LINE_FEED, from);
    return end < 0 ? undefined : end + 1;
  },
  lookback: 0,
};
