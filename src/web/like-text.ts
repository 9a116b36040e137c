import { Readable } from 'node:stream';
import { InvalidInputError } from '#lib';
import { FormatError, InputError, openInput, readRecords, UnknownFormatError } from '#sources';

/** A text to compare papers with. */
export interface LikeText {
  title: string;
  abstract: string;
}

export interface LikeTexts {
  texts: LikeText[];
  /** How many were pasted; of very many only the first are compared. */
  given: number;
}

/** As much as is compared; what is longer says little more of its subject. */
const LONGEST = 20_000;
const SHORTEST = 10;
const MOST_ENTRIES = 100;

const TOO_SHORT = 'That is too little to compare. Paste an abstract, or at least a sentence of it.';
const UNREADABLE = 'This looks like BibTeX, but no entry of it has a title that can be read. Check that every brace is closed, or paste an abstract.';

/**
 * What a reader pasted as texts to compare: the entries of BibTeX (RIS and CSL-JSON too), else one text as it is.
 * @throws InvalidInputError when there is too little or too much of it
 */
export async function readLikeTexts(pasted: string): Promise<LikeTexts> {
  const text = pasted.toWellFormed().trim();
  if (text.length < SHORTEST) throw new InvalidInputError(TOO_SHORT);
  const entries = await entriesOf(text);
  if (entries.length > 0) return { texts: entries.slice(0, MOST_ENTRIES), given: entries.length };
  if (/^@[a-z]+\s*[{(]/i.test(text)) throw new InvalidInputError(UNREADABLE);
  if (text.length > LONGEST) throw new InvalidInputError(`The text has ${text.length.toLocaleString('en-GB')} characters, and at most ${LONGEST.toLocaleString('en-GB')} are compared. Paste its abstract alone.`);
  return { texts: [{ title: '', abstract: text }], given: 1 };
}

/** The papers of a file's text; none when it is no such file. What is whole counts, also where the end is cut off. */
async function entriesOf(text: string): Promise<LikeText[]> {
  const texts: LikeText[] = [];
  try {
    const input = await openInput(Readable.from([Buffer.from(text)]));
    for await (const { items } of readRecords(input)) {
      for (const item of items) if ('record' in item) texts.push({ title: item.record.title, abstract: item.record.abstract });
    }
  } catch (error) {
    if (!(error instanceof UnknownFormatError || error instanceof InputError || error instanceof FormatError)) throw error;
  }
  return texts;
}
