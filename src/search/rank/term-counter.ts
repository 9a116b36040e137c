const [SPACE, LINE_END] = [0x20, 0x0a];
/** FNV-1a with 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const [FNV_BASIS, FNV_PRIME] = [0x811c9dc5 | 0, 0x01000193];
/** Slots of the table for each term: a word that is not looked for mostly meets an empty one. */
const SLOTS_PER_TERM = 4;
const NONE = -1;

/** How often some terms stand in a text of terms, and how many terms it has. */
export interface TermCounts {
  /** In the order of the terms that are counted. */
  counts: Uint32Array;
  length: number;
}

/**
 * Counts some terms in texts of terms, byte by byte: making strings of a hundred papers to look for forty terms in them takes ten times
 * as long as reading them.
 */
export class TermCounter {
  private readonly words: Buffer[];
  private readonly hashes: Int32Array;
  /** The term at each place, those with the same hash one behind the other. */
  private readonly slots: Int32Array;

  /** @param terms each once, without white space */
  constructor(terms: readonly string[]) {
    this.words = terms.map((term) => Buffer.from(term));
    this.hashes = Int32Array.from(this.words, hashOf);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1, terms.length) * SLOTS_PER_TERM))).fill(NONE);
    for (const [term, hash] of this.hashes.entries()) {
      let slot = this.slotOf(hash);
      while (this.slots[slot] !== NONE) slot = this.next(slot);
      this.slots[slot] = term;
    }
  }

  /** Counts in terms parted by spaces or line ends, in UTF-8. */
  count(text: Buffer): TermCounts {
    const counts = new Uint32Array(this.words.length);
    let [length, start, hash] = [0, 0, FNV_BASIS];
    for (let at = 0; at <= text.length; at += 1) {
      const byte = at < text.length ? text[at]! : SPACE;
      if (byte !== SPACE && byte !== LINE_END) {
        hash = Math.imul(hash ^ byte, FNV_PRIME);
        continue;
      }
      if (at > start) {
        length += 1;
        const term = this.find(text, start, at, hash);
        if (term !== NONE) counts[term]! += 1;
      }
      [start, hash] = [at + 1, FNV_BASIS];
    }
    return { counts, length };
  }

  private find(text: Buffer, start: number, end: number, hash: number): number {
    for (let slot = this.slotOf(hash); ; slot = this.next(slot)) {
      const term = this.slots[slot]!;
      if (term === NONE || (this.hashes[term] === hash && text.compare(this.words[term]!, 0, undefined, start, end) === 0)) return term;
    }
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.slots.length - 1);
  }

  private next(slot: number): number {
    return (slot + 1) & (this.slots.length - 1);
  }
}

function hashOf(word: Buffer): number {
  let hash = FNV_BASIS;
  for (const byte of word) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash;
}
