/** What a cutter looks for. */
export interface CutterNames {
  /** Elements that come many times, such as `record`: none can lie inside another. */
  repeated: readonly string[];
  /** Elements around them that are wanted too. */
  single: readonly string[];
}

/** One whole element, as it was written. */
export interface CutElement {
  /** Without a prefix. */
  name: string;
  /** Where it begins, in bytes from 0. */
  offset: number;
  text: string;
}

/** An element that could not be cut out, and why. */
export interface CutDamage {
  name: string;
  offset: number;
  reason: string;
  /** Its first 2,000 characters. */
  beginning: string;
}

export type Cut = { element: CutElement } | { damage: CutDamage };

/** Longer than any paper's entry: the longest author lists take some 500 kB. */
const LONGEST_BYTES = 2_000_000;
/** A start tag that is not all there yet is kept for the next piece. */
const LONGEST_START = 200;
const SHOWN = 2_000;

/**
 * Cuts wanted elements out of XML that comes in pieces, before any parser sees it: so one malformed element takes nothing
 * with it but itself, and of an answer that breaks off everything before the break is there. It looks for tags and nothing
 * else. Comments, declarations and entities of the whole document have no effect on what is cut.
 */
export class ElementCutter {
  private readonly start: RegExp;
  private readonly repeated: RegExp;
  private pending = Buffer.alloc(0);
  /** Bytes of the input before `pending`. */
  private base = 0;

  constructor({ repeated, single }: CutterNames) {
    this.start = startTag([...repeated, ...single]);
    this.repeated = startTag(repeated);
  }

  /** Takes the next piece of the input and gives what is whole now. */
  push(piece: Uint8Array): Cut[] {
    this.pending = Buffer.concat([this.pending, piece]);
    return this.cut(false);
  }

  /** The input is over: gives what began and did not end, as damage. */
  end(): Cut[] {
    return this.cut(true);
  }

  private cut(isEnd: boolean): Cut[] {
    // One character for each byte, so that places in the text are places in the bytes.
    const text = this.pending.toString('latin1');
    const cuts: Cut[] = [];
    let at = 0;
    // The next repeated element after the one in hand; looked for only once it is passed.
    let border = -1;
    for (;;) {
      const start = firstMatch(this.start, text, at);
      if (start === undefined) break;
      if (border <= start.index) border = firstMatch(this.repeated, text, start.index + 1)?.index ?? Infinity;
      const step = this.step(text, start, { border, isEnd });
      at = step?.next ?? start.index;
      if (step === undefined) return this.keep(at, cuts);
      cuts.push(step.cut);
    }
    return this.keep(Math.max(at, isEnd ? text.length : unfinishedStart(text)), cuts);
  }

  private keep(at: number, cuts: Cut[]): Cut[] {
    this.base += at;
    this.pending = this.pending.subarray(at);
    return cuts;
  }

  /** The element that begins at a tag, or how it is damaged; nothing when more of the input must tell. */
  private step(text: string, start: Start, { border, isEnd }: { border: number; isEnd: boolean }): { cut: Cut; next: number } | undefined {
    const within = text.slice(start.index, Math.min(border, text.length));
    const length = lengthOf(within, start.name);
    const next = start.index + (length ?? within.length);
    if (next - start.index > LONGEST_BYTES) {
      const isOver = length !== undefined || border < text.length || isEnd;
      return this.damaged(start, { reason: `it is longer than ${LONGEST_BYTES / 1e6} MB`, next: isOver ? next : unfinishedStart(text) });
    }
    if (length !== undefined) return { cut: { element: { name: start.local, offset: this.base + start.index, text: this.pending.toString('utf8', start.index, next) } }, next };
    if (border < text.length) return this.damaged(start, { reason: 'it has no end', next });
    return isEnd ? this.damaged(start, { reason: 'the answer ends in the middle of it', next }) : undefined;
  }

  private damaged({ local, index }: Start, { reason, next }: { reason: string; next: number }): { cut: Cut; next: number } {
    const beginning = this.pending.toString('utf8', index, Math.min(index + SHOWN, next));
    return { cut: { damage: { name: local, offset: this.base + index, reason, beginning } }, next };
  }
}

interface Start {
  index: number;
  /** As written, perhaps with a prefix. */
  name: string;
  local: string;
}

function startTag(names: readonly string[]): RegExp {
  return new RegExp(`<((?:[\\w-]{1,40}:)?(${names.join('|')}))(?=[\\s/>])`, 'g');
}

function firstMatch(pattern: RegExp, text: string, from: number): Start | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? { index: match.index, name: match[1]!, local: match[2]! } : undefined;
}

/** How long the element is that a text begins with; nothing when its end is not there. */
function lengthOf(text: string, name: string): number | undefined {
  const tagEnd = text.indexOf('>');
  if (tagEnd < 0) return undefined;
  if (text[tagEnd - 1] === '/') return tagEnd + 1;
  const closing = new RegExp(`</${name}\\s{0,100}>`, 'g');
  return closing.test(text) ? closing.lastIndex : undefined;
}

function unfinishedStart(text: string): number {
  const last = text.lastIndexOf('<');
  return last < 0 || text.length - last > LONGEST_START ? text.length : last;
}
