import type { Speller } from '../context.js';
import { tokens } from '../text/tokens.js';
import { dictionaryStamp, readDictionary } from './dictionary-file.js';
import type { Dictionary } from './dictionary.js';

/** How often it is looked whether another dictionary is there. */
const LOOK_MS = 30_000;

/** Mends words by the dictionary that the worker keeps, read when first asked and again when it was made anew. */
export class KeptSpeller {
  private dictionary: Dictionary | undefined;
  private stamp: string | undefined;
  private lookedAt = -Infinity;

  constructor(private readonly path: string) {}

  /** Undefined until there is a dictionary. */
  async open(): Promise<Speller | undefined> {
    if (performance.now() - this.lookedAt > LOOK_MS) this.look();
    const { dictionary } = this;
    return dictionary && { correct: (words) => correctWords(dictionary, words), vary: (words) => variedWords(dictionary, words) };
  }

  private look(): void {
    this.lookedAt = performance.now();
    const stamp = dictionaryStamp(this.path);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.dictionary = stamp === undefined ? undefined : readDictionary(this.path)?.dictionary;
  }
}

/** Of these words as written, those that are misspelt. Words in capitals are names and short forms, and meant so. */
export function correctWords(dictionary: Dictionary, words: readonly string[]): { written: string; read: string }[] {
  return words.flatMap((written) => {
    const [token, ...more] = tokens(written);
    if (token === undefined || more.length > 0 || (written.length > 1 && written === written.toUpperCase())) return [];
    const read = dictionary.correction(token.text);
    return read === undefined ? [] : [{ written, read }];
  });
}

/** A pasted text says things more than once, and in more than one way. */
const MOST_VARIED = 12;
/** The halves of a word stand in many papers about something else. Beside other words that is worse than to miss a few; alone it is not. */
const ENOUGH_ALONE = 0.05;

/** Of the words of a short query, neighbours that papers write as one word too, and words that they write as two. */
export function variedWords(dictionary: Dictionary, words: readonly string[]): { written: string; read: string }[] {
  if (words.length > MOST_VARIED) return [];
  const plain = words.map((word) => {
    const [token, ...more] = tokens(word);
    return more.length === 0 ? token?.text : undefined;
  });
  return words.flatMap((written, at) => {
    const [one, other] = [plain[at], plain[at + 1]];
    const joined = one !== undefined && other !== undefined ? dictionary.joined(one, other) : undefined;
    const parted = one === undefined ? undefined : dictionary.parted(one, words.length === 1 ? ENOUGH_ALONE : undefined);
    return [
      ...(joined === undefined ? [] : [{ written: `${written} ${words[at + 1]!}`, read: joined }]),
      ...(parted === undefined ? [] : [{ written, read: parted }]),
    ];
  });
}
