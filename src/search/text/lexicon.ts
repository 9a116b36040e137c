import type { Stem } from './stem.js';
import { STOP_WORDS } from './stop-words.js';
import { tokens, type Token } from './tokens.js';

/** What holds of a term beside its stem; several are added. */
export const STOP_WORD = 1;
/** The whole of a compound whose parts stand before it. */
export const JOINED = 2;
/** A single character, or a number of more than four digits: says nothing by the company it keeps. */
export const TELLS_NOTHING = 4;

/** Told of a term and what holds of it. */
export type Visit = (term: string, marks: number) => void;

/** What is longer is hardly met again. */
const LONGEST_KEPT = 32;
const USUAL_LENGTH = 12;
/** Pieces remembered; 20 MB, and as much again for their terms. A power of two. */
const MOST_KEPT = 524_288;
/** Of the places where a piece is looked for, half stay free. */
const PLACES_FOR_EACH = 2;

/** Signs of ASCII that a word may hold or be followed by (`tokens.ts`). */
const OF_WORDS = /[A-Za-z0-9\-_^+#]/;
/** By code of ASCII: 1 where a word ends, whatever stands around. */
const ENDS_WORDS = Uint8Array.from({ length: 128 }, (_, code) => (OF_WORDS.test(String.fromCharCode(code)) ? 0 : 1));

/**
 * Finds terms as `tokens` and a stemmer do. But nearly every word of a text was met before: a text is cut into pieces where no word can go
 * on, and the terms of each piece are remembered. In typed arrays, because memory that is far away is what takes the time: kept as
 * strings and objects they are no faster than analysing all anew, so it is a fifth.
 */
export class Lexicon {
  /** Of each place, by the hash of what is written, the number of a piece; 0 where it is free. */
  private readonly places: Int32Array;
  /** Of each piece its hash, where it begins in `written`, how long it is, and where its terms begin. */
  private readonly hashes: Int32Array;
  private readonly starts: Int32Array;
  private readonly lengths: Uint8Array;
  private readonly firstTerms: Int32Array;
  private readonly written: Uint16Array;
  private readonly terms: string[] = [];
  private readonly marks: number[] = [];
  private pieces = 0;

  constructor(
    private readonly stem: Stem,
    private readonly mostKept = MOST_KEPT,
  ) {
    this.places = new Int32Array(mostKept * PLACES_FOR_EACH);
    this.hashes = new Int32Array(mostKept + 1);
    this.starts = new Int32Array(mostKept + 2);
    this.lengths = new Uint8Array(mostKept + 1);
    this.firstTerms = new Int32Array(mostKept + 2);
    this.written = new Uint16Array(mostKept * USUAL_LENGTH + LONGEST_KEPT);
  }

  /** Tells every term of a plain text, in order. */
  forEachTerm(text: string, visit: Visit): void {
    let start = 0;
    let hash = 0;
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : 0;
      if (code >= 128 || ENDS_WORDS[code] === 0) {
        hash = Math.imul(hash ^ code, 16_777_619);
        continue;
      }
      if (at - start > LONGEST_KEPT) this.visitAll(tokens(text.slice(start, at)), visit);
      else if (at > start) this.visitPiece(this.find(text, start, at, hash), visit);
      start = at + 1;
      hash = 0;
    }
  }

  private visitPiece(piece: number, visit: Visit): void {
    const end = this.firstTerms[piece + 1]!;
    for (let at = this.firstTerms[piece]!; at < end; at += 1) visit(this.terms[at]!, this.marks[at]!);
  }

  private find(text: string, start: number, end: number, hash: number): number {
    const last = this.places.length - 1;
    for (let place = (hash ^ (hash >>> 15)) & last; ; place = (place + 1) & last) {
      const piece = this.places[place]!;
      if (piece === 0) return this.add(text.slice(start, end), hash, place);
      if (this.hashes[piece] === hash && this.standsAt(piece, text, start, end)) return piece;
    }
  }

  private standsAt(piece: number, text: string, start: number, end: number): boolean {
    if (this.lengths[piece] !== end - start) return false;
    const from = this.starts[piece]! - start;
    for (let at = start; at < end; at += 1) if (this.written[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  private add(piece: string, hash: number, place: number): number {
    if (this.pieces >= this.mostKept || this.starts[this.pieces + 1]! + LONGEST_KEPT > this.written.length) return this.addAnew(piece, hash);
    this.pieces += 1;
    const start = this.starts[this.pieces]!;
    for (let at = 0; at < piece.length; at += 1) this.written[start + at] = piece.charCodeAt(at);
    this.visitAll(tokens(piece), (term, marks) => {
      this.terms.push(term);
      this.marks.push(marks);
    });
    this.places[place] = this.pieces;
    this.hashes[this.pieces] = hash;
    this.lengths[this.pieces] = piece.length;
    this.starts[this.pieces + 1] = start + piece.length;
    this.firstTerms[this.pieces + 1] = this.terms.length;
    return this.pieces;
  }

  private visitAll(found: readonly Token[], visit: Visit): void {
    for (const token of found) visit(this.stem(token.text), marksOf(token));
  }

  /** Forgets everything: what is still in use is soon met again. */
  private addAnew(piece: string, hash: number): number {
    this.places.fill(0);
    this.terms.length = this.marks.length = this.pieces = 0;
    this.starts[1] = this.firstTerms[1] = 0;
    return this.add(piece, hash, (hash ^ (hash >>> 15)) & (this.places.length - 1));
  }
}

function marksOf({ text, joined }: Token): number {
  return (STOP_WORDS.has(text) ? STOP_WORD : 0) + (joined ? JOINED : 0) + (text.length === 1 || /^\d{5,}$/.test(text) ? TELLS_NOTHING : 0);
}
