import { editionsBetween } from './windows.js';
import { randomFor } from './chance.js';
import type { ListedPaper } from './records.js';

/*
 * Papers that nobody wrote, for tests and for a demo without a file of records. Every word is ours.
 */

const THINGS = ['sparse graphs', 'language models', 'tidal streams', 'braid groups', 'protein folds', 'auction rules', 'cold atoms', 'traffic flows', 'spoken commands', 'proof assistants', 'river deltas', 'image captions'];
const WAYS = ['Learning', 'Bounding', 'Measuring', 'Simulating', 'Compressing', 'Aligning', 'Counting', 'Certifying'];
const MEANS = ['with few labels', 'by random walks', 'under noise', 'at $\\mathcal{O}(n \\log n)$ cost', 'without supervision', 'from partial views', '& its limits', 'in <linear> time'];
const FIRST = ['Ada', 'Alan', 'Émilie', 'Srinivasa', 'Mária', 'Chien-Shiung', 'Ludwig', 'Sofja', 'Abdus', 'Lise'];
const LAST = ['Lovelace', 'Turing', 'du Châtelet', 'Ramanujan', 'Telkes', 'Wu', 'van Beethoven', 'Kowalewskaja', 'Salam', 'Meitner'];
const CATEGORIES = ['cs.LG', 'cs.CL', 'cs.CV', 'cs.AI', 'stat.ML', 'math.CO', 'math-ph', 'astro-ph.GA', 'hep-th', 'quant-ph', 'q-bio.BM', 'eess.SY'];

export interface Invention {
  /** The first and last day, both included. */
  from: string;
  until: string;
  perDay: number;
  seed?: number;
}

/** So many invented papers for each edition between two days, in the list format. */
export function inventPapers({ from, until, perDay, seed = 1 }: Invention): ListedPaper[] {
  const inMonth = new Map<string, number>();
  return editionsBetween(from, until).flatMap((day) => Array.from({ length: perDay }, (_, index) => {
    const month = day.slice(2, 4) + day.slice(5, 7);
    const number = (inMonth.get(month) ?? 0) + 1;
    inMonth.set(month, number);
    return invented(`${month}.${String(number).padStart(5, '0')}`, day, randomFor(seed, day, index));
  }));
}

function invented(id: string, day: string, random: ReturnType<typeof randomFor>): ListedPaper {
  const thing = random.pick(THINGS);
  const title = `${random.pick(WAYS)} ${thing} ${random.pick(MEANS)}`;
  return {
    id,
    title,
    abstract: `We look at ${thing} as paper ${id} must. ${'What is found holds on average and fails where it should. '.repeat(random.between(3, 12))}`.trim(),
    authors: Array.from({ length: random.between(1, 5) }, () => `${random.pick(FIRST)} ${random.pick(LAST)}`),
    categories: [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(CATEGORIES)))],
    published: day,
    date_kind: 'announced',
    ...(random.next() < 0.5 ? { comment: `${random.between(4, 40)} pages` } : {}),
  };
}
