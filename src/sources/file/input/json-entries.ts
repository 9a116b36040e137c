import { isSpace, type Pending, type Span, type Syntax } from './entries.js';

const [QUOTE, BACKSLASH, LINE_FEED, COMMA, COLON, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [...'"\\\n,:{}[]'].map((sign) => sign.charCodeAt(0));
/** Signs of numbers and of true, false, null. */
const LITERAL = new Set([...'0123456789+-.eEtrufalsn'].map((sign) => sign.charCodeAt(0)));
const DEEPEST = 64;
const KEY_BYTES = 48;
/** First keys of the objects inside a CSL-JSON item: names and dates. They never begin an item. */
const INNER = /^\{\s*"(?:family|given|literal|suffix|(?:non-)?dropping-particle|date-parts|raw|season|circa)"/;
const NOT_AN_OBJECT = 'A JSON object was expected here.';
const BROKEN = 'This JSON object is broken: a quote or a bracket is missing in it.';

/**
 * The objects of a JSON array, or objects standing one after the other.
 * A broken object ends where the next one seems to begin, so that one lost quote loses one object.
 */
export const JSON_OBJECTS: Syntax = {
  next(bytes, from, last) {
    let start = from;
    while (start < bytes.length && isBetween(bytes[start]!)) start += 1;
    if (start === bytes.length) return { keep: start };
    return bytes[start] === OPEN ? objectAt(bytes, start, last) : lost(bytes, start, { last, problem: NOT_AN_OBJECT });
  },
  resync: (bytes, from) => findObject(bytes, from),
  lookback: 4 * KEY_BYTES,
};

function isBetween(byte: number): boolean {
  return byte === COMMA || byte === OPEN_LIST || byte === CLOSE_LIST || isSpace(byte);
}

function lost(bytes: Buffer, start: number, { last, problem }: { last: boolean; problem: string }): Span | Pending {
  const next = findObject(bytes, start + 1) ?? (last ? bytes.length : undefined);
  return next === undefined ? { keep: start } : { start, end: next, next, problem };
}

function objectAt(bytes: Buffer, start: number, last: boolean): Span | Pending {
  const end = closing(bytes, start);
  if (end === 'open' && !last) return { keep: start };
  return typeof end === 'number' ? { start, end, next: end } : lost(bytes, start, { last, problem: BROKEN });
}

/**
 * Where the object ends; `broken` as soon as what stands there cannot be JSON.
 * That it is told soon keeps the reading linear: what comes after is read again from the next object on.
 */
function closing(bytes: Buffer, start: number): number | 'open' | 'broken' {
  const brackets: number[] = [];
  let previous = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (isSpace(byte)) continue;
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at);
      if (typeof end !== 'number') return end;
      at = end;
    } else if (byte === OPEN || byte === OPEN_LIST) {
      // In an object a bracket follows a colon only: a second object here means that the first was not closed.
      if (brackets.at(-1) === OPEN && previous !== COLON) return 'broken';
      if (brackets.push(byte) > DEEPEST) return 'broken';
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      if (brackets.pop() !== (byte === CLOSE ? OPEN : OPEN_LIST)) return 'broken';
      if (brackets.length === 0) return at + 1;
    } else if (byte !== COMMA && byte !== COLON && !LITERAL.has(byte)) return 'broken';
    previous = byte;
  }
  return 'open';
}

/** The closing quote. A line cannot end inside a JSON string. */
function stringEnd(bytes: Buffer, open: number): number | 'open' | 'broken' {
  for (let at = open + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) return at;
    else if (byte === LINE_FEED) return 'broken';
  }
  return 'open';
}

/** The next `{"` after a comma, a bracket or a line's beginning that can be an item's. */
function findObject(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(OPEN!, from); at >= 0; at = bytes.indexOf(OPEN!, at + 1)) {
    if (canBeginItem(bytes, at)) return at;
  }
  return undefined;
}

function canBeginItem(bytes: Buffer, at: number): boolean {
  const key = bytes.toString('latin1', at, Math.min(at + KEY_BYTES, bytes.length));
  return /^\{\s*"/.test(key) && !INNER.test(key) && /(?:[,[\]}\n]|^)\s*$/.test(bytes.toString('latin1', Math.max(0, at - KEY_BYTES), at));
}
