import type { Syntax } from './entries.js';

const LINE_FEED = 10;
const TAG_BYTES = 5;

/** From a line `TY  -` to its `ER  -`, or, where that is missing, to the next `TY` or the end. Lines between entries are passed over. */
export const RIS_ENTRIES: Syntax = {
  next(bytes, from, last) {
    const start = findLine(bytes, from, 'TY');
    if (start === undefined) return { keep: last ? bytes.length : lastLine(bytes, from) };
    for (let line = lineAfter(bytes, start); line !== undefined; line = lineAfter(bytes, line)) {
      if (isTag(bytes, line, 'TY')) return { start, end: line, next: line };
      const after = lineAfter(bytes, line);
      if (isTag(bytes, line, 'ER') && (after !== undefined || last)) return { start, end: line, next: after ?? bytes.length };
    }
    return last ? { start, end: bytes.length, next: bytes.length } : { keep: start };
  },
  resync: (bytes, from) => {
    const line = lineAfter(bytes, from);
    return line === undefined ? undefined : findLine(bytes, line, 'TY');
  },
  lookback: 16,
};

/** The first line with this tag; `from` is the beginning of a line. */
function findLine(bytes: Buffer, from: number, tag: string): number | undefined {
  for (let line: number | undefined = from; line !== undefined; line = lineAfter(bytes, line)) {
    if (isTag(bytes, line, tag)) return line;
  }
  return undefined;
}

function isTag(bytes: Buffer, line: number, tag: string): boolean {
  return bytes[line] === tag.charCodeAt(0) && /^..\s{1,2}-/s.test(bytes.toString('latin1', line, line + TAG_BYTES)) && bytes[line + 1] === tag.charCodeAt(1);
}

function lineAfter(bytes: Buffer, at: number): number | undefined {
  const end = bytes.indexOf(LINE_FEED, at);
  return end < 0 ? undefined : end + 1;
}

function lastLine(bytes: Buffer, from: number): number {
  return Math.max(from, bytes.lastIndexOf(LINE_FEED) + 1);
}
