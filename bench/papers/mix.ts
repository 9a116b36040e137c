import type { ListedPaper } from './base.js';
import type { Random } from './random.js';

/** From how many neighbours in the base a paper is put together: enough for variety, few enough to stay small in memory. */
const WINDOW = 4_000;
const ARXIV_CATEGORY = /^[a-z-]+(\.[A-Za-z-]+)?$/;

/** A paper put together from parts of others. */
export interface MixedPaper {
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  comment?: string;
  hasDoi: boolean;
}

interface Parts {
  beginning: string;
  end: string;
  sentences: string[];
  paper: ListedPaper;
}

/** Takes papers apart and puts the parts together anew; a window over the base moves on with every paper made. */
export class Ingredients {
  private readonly window: Parts[] = [];
  private at = 0;

  constructor(
    private readonly base: AsyncIterator<ListedPaper>,
    private readonly random: Random,
  ) {}

  async mix(): Promise<MixedPaper> {
    do await this.moveOn();
    while (this.window.length < WINDOW);
    const pick = () => this.random.pick(this.window);
    const about = pick().paper;
    // As many sentences as a real abstract has, each from another paper.
    const abstract = pick().sentences.map(() => this.random.pick(pick().sentences)).join(' ');
    const doi = pick().paper.doi;
    return { title: `${pick().beginning} ${pick().end}`, abstract, authors: pick().paper.authors, categories: about.categories.filter((category) => ARXIV_CATEGORY.test(category)), comment: about.comment, hasDoi: doi !== undefined && doi !== '' };
  }

  private async moveOn(): Promise<void> {
    for (;;) {
      const { value } = (await this.base.next()) as { value: ListedPaper };
      const parts = takeApart(value);
      if (parts === undefined) continue;
      this.window[this.at] = parts;
      this.at = (this.at + 1) % WINDOW;
      return;
    }
  }
}

/** Nothing for a paper that lacks what others would need of it. */
function takeApart(paper: ListedPaper): Parts | undefined {
  const words = paper.title.split(' ');
  if (words.length < 4 || paper.abstract === '' || paper.authors.length === 0 || !paper.categories.some((category) => ARXIV_CATEGORY.test(category))) return undefined;
  const middle = Math.ceil(words.length / 2);
  return { beginning: words.slice(0, middle).join(' '), end: words.slice(middle).join(' '), sentences: paper.abstract.split(/(?<=[.!?])\s+(?=[A-Z$\\])/), paper };
}
