import type { Pending, Span, Syntax } from './entries.js';

const [AT, OPEN, CLOSE, CLOSE_ROUND, QUOTE, BACKSLASH, LINE_FEED] = [...'@{})"\\\n'].map((sign) => sign.charCodeAt(0));
/** Long enough for the beginning of any entry: type, key, first field name. */
const HEAD_BYTES = 256;
const HEAD = /^@\s*([a-z]+)\s*[{(]/i;
/** What can hardly be text inside another entry: `@article{key, field =`. */
const CERTAIN_HEAD = /^@[a-z]+\s*[{(]\s*[^\s,{}()="#%]+\s*,\s*[a-z][\w-]*\s*=/i;
const NEVER_CLOSED = 'The braces of this BibTeX entry never close.';

/**
 * From `@word{` to the brace that closes it. Text between entries is a comment, as BibTeX has it.
 * An entry that does not close ends where the next one begins, so that one lost brace loses one entry.
 */
export const BIBTEX_ENTRIES: Syntax = {
  next(bytes, from, last) {
    const start = findHead(bytes, from, last);
    if (typeof start !== 'number') return start;
    const counted = closing(bytes, start, { last, escapes: true });
    if (!('problem' in counted)) return counted;
    // `\}` is an escaped brace to most programs, a brace to BibTeX itself.
    const strict = closing(bytes, start, { last, escapes: false });
    if (!('keep' in strict) && strict.problem === undefined) return strict;
    return isComment(bytes, start) ? { start, end: start, next: start + 1 } : counted;
  },
  resync(bytes, from) {
    // An entry at `from` itself is the hopeless one, or was seen when its lookback was not yet cut off.
    const start = findHead(bytes, from + 1, true);
    return typeof start === 'number' ? start : undefined;
  },
  lookback: HEAD_BYTES,
};

function findHead(bytes: Buffer, from: number, last: boolean): number | Pending {
  for (let at = bytes.indexOf(AT!, from); at >= 0; at = bytes.indexOf(AT!, at + 1)) {
    if ((at === from || startsWord(bytes, at)) && HEAD.test(headOf(bytes, at))) return at;
    if (!last && at + HEAD_BYTES > bytes.length) return { keep: Math.max(from, at - 1) };
  }
  return { keep: last ? bytes.length : Math.max(from, bytes.length - 1) };
}

/** `me@home (work)` is no entry. */
function startsWord(bytes: Buffer, at: number): boolean {
  return at === 0 || !/[\w.]/.test(String.fromCharCode(bytes[at - 1]!));
}

function headOf(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, Math.min(at + HEAD_BYTES, bytes.length));
}

interface Rules {
  last: boolean;
  /** Whether a backslash takes the brace after it out of the count. */
  escapes: boolean;
}

function closing(bytes: Buffer, start: number, { last, escapes }: Rules): Span | Pending {
  const head = HEAD.exec(headOf(bytes, start))!;
  const another = isComment(bytes, start) ? beginsComment : beginsAnother;
  const round = head[0].endsWith('(');
  let depth = round ? 0 : 1;
  let quoted = false;
  for (let at = start + head[0].length; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH && escapes) at += 1;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE && depth > 0) {
      depth -= 1;
      if (depth === 0 && !round) return { start, end: at + 1, next: at + 1 };
    } else if (byte === QUOTE && round && depth === 0) quoted = !quoted;
    else if (byte === CLOSE_ROUND && round && depth === 0 && !quoted) return { start, end: at + 1, next: at + 1 };
    else if (byte === AT) {
      if (!last && at + HEAD_BYTES > bytes.length) return { keep: start };
      if (another(bytes, at)) return { start, end: at, next: at, problem: NEVER_CLOSED };
    }
  }
  return last ? { start, end: bytes.length, next: bytes.length, problem: NEVER_CLOSED } : { keep: start };
}

/** In a comment other entries may stand, switched off; where it does not close, only its first word is passed over. */
function isComment(bytes: Buffer, start: number): boolean {
  return /^@\s*comment\b/i.test(headOf(bytes, start));
}

function beginsComment(bytes: Buffer, at: number): boolean {
  return isComment(bytes, at) && HEAD.test(headOf(bytes, at));
}

function beginsAnother(bytes: Buffer, at: number): boolean {
  const head = headOf(bytes, at);
  return CERTAIN_HEAD.test(head) || (HEAD.test(head) && isFirstOnLine(bytes, at));
}

function isFirstOnLine(bytes: Buffer, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (bytes[before] === 0x20 || bytes[before] === 0x09)) before -= 1;
  return before < 0 || bytes[before] === LINE_FEED;
}
