import { isUtf8 } from 'node:buffer';

/** Longer entries are an error and are skipped without being kept in memory. */
export const MAX_ENTRY_BYTES = 4 * 1024 * 1024;
const SHOWN = 200;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** A place in the decompressed text: the line, from 1, and the byte, from 0. */
export interface Position {
  line: number;
  byte: number;
}

export const START: Position = { line: 1, byte: 0 };

/** The bytes of one entry: from `start` to before `end`; what follows begins at `next`. */
export interface Span {
  start: number;
  end: number;
  next: number;
  /** Why this cannot be an entry. */
  problem?: string;
}

/** No whole entry is there yet; bytes before `keep` are done with. */
export interface Pending {
  keep: number;
}

/** How a format separates its entries. Works on bytes, as the signs that matter are ASCII in all formats. */
export interface Syntax {
  /** The entry at or after `from`; `last` says that no more bytes will come. */
  next(bytes: Buffer, from: number, last: boolean): Span | Pending;
  /** Where the entry after a hopeless one may begin, at or after `from`; nothing when that is not in these bytes. */
  resync(bytes: Buffer, from: number): number | undefined;
  /** How many bytes before the end `resync` must see again with those that follow. */
  lookback: number;
}

export interface RawEntry {
  position: Position;
  /** The entry; with a problem, its first 200 characters. */
  text: string;
  problem?: string;
}

export interface RawBatch {
  entries: RawEntry[];
  /** Where reading goes on after this batch. */
  next: Position;
}

/** Cuts a stream of bytes into entries, whatever the pieces it comes in. */
export class EntrySplitter {
  private readonly syntax: Syntax;
  private held: Buffer = Buffer.alloc(0);
  private position: Position;
  private skipping = false;

  /** `from` is the place of the first byte that will be pushed. */
  constructor(syntax: Syntax, from: Position = START) {
    this.syntax = syntax;
    this.position = from;
  }

  push(chunk: Uint8Array): RawBatch {
    const bytes = Buffer.concat([this.held, chunk]);
    if (bytes.length >= BYTE_ORDER_MARK.length) return this.split(bytes, false);
    this.held = bytes;
    return { entries: [], next: this.position };
  }

  /** The end of the input: what is still held is the last entry. */
  end(): RawBatch {
    return this.split(this.held, true);
  }

  private split(bytes: Buffer, last: boolean): RawBatch {
    const spans: Span[] = [];
    let at = this.position.byte === 0 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    while (at < bytes.length) {
      const step = this.skipping ? this.skip(bytes, at) : this.syntax.next(bytes, at, last);
      if ('keep' in step) {
        at = step.keep;
        if (bytes.length - at <= MAX_ENTRY_BYTES || this.skipping) break;
        spans.push({ start: at, end: at + SHOWN * 4, next: at, problem: TOO_LONG });
        this.skipping = true;
        at += 1;
        continue;
      }
      spans.push(step.end - step.start > MAX_ENTRY_BYTES ? { ...step, problem: TOO_LONG } : step);
      at = step.next;
    }
    const entries = this.decode(bytes, spans, at);
    this.held = Buffer.from(bytes.subarray(at));
    return { entries, next: this.position };
  }

  /** An empty span up to where entries go on, or all but the lookback thrown away. */
  private skip(bytes: Buffer, at: number): Span | Pending {
    const found = this.syntax.resync(bytes, at);
    if (found === undefined) return { keep: Math.max(at, bytes.length - this.syntax.lookback) };
    this.skipping = false;
    return { start: found, end: found, next: found };
  }

  private decode(bytes: Buffer, spans: Span[], done: number): RawEntry[] {
    const allValid = isUtf8(bytes.subarray(0, done));
    const entries: RawEntry[] = [];
    let counted = 0;
    for (const span of spans) {
      this.advance(bytes, counted, span.start);
      counted = span.start;
      const entry = rawEntry(bytes, span, allValid);
      if (entry !== undefined) entries.push({ position: this.position, ...entry });
    }
    this.advance(bytes, counted, done);
    return entries;
  }

  private advance(bytes: Buffer, from: number, to: number): void {
    let { line } = this.position;
    for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) line += 1;
    this.position = { line, byte: this.position.byte + to - from };
  }
}

const TOO_LONG = `This entry is longer than ${MAX_ENTRY_BYTES / 1024 / 1024} MB.`;
const NOT_UTF8 = 'This is not valid UTF-8. Convert the file, for instance with: iconv -f latin1 -t utf-8';

/** The text of a span, or nothing when it is blank. */
function rawEntry(bytes: Buffer, span: Span, allValid: boolean): { text: string; problem?: string } | undefined {
  let { start, end } = span;
  while (start < end && isSpace(bytes[start]!)) start += 1;
  while (end > start && isSpace(bytes[end - 1]!)) end -= 1;
  if (start === end) return undefined;
  const problem = span.problem ?? (allValid || isUtf8(bytes.subarray(start, end)) ? undefined : NOT_UTF8);
  if (problem === undefined) return { text: bytes.toString('utf8', start, end) };
  return { text: bytes.toString('utf8', start, Math.min(end, start + SHOWN * 4)).slice(0, SHOWN), problem };
}

/** White space of ASCII: space, tab, line feed, vertical tab, form feed, carriage return. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/**
 * The entries of a text, a batch for each piece of it.
 * `from` is where an earlier reading stopped: what is before it is read over without being looked at.
 * @throws what the text throws, after the whole entries before that
 */
export async function* readEntries(text: AsyncIterable<Uint8Array>, syntax: Syntax, from: Position = START): AsyncGenerator<RawBatch> {
  const splitter = new EntrySplitter(syntax, from);
  let skip = from.byte;
  for await (const chunk of text) {
    if (chunk.length > skip) yield splitter.push(chunk.subarray(skip));
    skip = Math.max(0, skip - chunk.length);
  }
  yield splitter.end();
}
