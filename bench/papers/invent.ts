import type { ListedPaper } from './base.js';
import { papersByDay } from './dates.js';
import { Random } from './random.js';

const SEED = 20010712;
const WORDS = 40_000;
/** Zipf (1949): the word of rank r is used in proportion to 1/r. */
const ZIPF_EXPONENT = 1;
const SYLLABLES = 'ba con di e fra ge hy in ja ka lo men net or pro qua ra sta ter un ver wi xe yo zo al pha tion mod el da ta sis tic'.split(' ');
const CATEGORIES = 'cs.LG cs.CL cs.CV cs.AI cs.RO stat.ML math.AP math.CO math.NT hep-th hep-ph quant-ph astro-ph.GA cond-mat.mes-hall eess.SP q-bio.QM'.split(' ');
const FORMULAS = ['$\\alpha_n \\to 0$', '$O(n \\log n)$', '$\\sum_{i=1}^{k} x_i^2 \\le \\frac{C}{\\sqrt{k}}$', '$L^p(\\mathbb{R}^d)$', '$\\mathcal{N}=4$'];

/** Papers out of nothing, newest first, one list of lines like those of a gathered file. */
export function* inventedPapers(count: number): Generator<ListedPaper> {
  const random = new Random(SEED);
  const vocabulary = new Vocabulary(random);
  const numbers = new Map<string, number>();
  for (const { day, papers } of papersByDay(count, random).reverse()) {
    const date = new Date(day).toISOString().slice(0, 10);
    const month = date.slice(2, 7).replace('-', '');
    for (let made = 0; made < papers; made++) {
      const number = (numbers.get(month) ?? 0) + 1;
      numbers.set(month, number);
      yield inventPaper(`${month}.${String(number).padStart(5, '0')}`, date, { random, vocabulary });
    }
  }
}

function inventPaper(id: string, date: string, { random, vocabulary }: { random: Random; vocabulary: Vocabulary }): ListedPaper {
  const sentence = () => {
    const words = Array.from({ length: random.between(10, 32) }, () => (random.next() < 0.02 ? random.pick(FORMULAS) : vocabulary.word()));
    return `${capital(words.join(' '))}.`;
  };
  return {
    id,
    title: capital(Array.from({ length: random.between(5, 13) }, () => vocabulary.word()).join(' ')),
    abstract: Array.from({ length: random.between(4, 9) }, sentence).join(' '),
    authors: Array.from({ length: 1 + random.below(1 + random.below(9)) }, () => `${capital(vocabulary.word())} ${capital(vocabulary.rareWord())}`),
    categories: [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(CATEGORIES)))],
    published: date,
    updated: date,
    date_kind: 'exact_day',
    comment: random.next() < 0.6 ? `${random.between(5, 40)} pages, ${random.between(1, 12)} figures` : '',
    doi: random.next() < 0.2 ? `10.5555/${id}` : '',
  };
}

/** Words made of syllables, used as often as Zipf's law says. */
class Vocabulary {
  private readonly words: string[];
  private readonly upTo: Float64Array;

  constructor(private readonly random: Random) {
    this.words = Array.from({ length: WORDS }, (_, rank) => Array.from({ length: 1 + Math.ceil(Math.log10(rank + 2) / 2) }, () => random.pick(SYLLABLES)).join(''));
    this.upTo = new Float64Array(WORDS);
    let sum = 0;
    for (let rank = 0; rank < WORDS; rank++) this.upTo[rank] = sum += (rank + 1) ** -ZIPF_EXPONENT;
  }

  word(): string {
    const wanted = this.random.next() * this.upTo[WORDS - 1]!;
    let [low, high] = [0, WORDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low]!;
  }

  rareWord(): string {
    return this.random.pick(this.words);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
